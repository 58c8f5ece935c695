'use client'
import { useCallback, useRef, useState } from 'react'
import type { Step } from './steps'

/** A filter with a name of its own, so that it keeps its place on the page while it moves. */
export interface Placed {
  readonly key: number
  readonly step: Step
}

interface History {
  readonly past: readonly (readonly Placed[])[]
  readonly now: readonly Placed[]
  readonly next: readonly (readonly Placed[])[]
}

const MOST_PAST = 200

/** The filters under the hand, with a way back. Changes of one field in a row are one step back. */
export function useChain(first: readonly Step[]) {
  const keys = useRef(0)
  const placed = useCallback((step: Step): Placed => ({ key: ++keys.current, step }), [])
  const [history, setHistory] = useState<History>(() => ({ past: [], now: first.map(placed), next: [] }))
  const field = useRef<string | null>(null)

  const change = useCallback((make: (now: readonly Placed[]) => readonly Placed[], of: string | null) => {
    setHistory(({ past, now }) => {
      const isSame = of !== null && field.current === of
      field.current = of
      return { past: isSame ? past : [...past, now].slice(-MOST_PAST), now: make(now), next: [] }
    })
  }, [])

  const back = useCallback(() => {
    field.current = null
    setHistory(all => {
      const before = all.past.at(-1)
      return before ? { past: all.past.slice(0, -1), now: before, next: [all.now, ...all.next] } : all
    })
  }, [])
  const forth = useCallback(() => {
    field.current = null
    setHistory(all => {
      const [after, ...next] = all.next
      return after ? { past: [...all.past, all.now], now: after, next } : all
    })
  }, [])

  return {
    steps: history.now,
    mayUndo: history.past.length > 0,
    mayRedo: history.next.length > 0,
    undo: back,
    redo: forth,
    add: useCallback((step: Step) => change(now => [...now, placed(step)], null), [change, placed]),
    remove: useCallback((key: number) => change(now => now.filter(each => each.key !== key), null), [change]),
    edit: useCallback(
      (key: number, step: Step) =>
        change(now => now.map(each => (each.key === key ? { key, step } : each)), `${key}`),
      [change],
    ),
    /** Up is -1. */
    move: useCallback(
      (key: number, by: -1 | 1) =>
        change(now => {
          const at = now.findIndex(each => each.key === key)
          const moved = now[at]
          const other = now[at + by]
          if (!moved || !other) return now
          return now.map((each, i) => (i === at ? other : i === at + by ? moved : each))
        }, null),
      [change],
    ),
  }
}
