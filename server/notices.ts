import type { Timeframe } from '../sandbox/ir/timeframe'

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

/** One symbol's moving price: symbol, last price, change over the day before as a fraction. */
export type Quote = readonly [symbol: string, last: number, change: number | null]

/** How one symbol’s bar stands, or stood at its close: its fields, and 1 once they are final. */
export type BarRow = readonly [
  symbol: string,
  time: number,
  open: number,
  high: number,
  low: number,
  close: number,
  volume: number,
  closed: 0 | 1,
]

/**
 * What one process tells the others through the bus. A notice says that something changed and names it;
 * the row holds the state, so a lost or doubled notice costs freshness, never truth.
 */
export type Notice =
  | {
      readonly kind: 'ring'
      readonly id: string
      readonly name: string
      readonly epoch: number
      readonly delayMs: number
    }
  | { readonly kind: 'cancel'; readonly id: string }
  | {
      readonly kind: 'job'
      readonly id: string
      readonly state: JobState
      readonly progress: number
      readonly stage: string
    }
  | { readonly kind: 'rows'; readonly runId: string; readonly upTo: number }
  | { readonly kind: 'bar'; readonly venue: string; readonly timeframe: Timeframe; readonly time: number }
  | {
      readonly kind: 'quotes'
      readonly venue: string
      readonly at: number
      readonly quotes: readonly Quote[]
    }
  /** The minutes that changed since the last word: first those that closed, then those that form. */
  | {
      readonly kind: 'minutes'
      readonly venue: string
      /** The venue's time of the newest of them. */
      readonly at: number
      /** When it was said, by the clock of the machine that said it. */
      readonly saidAt: number
      readonly rows: readonly BarRow[]
    }
  | { readonly kind: 'outbox' }
  /** Stored bars changed: those of each symbol that open in [from, to) are as of `revision`. */
  | {
      readonly kind: 'series'
      readonly venue: string
      readonly timeframe: Timeframe
      readonly changes: readonly (readonly [
        symbol: string,
        id: number,
        revision: number,
        from: number,
        to: number,
      ])[]
    }

/** Where notices are said. */
export const topics = {
  /** To every worker: work to start, work to stop. */
  bell: 'bell',
  outbox: 'outbox',
  jobs: (workspaceId: string | null) => `jobs:${workspaceId ?? ''}`,
  run: (runId: string) => `run:${runId}`,
  bars: (venue: string, timeframe: Timeframe) => `bars:${venue}:${timeframe}`,
  quotes: (venue: string) => `quotes:${venue}`,
  minutes: (venue: string) => `minutes:${venue}`,
  /** Stored bars, of every venue. */
  series: 'series',
} as const
