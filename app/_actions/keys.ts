'use client'
import { useEffect, useRef } from 'react'
import type { Action } from './actions'
import { latin } from './latin'

const SEQUENCE_MS = 1_000

/** A pressed key as actions write it: `mod+k`, `?`, `g`. */
export function named(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): string {
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : ''
  const alt = event.altKey ? 'alt+' : ''
  const key = latin(event)
  return `${mod}${alt}${key.length === 1 ? key.toLowerCase() : key}`
}

/** Letters belong to the field that has the focus; shortcuts with a modifier work everywhere. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

export function useShortcuts(actions: readonly Action[]): void {
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    let first: { key: string; at: number } | null = null
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      const key = named(event)
      if (isTyping(event.target) && !key.startsWith('mod+')) return
      const sequence = first && event.timeStamp - first.at < SEQUENCE_MS ? `${first.key} ${key}` : null
      const match =
        latest.current.find(({ keys }) => sequence !== null && keys === sequence) ??
        latest.current.find(({ keys }) => keys === key)
      first = match ? null : { key, at: event.timeStamp }
      if (!match) return
      event.preventDefault()
      if (!match.blocked) match.run()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}
