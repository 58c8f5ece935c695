import { setImmediate as breathe } from 'node:timers/promises'
import type { BarColumns } from '../../sandbox/ir/bars'
import { barOpen, type Timeframe, timeframeMs } from '../../sandbox/ir/timeframe'
import type { Steps } from '../engine/backtest/steps'
import type { ClockNeed } from '../engine/screen'
import { VenueProblem } from '../market/problem'
import type { Instrument, MarketProvider } from '../market/provider'
import type { BarSource } from '../market/source/source'
import { copyRows, rowAt, rowsOf, sharedColumns } from '../market/store/columns'
import { DamagedBars } from '../market/store/read'
import { flawOf } from './flaw'
import { reachBack, type Span } from './span'
import type { FailedSymbol, TaskOther, TaskSymbol } from './task'

export interface BarsWanted {
  readonly source: Pick<BarSource, 'barsBeforeAll'>
  readonly provider: MarketProvider
  readonly instruments: readonly Instrument[]
  readonly timeframe: Timeframe
  readonly span: Span
  /** Bars before the period. */
  readonly warmUp: number
  /** The other clocks that the program reads, with how many bars of each one moment needs. */
  readonly clocks: readonly ClockNeed[]
  readonly signal: AbortSignal
  readonly tell: (loaded: number, of: number) => void
  /** Of each instrument, where the settings leave them to it. */
  readonly stepsOf: (instrument: Instrument) => Steps
}

export interface LoadedBars {
  readonly symbols: readonly TaskSymbol[]
  readonly others: readonly TaskOther[]
  readonly failed: readonly FailedSymbol[]
}

/** Symbols whose bars are asked for in one go. */
const TOGETHER = 32
/** Bars that are worked out in one go. */
const PAGE = 20_000

/** All bars of a backtest in shared memory. A symbol whose bars can't be had or make no sense is left out and named. */
export async function loadBars(wanted: BarsWanted): Promise<LoadedBars> {
  const { instruments, signal, tell } = wanted
  const others = await otherInstruments(wanted)
  const symbols: TaskSymbol[] = []
  const failed: FailedSymbol[] = []
  const take = (symbol: TaskSymbol | FailedSymbol) => {
    if ('message' in symbol) failed.push(symbol)
    else symbols.push(symbol)
  }
  tell(0, instruments.length)
  for (let from = 0; from < instruments.length; from += TOGETHER) {
    signal.throwIfAborted()
    const together = instruments.slice(from, from + TOGETHER)
    for (const each of await loadTogether(wanted, together)) take(each)
    tell(Math.min(instruments.length, from + TOGETHER), instruments.length)
  }
  return { symbols, others, failed }
}

/** Some symbols in one question; where it fails, each by itself, so that only those are lost which fail again. */
async function loadTogether(
  wanted: BarsWanted,
  instruments: readonly Instrument[],
): Promise<readonly (TaskSymbol | FailedSymbol)[]> {
  try {
    return await loadAll(wanted, instruments)
  } catch (error) {
    const message = whyLost(error)
    if (wanted.signal.aborted || message === null) throw error
    const [only] = instruments
    if (only && instruments.length === 1) return [{ symbol: only.symbol, message }]
    const each: (TaskSymbol | FailedSymbol)[] = []
    for (const instrument of instruments) each.push(...(await loadTogether(wanted, [instrument])))
    return each
  }
}

/** Why one symbol's bars are not to be had; null: the trouble is another's, and the whole job has it. */
function whyLost(error: unknown): string | null {
  if (error instanceof DamagedBars) return error.message
  if (error instanceof VenueProblem && error.trouble !== 'unreachable') return error.message
  return null
}

async function loadAll(
  wanted: BarsWanted,
  instruments: readonly Instrument[],
): Promise<readonly (TaskSymbol | FailedSymbol)[]> {
  const { timeframe, span, warmUp, clocks } = wanted
  const first = Math.min(
    ...instruments.map(({ calendar }) => reachBack(calendar, timeframe, span.from, warmUp)),
  )
  const own = await load(wanted, instruments, timeframe, first)
  const slower = clocks.filter(each => each.instrument === null)
  const columns: (readonly BarColumns[])[] = []
  for (const clock of slower)
    columns.push(await load(wanted, instruments, clock.timeframe, startOf(wanted, clock)))
  return instruments.map((instrument, k): TaskSymbol | FailedSymbol => {
    const { symbol } = instrument
    const bars = trimmed(own[k] ?? sharedColumns(0), span, warmUp)
    if (rowAt(bars.time, span.from) === bars.time.length)
      return { symbol, message: `${symbol} has no ${timeframe} bars in this period.` }
    const flaw = flawOf(bars)
    if (flaw) return { symbol, message: `${symbol}: ${flaw}` }
    return {
      symbol,
      bars: shared(bars),
      steps: wanted.stepsOf(instrument),
      slower: slower.map((clock, c) => ({
        timeframe: clock.timeframe,
        bars: shared(columns[c]?.[k] ?? sharedColumns(0)),
      })),
    }
  })
}

async function otherInstruments(wanted: BarsWanted): Promise<readonly TaskOther[]> {
  const known = await wanted.provider.instruments()
  const others: TaskOther[] = []
  for (const clock of wanted.clocks) {
    const { instrument, timeframe } = clock
    if (instrument === null) continue
    const listed = known.find(({ symbol }) => symbol === instrument)
    if (!listed)
      throw new VenueProblem(
        'refused',
        `The strategy reads ${instrument}, which ${wanted.provider.venue} does not have.`,
      )
    const [bars] = await load(wanted, [listed], timeframe, startOf(wanted, clock))
    others.push({ instrument, timeframe, bars: shared(bars ?? sharedColumns(0)) })
  }
  return others
}

/** From where on another clock's bars are needed: a need covers the run's own warm-up already. */
const startOf = ({ span }: BarsWanted, { timeframe, bars }: ClockNeed): number =>
  span.from - bars * timeframeMs[timeframe]

/**
 * Bars of a timeframe that open in [first, the end of the period]. A venue that works its bars out does so in one go, in which nothing
 * else of this process has its turn; so it is asked page by page.
 */
async function load(
  wanted: BarsWanted,
  instruments: readonly Instrument[],
  timeframe: Timeframe,
  first: number,
): Promise<readonly BarColumns[]> {
  const { source, provider, span, signal } = wanted
  const length = timeframeMs[timeframe]
  const end = barOpen(span.to, timeframe) + length
  const symbols = instruments.map(({ symbol }) => symbol)
  const page = (until: number, from: number) =>
    source.barsBeforeAll(provider, symbols, timeframe, until, Math.ceil((until - from) / length), signal)
  if (!(provider.computed && provider.live)) return page(end, first)
  const pages: (readonly BarColumns[])[] = []
  for (let from = barOpen(first, timeframe); from < end; from += PAGE * length) {
    signal.throwIfAborted()
    await breathe()
    pages.push(await page(Math.min(end, from + PAGE * length), from))
  }
  return symbols.map((_, k) => joinedShared(pages.flatMap(each => each[k] ?? [])))
}

function joinedShared(parts: readonly BarColumns[]): BarColumns {
  const [only] = parts
  if (only && parts.length === 1) return only
  const bars = sharedColumns(parts.reduce((rows, { time }) => rows + time.length, 0))
  let row = 0
  for (const part of parts) {
    copyRows(part, bars, row)
    row += part.time.length
  }
  return bars
}

/** The bars of the period and at most `warmUp` before it. */
function trimmed(bars: BarColumns, { from, to }: Span, warmUp: number): BarColumns {
  const start = rowAt(bars.time, from)
  return rowsOf(bars, Math.max(0, start - warmUp), rowAt(bars.time, to + 1))
}

/** The same bars where a thread reads them without a copy. */
function shared(bars: BarColumns): BarColumns {
  if (bars.close.buffer instanceof SharedArrayBuffer) return bars
  const columns = sharedColumns(bars.time.length)
  copyRows(bars, columns)
  return columns
}
