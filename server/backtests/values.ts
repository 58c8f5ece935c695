import { catalogue } from '../../sandbox/catalogue'
import type { Program } from '../../sandbox/ir/program'
import { isTimeframe } from '../../sandbox/ir/timeframe'
import { memoryAt, memoryOf } from '../../sandbox/run/memory'
import { openRule } from '../engine/backtest/rule'
import { withSteps } from '../engine/backtest/steps'
import { type Explained, explained, type Moment } from '../engine/explained'
import { openScreen } from '../engine/screen'
import { found, refuse } from '../errors'
import type { Prisma, PrismaClient } from '../generated/prisma/client'
import type { Market } from '../market/market'
import type { BarSource } from '../market/source/source'
import { storedSettings } from './asked'
import { loadBars } from './bars'
import { stepsOf } from './leaving'
import { ruleBars } from './ruleBars'
import { BacktestScripts } from './scripts'
import { barsBetween, type Span } from './span'

interface ValuesServices {
  readonly db: PrismaClient
  readonly market: Market
  readonly source: BarSource
}

export interface ValuesAsked {
  readonly workspaceId: string
  readonly backtestId: string
  readonly symbol: string
  readonly moments: readonly Moment[]
}

/** Bars that are run at most to tell of some: a longer history is cut where values are settled, or refused where they never are. */
const MOST_BARS = 20_000
/** Bars before the first moment in which the signal of a waiting order is looked for. */
const LEAD = 500
const PATIENCE_MS = 20_000

/**
 * The values of a backtest's program at some bars of one symbol, from the same beginning as the run. Kernels are ours and the bars
 * are few; what the program holds of its author's code runs in the guests' process.
 */
export async function valuesAt(
  { db, market, source }: ValuesServices,
  { workspaceId, backtestId, symbol, moments }: ValuesAsked,
): Promise<readonly (Explained | null)[]> {
  const row = found(
    await db.backtest.findFirst({
      where: { id: backtestId, workspaceId },
      select: {
        venue: true,
        timeframe: true,
        settings: true,
        program: true,
        from: true,
        to: true,
        version: { select: { program: true } },
      },
    }),
    'backtest',
  )
  const { timeframe } = row
  const settings = storedSettings(row)
  const program = programIn(row.program ?? row.version.program)
  const provider = market.at(row.venue, workspaceId)
  const rule = program && isTimeframe(timeframe) && openRule(program, { timeframe, catalogue, settings })
  if (!provider || !isTimeframe(timeframe) || !program || !rule)
    refuse('NOT_POSSIBLE_NOW', `There are no ${timeframe} bars of ${row.venue} here any more.`)
  const instrument = found(
    (await provider.instruments()).find(each => each.symbol === symbol),
    'symbol',
  )
  const settled = settledBars(program, timeframe)
  const whole: Span = { from: row.from.getTime(), to: Math.min(row.to.getTime(), latest(moments)) }
  const isLong = barsBetween(instrument.calendar, timeframe, whole) > MOST_BARS
  if (isLong && (settled === null || rule.looksAtOwnPosition))
    refuse(
      'NOT_POSSIBLE_NOW',
      'What this strategy says depends on its whole history, which is too long to be run again for a single bar.',
    )
  const close = isLong
    ? cutBefore(whole, earliest(moments), lead => barsBetween(instrument.calendar, timeframe, lead))
    : whole
  const { symbols, others, failed } = await loadBars({
    source,
    provider,
    instruments: [instrument],
    timeframe,
    span: close,
    warmUp: isLong ? Math.max(rule.warmUp.bars, settled ?? 0) : rule.warmUp.bars,
    clocks: openScreen(program, timeframe, catalogue).others,
    stepsOf: each => stepsOf(settings, provider, each),
    signal: AbortSignal.timeout(PATIENCE_MS),
    tell: () => {},
  })
  const [own] = symbols
  if (!own) refuse('NOT_POSSIBLE_NOW', failed[0]?.message ?? `There are no bars of ${symbol} any more.`)
  const scripts = new BacktestScripts()
  try {
    const work = explained({
      program,
      timeframe,
      catalogue,
      symbol,
      settings: withSteps(settings, own.steps),
      tradable: rule.warmUp.bars - 1,
      bars: ruleBars({ timeframe, others }, own),
      moments,
    })
    let step = work.next()
    while (!step.done) step = work.next(await scripts.answer(symbol, step.value))
    return step.value
  } finally {
    scripts.close()
  }
}

const programIn = (stored: Prisma.JsonValue) => stored as unknown as Program | null // written by the compiler

const latest = (moments: readonly Moment[]): number => Math.max(...moments.map(({ time }) => time))
const earliest = (moments: readonly Moment[]): number => Math.min(...moments.map(({ time }) => time))

/** Bars after which no value of a program shows where its history began; null: some always do. */
function settledBars(program: Program, timeframe: Parameters<typeof memoryOf>[1]): number | null {
  const memory = memoryOf(program, timeframe, catalogue)
  let settled = 1
  for (const [node, { type }] of program.nodes.entries()) {
    // those of other clocks count in bars of theirs, and are seen through nodes of this one
    if (type.clock.timeframe !== null || type.clock.instrument !== null) continue
    const own = memoryAt(memory, node).settled
    if (own === null) return null
    settled = Math.max(settled, own)
  }
  return settled
}

/** The end of a period, from some bars before a moment on. */
function cutBefore({ from, to }: Span, moment: number, barsIn: (span: Span) => number): Span {
  let length = Math.max(1, (to - from) / 64)
  while (moment - length > from && barsIn({ from: moment - length, to: moment }) < LEAD) length *= 2
  return { from: Math.max(from, moment - length), to }
}
