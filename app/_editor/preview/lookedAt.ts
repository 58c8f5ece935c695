// What the preview of each strategy looked at last, kept by this browser.
import type { Timeframe } from '@/sandbox/ir/timeframe'

export type Side = 'values' | 'why' | 'checks' | 'log'

export interface LookedAt {
  readonly venue?: string
  readonly symbol?: string
  readonly timeframe?: Timeframe
  readonly count?: number
  readonly side?: Side
  readonly universe?: string
}

/** Strategies of which something is kept; the one that was looked at longest ago is forgotten first. */
const MOST = 200
const STORE = 'sluice.preview.looked'

type Kept = readonly (readonly [strategyId: string, looked: LookedAt])[]

export const lookedAt = (strategyId: string): LookedAt => kept().find(([id]) => id === strategyId)?.[1] ?? {}

export function rememberLook(strategyId: string, looked: LookedAt): void {
  const rest = kept().filter(([id]) => id !== strategyId)
  try {
    localStorage.setItem(STORE, JSON.stringify([[strategyId, looked], ...rest].slice(0, MOST)))
  } catch {
    // a full or forbidden store: it is asked for again next time
  }
}

function kept(): Kept {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(STORE) ?? '[]')
    // written by `rememberLook` alone; what is no longer offered is not chosen
    return Array.isArray(read) ? (read as Kept) : []
  } catch {
    return []
  }
}
