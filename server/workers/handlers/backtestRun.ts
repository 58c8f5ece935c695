import { setImmediate as breathe } from 'node:timers/promises'
import { catalogue } from '../../../sandbox/catalogue'
import type { Program } from '../../../sandbox/ir/program'
import { isTimeframe } from '../../../sandbox/ir/timeframe'
import { addressOf, addressWith, catalogueVersion, dataDigest } from '../../backtests/address'
import { storedSettings } from '../../backtests/asked'
import { loadBars } from '../../backtests/bars'
import { type FinerAsked, type FinerGiven, finerBars, withinMost } from '../../backtests/finer'
import { stepped, stepsAssumptions, stepsOf } from '../../backtests/leaving'
import { refuseTooLarge } from '../../backtests/limits'
import { BacktestScripts } from '../../backtests/scripts'
import type { Packed } from '../../backtests/stored'
import type { BacktestTask } from '../../backtests/task'
import { instrumentsFrom, universeAssumption, whyEmpty } from '../../backtests/universe'
import { openRule } from '../../engine/backtest/rule'
import { openScreen } from '../../engine/screen'
import type { Prisma, PrismaClient } from '../../generated/prisma/client'
import { calendars } from '../../market/calendar'
import type { Market } from '../../market/market'
import type { Instrument, MarketProvider } from '../../market/provider'
import type { BarSource } from '../../market/source/source'
import { universeSchema } from '../../market/universe/chain'
import { type Handlers, type JobContext, JobFailed } from '../define'
import type { jobs } from '../jobs'
import { runInThread } from '../threads/runBacktest'

const fields = {
  id: true,
  workspaceId: true,
  venue: true,
  timeframe: true,
  universe: true,
  settings: true,
  program: true,
  from: true,
  to: true,
  resultId: true,
  version: { select: { program: true } },
  workspace: { select: { tier: true } },
} as const

type Row = NonNullable<Awaited<ReturnType<typeof load>>>
const load = (db: PrismaClient, id: string) => db.backtest.findUnique({ where: { id }, select: fields })

/** How much of the work loading the bars is, as a fraction of all. */
const LOADING = 0.4

/** Loads the bars of a backtest, and computes its result unless the workspace has the same one already. */
export const backtestRun =
  (db: PrismaClient, market: Market, source: BarSource): Handlers<typeof jobs>['backtest.run'] =>
  async ({ backtestId }, context) => {
    const row = await load(db, backtestId)
    if (!row || row.resultId) return
    const began = performance.now()
    const { task, provider } = await prepared(db, market, source, row, context)
    context.progress(LOADING, 'Looking for the same result')
    const data = await dataDigest(task, () => breathe())
    const base = addressOf(task, data)
    context.signal.throwIfAborted()
    const lookInto = (asked: readonly FinerAsked[]) =>
      finerBars({ source, provider, timeframe: task.timeframe, signal: context.signal }, asked)
    const known = await knownAddress(db, row.workspaceId, base, lookInto)
    if (known !== null && (await link(context, row, known))) return
    const scripts = new BacktestScripts()
    const finer: (readonly FinerAsked[])[] = []
    const given: (readonly FinerGiven[])[] = []
    const packed = await runInThread(task, {
      signal: context.signal,
      tell: (fraction, stage) => context.progress(LOADING + (1 - LOADING) * fraction, stage),
      finer: async asked => {
        const answer = await lookInto(asked)
        finer.push(withinMost(asked))
        given.push(answer)
        return answer
      },
      runScript: (symbol, due) => scripts.answer(symbol, due),
    }).finally(() => scripts.close())
    if (!packed)
      throw new JobFailed(
        'ALL_FAILED',
        'The script failed on every symbol. Run the strategy on one to see why.',
      )
    await store(context, row, packed, {
      address: addressWith(base, given),
      base,
      data,
      catalogue: catalogueVersion(),
      finer: finer as unknown as Prisma.InputJsonArray, // plain data
      tookMs: Math.round(performance.now() - began),
    })
  }

/** Where the result would be that these inputs gave before, as the finer bars are now; null: they gave none. */
async function knownAddress(
  db: PrismaClient,
  workspaceId: string,
  base: string,
  lookInto: (asked: readonly FinerAsked[]) => Promise<readonly FinerGiven[]>,
): Promise<string | null> {
  const before = await db.backtestResult.findFirst({
    where: { workspaceId, base },
    select: { finer: true },
  })
  if (!before) return null
  const given: (readonly FinerGiven[])[] = []
  for (const asked of before.finer as unknown as (readonly FinerAsked[])[]) given.push(await lookInto(asked)) // written by `store`
  return addressWith(base, given)
}

async function prepared(
  db: PrismaClient,
  market: Market,
  source: BarSource,
  row: Row,
  { signal, progress }: JobContext,
): Promise<{ readonly task: BacktestTask; readonly provider: MarketProvider }> {
  const { workspaceId, venue, timeframe } = row
  const provider = market.at(venue, workspaceId)
  if (!provider || !isTimeframe(timeframe))
    throw new JobFailed('NO_VENUE', `There are no ${timeframe} bars of ${venue} here any more.`)
  const asks = storedSettings(row)
  const program = (row.program ?? row.version.program) as unknown as Program | null // written by the compiler
  const rule = program && openRule(program, { timeframe, catalogue, settings: asks })
  if (!rule)
    throw new JobFailed('DOES_NOT_COMPILE', 'This version of the strategy can’t be traded. Choose another.')
  progress(0, 'Asking for the universe')
  const span = { from: row.from.getTime(), to: row.to.getTime() }
  const universe = universeSchema.parse(row.universe)
  const asked = { workspaceId, provider, source, universe, from: span.from }
  const instruments = await instrumentsFrom(db, asked)
  if (instruments.length === 0) throw new JobFailed('NO_SYMBOLS', await whyEmpty(asked))
  const bars = await loadBars({
    source,
    provider,
    instruments,
    timeframe,
    span,
    warmUp: rule.warmUp.bars,
    clocks: openScreen(rule.program, timeframe, catalogue).others,
    stepsOf: instrument => stepsOf(asks, provider, instrument),
    signal,
    tell: (loaded, of) => progress((LOADING * loaded) / of, `Bars of ${loaded} of ${of} symbols`),
  })
  const [lost] = bars.failed
  if (bars.symbols.length === 0)
    throw new JobFailed('NO_BARS', lost ? lost.message : 'There are no bars in this period.')
  // a universe may have grown since it was asked for
  refuseTooLarge(
    row.workspace.tier,
    instruments.length,
    bars.symbols.reduce((sum, each) => sum + each.bars.time.length, 0),
  )
  const task: BacktestTask = {
    program: rule.program,
    timeframe,
    periodsPerYear: periodsOf(instruments),
    ...bars,
    ...stepped(asks, bars.symbols),
    assumptions: [universeAssumption(provider, universe, span.from), ...stepsAssumptions(bars.symbols)],
  }
  return { task, provider }
}

/** Days of trading in a year where all of them keep the same; null otherwise. */
function periodsOf(instruments: readonly Instrument[]): number | null {
  const periods = new Set(instruments.map(({ calendar }) => calendars[calendar].periodsPerYear('1d')))
  const [only] = periods
  return periods.size === 1 && only !== undefined ? only : null
}

/** Gives the backtest the result that is kept under this address. False: there is none. */
const link = (context: JobContext, { id, workspaceId }: Row, address: string): Promise<boolean> =>
  context.fenced(async tx => {
    const there = await tx.backtestResult.findUnique({
      where: { workspaceId_address: { workspaceId, address } },
      select: { id: true },
    })
    if (!there) return false
    await tx.backtest.update({ where: { id }, data: { resultId: there.id }, select: { id: true } })
    return true
  })

interface Identity {
  readonly address: string
  readonly base: string
  readonly data: string
  readonly catalogue: string
  readonly finer: Prisma.InputJsonArray
  readonly tookMs: number
}

/** Keeps the result; of two runs that come to the same one the first is kept. */
const store = (
  context: JobContext,
  { id, workspaceId }: Row,
  { summary, ...parts }: Packed,
  identity: Identity,
): Promise<void> =>
  context.fenced(async tx => {
    await tx.backtestResult.createMany({
      data: [{ workspaceId, summary: { ...summary }, ...parts, ...identity }],
      skipDuplicates: true,
    })
    const { address } = identity
    const { id: resultId } = await tx.backtestResult.findUniqueOrThrow({
      where: { workspaceId_address: { workspaceId, address } },
      select: { id: true },
    })
    await tx.backtest.update({ where: { id }, data: { resultId }, select: { id: true } })
  })
