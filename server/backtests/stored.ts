// How a result lies in its row: JSON, gzip'd, in parts that are asked for apart.
import { promisify } from 'node:util'
import { gunzip, gzipSync } from 'node:zlib'
import type { EventStudy } from '../engine/events/study'
import type { RankOutcome } from '../engine/rank/rebalance'
import type { Report } from '../engine/report/report'
import type { PageSeries } from '../engine/report/series/pageSeries'
import type { View } from '../engine/report/views/define'
import type { ViewedStats } from '../engine/report/views/index'
import type { Computed } from './compute'

const LISTS = ['trades', 'openTrades', 'rejectedSignals', 'denied'] as const
type Listed = (typeof LISTS)[number]

/** Statistics and facts, without anything that grows with the bars or the trades. */
export type StoredReport = Omit<Report, Listed | 'equity' | 'rank' | 'events'> & {
  readonly views: Readonly<Record<View, ViewedStats>>
  readonly rank?: Omit<RankOutcome, 'rebalances'>
  readonly events?: Omit<EventStudy, 'occurrences'>
}
export type StoredLists = Pick<Report, Listed> & {
  readonly rebalances?: RankOutcome['rebalances']
  readonly occurrences?: EventStudy['occurrences']
}
export type StoredEquity = Report['equity']
export type PlainPage = Plain<PageSeries>

/** The numbers that a list of backtests shows; null where one has no meaning. */
export interface Summary {
  readonly netProfit: number | null
  readonly totalReturn: number | null
  readonly cagr: number | null
  readonly sharpe: number | null
  readonly maxDrawdown: number | null
  readonly trades: number
  readonly symbols: number
  readonly bars: number
  readonly failed: number
}

/** A result as its row keeps it. */
export interface Packed {
  readonly summary: Summary
  readonly report: Uint8Array<ArrayBuffer>
  readonly page: Uint8Array<ArrayBuffer>
  readonly lists: Uint8Array<ArrayBuffer>
  readonly equity: Uint8Array<ArrayBuffer>
}

/** The same result, the same bytes. */
export function packed({ report, views, page }: Computed): Packed {
  const { trades, openTrades, rejectedSignals, denied, equity, rank, events, ...rest } = report
  return {
    summary: summaryOf(report),
    report: zipped({
      ...rest,
      ...(rank && { rank: without(rank, 'rebalances') }),
      ...(events && { events: without(events, 'occurrences') }),
      views,
    } satisfies StoredReport),
    page: zipped(plain(page)),
    lists: zipped({
      trades,
      openTrades,
      rejectedSignals,
      denied,
      ...(rank && { rebalances: rank.rebalances }),
      ...(events && { occurrences: events.occurrences }),
    } satisfies StoredLists),
    equity: zipped(equity),
  }
}

function without<Value extends object, Key extends keyof Value>(value: Value, key: Key): Omit<Value, Key> {
  const { [key]: _, ...rest } = value
  return rest
}

function summaryOf({ stats, trades, symbols, period, failed }: Report): Summary {
  return {
    netProfit: stats['net-profit'] ?? null,
    totalReturn: stats['total-return'] ?? null,
    cagr: stats.cagr ?? null,
    sharpe: stats.sharpe ?? null,
    maxDrawdown: stats['max-drawdown'] ?? null,
    trades: trades.length,
    symbols: symbols.length,
    bars: period.bars,
    failed: failed.length,
  }
}

/** The same value as JSON tells it: a column is a list, and what is no number is null. */
export type Plain<T> = T extends Float64Array | Int32Array
  ? readonly (number | null)[]
  : T extends object
    ? { readonly [Key in keyof T]: Plain<T[Key]> }
    : T

function plain(value: unknown): unknown {
  if (value instanceof Float64Array || value instanceof Int32Array) return Array.from(value)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]))
  return value
}

const zipped = (value: unknown): Uint8Array<ArrayBuffer> => Uint8Array.from(gzipSync(JSON.stringify(value)))

const unzip = promisify(gunzip)

const unzipped = async (bytes: Uint8Array): Promise<unknown> =>
  JSON.parse((await unzip(bytes)).toString('utf8'))

// Written by `packed` alone, so what comes out is what went in.
export async function readReport(bytes: Uint8Array): Promise<StoredReport> {
  const report = (await unzipped(bytes)) as StoredReport
  // results of the first edition hold none of these
  const { robustness = null, basis, bias } = report
  return {
    ...report,
    robustness,
    basis: { ...basis, sharpeSample: basis.sharpeSample ?? null },
    bias: bias && { ...bias, checked: bias.checked ?? [], of: bias.of ?? 1, unchecked: bias.unchecked ?? [] },
  }
}
export const readPage = async (bytes: Uint8Array) => (await unzipped(bytes)) as PlainPage
export const readLists = async (bytes: Uint8Array) => (await unzipped(bytes)) as StoredLists
export const readEquity = async (bytes: Uint8Array) => (await unzipped(bytes)) as StoredEquity

/** The parts put together again: what the command line prints. */
export async function wholeReport({
  report,
  lists,
  equity,
}: Pick<Packed, 'report' | 'lists' | 'equity'>): Promise<Report> {
  const [{ views: _views, rank, events, ...rest }, { rebalances, occurrences, ...listed }, curve] =
    await Promise.all([readReport(report), readLists(lists), readEquity(equity)])
  return {
    ...rest,
    ...listed,
    equity: curve,
    ...(rank && { rank: { ...rank, rebalances: rebalances ?? [] } }),
    ...(events && { events: { ...events, occurrences: occurrences ?? [] } }),
  }
}
