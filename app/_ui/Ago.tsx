'use client'
import { useEffect, useState } from 'react'
import { utcLong } from './numbers'

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
]
const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' })

export function agoWords(at: Date, now: number): string {
  const seconds = Math.round((at.getTime() - now) / 1000)
  const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? (['second', 1] as const)
  return words.format(Math.trunc(seconds / size), unit)
}

const REFRESH_MS = 15_000

/** How long ago something was; the exact time on hover. */
export function Ago({ at }: { at: Date }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), REFRESH_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <time dateTime={at.toISOString()} title={utcLong(at)}>
      {agoWords(at, now)}
    </time>
  )
}
