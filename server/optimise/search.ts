import { catalogue } from '../../sandbox/catalogue'
import type { Program } from '../../sandbox/ir/program'
import { isTimeframe } from '../../sandbox/ir/timeframe'
import { storedSettings } from '../backtests/asked'
import { loadBars } from '../backtests/bars'
import { stepped, stepsOf } from '../backtests/leaving'
import type { FailedSymbol } from '../backtests/task'
import { instrumentsFrom, whyEmpty } from '../backtests/universe'
import { openRule } from '../engine/backtest/rule'
import { timelineOf } from '../engine/optimise/market'
import { type Axis, trialsOf } from '../engine/optimise/space'
import type { Choosing, Params, TrialPeriod, Window } from '../engine/optimise/types'
import { windowsOf } from '../engine/optimise/windows'
import { openScreen } from '../engine/screen'
import type { PrismaClient } from '../generated/prisma/client'
import { calendars } from '../market/calendar'
import type { Market } from '../market/market'
import type { Instrument } from '../market/provider'
import type { BarSource } from '../market/source/source'
import { universeSchema } from '../market/universe/chain'
import { JobFailed } from '../workers/define'
import { programsOf, recorderOf } from './candidates'
import { cornersOf } from './corners'
import { choosingSchema, spaceSchema, walkForwardSchema } from './input'
import { marketOf, type SearchMarket } from './market'
import type { Versioned } from './newDefaults'

export const searchFields = {
  id: true,
  workspaceId: true,
  venue: true,
  timeframe: true,
  universe: true,
  settings: true,
  params: true,
  space: true,
  walkForward: true,
  choosing: true,
  trials: true,
  shardSize: true,
  from: true,
  to: true,
  inputs: true,
  doneTrials: true,
  best: true,
  outcome: true,
  version: { select: { kind: true, document: true, program: true } },
} as const

export const loadSearch = (db: PrismaClient, id: string) =>
  db.optimisation.findUnique({ where: { id }, select: searchFields })

export type SearchRow = NonNullable<Awaited<ReturnType<typeof loadSearch>>>

/** A search with everything it is computed from. */
export interface Search {
  readonly row: SearchRow
  readonly version: Versioned
  /** Parameters that stay. */
  readonly fixed: Params
  readonly trials: readonly Params[]
  readonly axes: readonly Axis[]
  readonly choosing: Choosing
  readonly market: SearchMarket
  readonly windows: readonly Window[] | null
  readonly periods: readonly TrialPeriod[]
  readonly failed: readonly FailedSymbol[]
}

interface Services {
  readonly db: PrismaClient
  readonly market: Market
  readonly source: BarSource
  readonly signal: AbortSignal
  readonly tell: (stage: string) => void
}

/** Reads a stored search, with the bars that all of its trials share. */
export async function openSearch(services: Services, row: SearchRow): Promise<Search> {
  const { db, market, source, signal, tell } = services
  const { workspaceId, venue, timeframe } = row
  const provider = market.at(venue, workspaceId)
  if (!provider || !isTimeframe(timeframe))
    throw new JobFailed('NO_VENUE', `There are no ${timeframe} bars of ${venue} here any more.`)
  const program = row.version.program as unknown as Program | null // written by the compiler
  if (!program)
    throw new JobFailed('DOES_NOT_COMPILE', 'This version of the strategy has problems. Choose another.')
  const read = trialsOf(spaceSchema.parse(row.space), program.params)
  if (!read.ok) throw new JobFailed('BAD_SPACE', read.problems.map(({ message }) => message).join(' '))
  const { trials, axes } = read
  const asks = storedSettings(row)
  const fixed = row.params as Params // checked when it was asked for
  tell('Asking for the universe')
  const span = { from: row.from.getTime(), to: row.to.getTime() }
  const universe = universeSchema.parse(row.universe)
  const asked = { workspaceId, provider, source, universe, from: span.from }
  const instruments = await instrumentsFrom(db, asked)
  if (instruments.length === 0) throw new JobFailed('NO_SYMBOLS', await whyEmpty(asked))
  const { warmUp, programs } = await slowest(row.version, fixed, axes, {
    timeframe,
    settings: asks,
    own: program,
  })
  const loaded = await loadBars({
    source,
    provider,
    instruments,
    timeframe,
    span,
    warmUp,
    clocks: clocksOf(programs, timeframe),
    stepsOf: instrument => stepsOf(asks, provider, instrument),
    signal,
    tell: (done, of) => tell(`Bars of ${done} of ${of} symbols`),
  })
  const { others, failed } = loaded
  const { settings, symbols } = stepped(asks, loaded.symbols)
  if (symbols.length === 0)
    throw new JobFailed('NO_BARS', failed[0]?.message ?? 'There are no bars in this period.')
  const searched: SearchMarket = {
    timeframe,
    settings,
    periodsPerYear: periodsOf(instruments),
    symbols,
    others,
  }
  const windows = windowsIn(row, searched, span)
  return {
    row,
    version: row.version,
    fixed,
    trials,
    axes,
    choosing: choosingSchema.parse(row.choosing),
    market: searched,
    windows,
    periods: windows ? windows.map(({ inSample: { from, to } }) => ({ from, to })) : [{}],
    failed,
  }
}

function windowsIn(
  { walkForward }: SearchRow,
  market: SearchMarket,
  span: { readonly from: number; readonly to: number },
): readonly Window[] | null {
  const asked = walkForwardSchema.nullable().parse(walkForward)
  if (!asked) return null
  const laid = windowsOf(timelineOf(marketOf(market).symbols, span), asked)
  if (!laid.ok) throw new JobFailed('NO_WINDOWS', laid.problems.map(({ message }) => message).join(' '))
  return laid.windows
}

/** Days of trading in a year where all of them keep the same; null otherwise. */
function periodsOf(instruments: readonly Instrument[]): number | null {
  const periods = new Set(instruments.map(({ calendar }) => calendars[calendar].periodsPerYear('1d')))
  const [only] = periods
  return periods.size === 1 && only !== undefined ? only : null
}

interface Own {
  readonly timeframe: SearchMarket['timeframe']
  readonly settings: SearchMarket['settings']
  readonly own: Program
}

/**
 * What the trials need of bars before the period: looked up at the corners of the space, where lengths are longest and shortest. All
 * trials are given the same bars, so none begins later than another.
 */
async function slowest(
  version: Versioned,
  fixed: Params,
  axes: readonly Axis[],
  { timeframe, settings, own }: Own,
): Promise<{ readonly warmUp: number; readonly programs: readonly Program[] }> {
  const programs = [own, ...(await programsOf(recorderOf(version, fixed), cornersOf(axes)))]
  const bars = programs.map(
    program => openRule(program, { timeframe, catalogue, settings })?.warmUp.bars ?? 0,
  )
  return { warmUp: Math.max(...bars), programs }
}

/** The other clocks that any of the programs reads, with the most bars one of them needs. */
function clocksOf(programs: readonly Program[], timeframe: SearchMarket['timeframe']) {
  const clocks = new Map<string, ReturnType<typeof openScreen>['others'][number]>()
  for (const program of programs)
    for (const clock of openScreen(program, timeframe, catalogue).others) {
      const key = JSON.stringify([clock.instrument, clock.timeframe])
      const known = clocks.get(key)
      if (!known || known.bars < clock.bars) clocks.set(key, clock)
    }
  return [...clocks.values()]
}
