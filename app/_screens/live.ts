// What a page knows of a screen that runs: folded from the events of the server, nothing else.
import type { Outputs } from '../_trpc/client'

export type StoredRun = Outputs['screens']['rows']
export type Row = StoredRun['rows'][number]
export type RunState = StoredRun['run']
export type Quote = readonly [symbol: string, last: number, change: number | null]

export type LiveEvent =
  | { readonly kind: 'state'; readonly run: RunState }
  | { readonly kind: 'rows'; readonly runId: string; readonly rows: readonly Row[] }
  | { readonly kind: 'prices'; readonly at: number; readonly prices: readonly Quote[] }

export interface Live {
  readonly run: RunState | null
  readonly rows: ReadonlyMap<string, Row>
  /** The rows of the bar before, shown until the new bar's have come. */
  readonly before: ReadonlyMap<string, Row>
  readonly prices: ReadonlyMap<string, Quote>
}

export const nothingYet: Live = { run: null, rows: new Map(), before: new Map(), prices: new Map() }

export function fold(live: Live, event: LiveEvent): Live {
  switch (event.kind) {
    case 'state': {
      const sameRun = live.run?.runId === event.run.runId
      if (sameRun) return { ...live, run: event.run }
      return { ...live, run: event.run, before: shownRows(live), rows: new Map() }
    }
    case 'rows': {
      const sameRun = live.run === null || live.run.runId === event.runId
      const rows = new Map(sameRun ? live.rows : [])
      for (const row of event.rows) rows.set(row.symbol, row)
      return { ...live, rows, before: sameRun ? live.before : shownRows(live) }
    }
    case 'prices': {
      const prices = new Map(live.prices)
      for (const quote of event.prices) prices.set(quote[0], quote)
      return { ...live, prices }
    }
  }
}

/** This bar's rows, and until they have come those of the bar before. */
export function shownRows({ rows, before }: Live): ReadonlyMap<string, Row> {
  return before.size === 0 ? rows : new Map([...before, ...rows])
}

/** Symbols that match on this bar and did not on the one before. */
export function newMatches({ rows, before }: Live): ReadonlySet<string> {
  if (before.size === 0) return new Set()
  return new Set(
    [...rows.values()].filter(row => row.matched && !before.get(row.symbol)?.matched).map(row => row.symbol),
  )
}
