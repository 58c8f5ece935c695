'use client'
import { type ReactNode, useState } from 'react'

/** A number that lights up for a moment when it moves: up in the colour of gains, down in that of losses. */
export function Flash({ value, children }: { value: number | null; children: ReactNode }) {
  const [last, setLast] = useState({ value, way: '', turn: 0 })
  if (value !== last.value && !(Number.isNaN(value) && Number.isNaN(last.value))) {
    const way = value === null || last.value === null ? '' : value > last.value ? 'flash-up' : 'flash-down'
    setLast({ value, way, turn: last.turn + 1 })
  }
  // A new key is a new element, which starts its animation anew.
  return (
    <span key={last.turn} className={`-mx-1 rounded-sm px-1 ${last.way}`}>
      {children}
    </span>
  )
}
