import { setImmediate as breathe } from 'node:timers/promises'
import { catalogue } from '../../../sandbox/catalogue'
import type { Program } from '../../../sandbox/ir/program'
import { isTimeframe, type Timeframe, timeframeMs } from '../../../sandbox/ir/timeframe'
import { publish } from '../../bus'
import { type Candidate, judgeBatch } from '../../engine/judge'
import { openScreen, type ScreenRow } from '../../engine/screen'
import type { PrismaClient } from '../../generated/prisma/client'
import { FILES, type Market } from '../../market/market'
import type { MarketProvider } from '../../market/provider'
import type { BarSource } from '../../market/source/source'
import { screensOf, universeSchema } from '../../market/universe/chain'
import { topics } from '../../notices'
import { scriptsInGuests } from '../../screens/scripts'
import { supplyBars } from '../../screens/supply'
import { universeAt } from '../../screens/universe'
import { type Handlers, type JobContext, JobFailed } from '../define'
import type { jobs } from '../jobs'

/** The first rows should be seen at once, the rest in few notices. */
const FIRST_BATCH = 8
const BATCH = 25

const runFields = {
  id: true,
  workspaceId: true,
  barTime: true,
  digest: true,
  finishedAt: true,
  screen: { select: { venue: true, timeframe: true, universe: true } },
  version: { select: { program: true } },
  // A run that was begun before goes on after its last row.
  rows: { orderBy: { seq: 'desc' }, take: 1, select: { seq: true } },
} as const

type Run = NonNullable<Awaited<ReturnType<typeof loadRun>>>
const loadRun = (db: PrismaClient, id: string) =>
  db.screenRun.findUnique({ where: { id }, select: runFields })

/** Brings a screen's program through the bars of its universe and stores a row a symbol as it goes. */
export const screenRun =
  (db: PrismaClient, market: Market, source: BarSource): Handlers<typeof jobs>['screen.run'] =>
  async ({ runId }, context) => {
    const run = await loadRun(db, runId)
    if (!run || run.finishedAt) return
    const { venue, timeframe } = run.screen
    const provider = market.at(venue, run.workspaceId)
    if (!provider || !isTimeframe(timeframe))
      throw new JobFailed('NO_VENUE', `There are no ${timeframe} bars of ${venue} here any more.`)
    const universe = universeSchema.parse(run.screen.universe)
    const of = { workspaceId: run.workspaceId, provider, source, universe }
    const { instruments } = await universeAt(db, of, run.barTime.getTime() + timeframeMs[timeframe])
    const symbols = instruments.map(each => each.symbol)
    await db.screenRun.update({
      where: { id: runId },
      data: { symbols: symbols.length },
      select: { id: true },
    })
    // What another workspace would see otherwise, and what may change while it is read.
    const isOwn = venue === FILES || screensOf(universe).length > 0
    if (!isOwn && (await copyTwin(context, run))) return
    if (isOwn) await startOver(context, runId)
    const from = isOwn ? 0 : (run.rows[0]?.seq ?? -1) + 1
    await compute(context, run, source, provider, timeframe, symbols, from)
    await finish(context, runId)
  }

async function compute(
  context: JobContext,
  run: Run,
  source: BarSource,
  provider: MarketProvider,
  timeframe: Timeframe,
  symbols: readonly string[],
  first: number,
): Promise<void> {
  const program = run.version.program as unknown as Program | null // written by the compiler, with this digest
  if (!program)
    throw new JobFailed(
      'DOES_NOT_COMPILE',
      'This version of the strategy has problems. Correct them and run again.',
    )
  const screen = openScreen(program, timeframe, catalogue)
  const barTime = run.barTime.getTime()
  const until = barTime + timeframeMs[timeframe]
  const barsOf = await supplyBars(source, provider, screen, until)
  let from = first
  let size = FIRST_BATCH
  const scripted = (program.scripts?.length ?? 0) > 0
  context.progress(from / symbols.length, `${from} of ${symbols.length} symbols`)
  while (from < symbols.length) {
    const together = symbols.slice(from, from + size)
    const rows: (ScreenRow | null)[] = together.map(() => null)
    const candidates: (Candidate & { readonly at: number })[] = []
    for (const [k, bars] of (await barsOf(together, context.signal)).entries()) {
      context.signal.throwIfAborted()
      // Who was halted, or is gone by then, has no bar to be judged by.
      if (bars.own.time.at(-1) !== barTime) continue
      const symbol = together[k] ?? ''
      if (scripted) candidates.push({ symbol, bars, at: k })
      else rows[k] = screen.judge(symbol, bars)
      // Cancels, leases and other jobs of this process get their turn.
      await breathe()
    }
    if (candidates.length > 0)
      for (const [n, row] of (await judgeBatch(screen, candidates, scriptsInGuests)).entries())
        rows[candidates[n]?.at ?? 0] = row
    // A symbol without one keeps its place in the order and has no row.
    const batch = rows.flatMap((row, index) => (row ? [{ seq: from + index, ...row }] : []))
    await store(context, run.id, batch)
    from = Math.min(symbols.length, from + size)
    size = BATCH
    context.progress(from / symbols.length, `${from} of ${symbols.length} symbols`)
  }
}

const startOver = (context: JobContext, runId: string) =>
  context.fenced(async tx => {
    await tx.screenRow.deleteMany({ where: { runId } })
  })

/** The rows and the news of them in one transaction; a second run of the same place adds nothing. */
const store = (context: JobContext, runId: string, batch: readonly (ScreenRow & { seq: number })[]) =>
  context.fenced(async tx => {
    await tx.screenRow.createMany({
      data: batch.map(({ values, ...row }) => ({ runId, ...row, values: [...values] })),
      skipDuplicates: true,
    })
    await publish(tx, topics.run(runId), { kind: 'rows', runId, upTo: batch.at(-1)?.seq ?? -1 })
  })

const finish = (context: JobContext, runId: string) =>
  context.fenced(async tx => {
    const matches = await tx.screenRow.count({ where: { runId, matched: true } })
    await tx.$executeRaw`update "ScreenRun" set matches = ${matches}, "finishedAt" = now() where id = ${runId}::uuid`
  })

/**
 * The same program over the same universe at the same bar has the same rows, whoever asked: guests' copies of one screen
 * cost one computation. True when there was such a run.
 */
const copyTwin = (context: JobContext, run: Run): Promise<boolean> =>
  context.fenced(async tx => {
    const [twin] = await tx.$queryRaw<{ id: string }[]>`
      select r.id::text from "ScreenRun" r join "Screen" s on s.id = r."screenId"
      where r.digest = ${run.digest} and r."barTime" = ${run.barTime} and r."finishedAt" is not null
        and s.venue = ${run.screen.venue} and s.timeframe = ${run.screen.timeframe}
        and s.universe = ${JSON.stringify(run.screen.universe)}::jsonb
      limit 1`
    if (!twin) return false
    await tx.$executeRaw`
      insert into "ScreenRow" ("runId", seq, symbol, matched, score, close, change, "values")
      select ${run.id}::uuid, seq, symbol, matched, score, close, change, "values" from "ScreenRow"
      where "runId" = ${twin.id}::uuid on conflict do nothing`
    await tx.$executeRaw`
      update "ScreenRun" set "finishedAt" = now(), (symbols, matches) =
        (select t.symbols, t.matches from "ScreenRun" t where t.id = ${twin.id}::uuid) where id = ${run.id}::uuid`
    await publish(tx, topics.run(run.id), { kind: 'rows', runId: run.id, upTo: 0 })
    return true
  })
