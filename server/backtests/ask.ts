import { catalogue } from '../../sandbox/catalogue'
import type { Timeframe } from '../../sandbox/ir/timeframe'
import { whyNot } from '../engine/backtest/modes'
import { openRule } from '../engine/backtest/rule'
import { found, refuse, refuseFields } from '../errors'
import { Prisma, type PrismaClient } from '../generated/prisma/client'
import type { Market } from '../market/market'
import type { Instrument, MarketProvider } from '../market/provider'
import type { BarSource } from '../market/source/source'
import { enqueue } from '../workers/enqueue'
import { askAgain } from '../workers/ledger'
import { askedBy, askedFields, type RunAsked, usualName, venueOf } from './asked'
import type { Leaving } from './leaving'
import { refuseTooLarge, refuseTooMany } from './limits'
import { barsBetween, newestBar, reachBack, type Span, usualStart } from './span'
import { versionOf, withParams } from './subject'
import { instrumentsFrom, whyEmpty } from './universe'

export interface AskServices {
  readonly db: PrismaClient
  readonly market: Market
  readonly source: BarSource
}

export interface BacktestAsked extends RunAsked {
  /** Read already; its `from` and `to` say the period. */
  readonly settings: Leaving
}

export interface Asked {
  readonly id: string
  readonly jobId: string
}

/** Writes down what is to be backtested, with its job. Refuses what can be seen to be impossible before any bar is read. */
export async function askForBacktest(services: AskServices, asked: BacktestAsked): Promise<Asked> {
  const { db, market, source } = services
  const { workspace, venue, timeframe, universe, settings } = asked
  const version = await versionOf(db, workspace.id, asked.strategyId, asked.versionId)
  const { program, params } = await withParams(version, asked.params)
  const obstacle = whyNot(program, settings.mode)
  if (obstacle !== null) refuse('NOT_POSSIBLE_NOW', `${version.strategy.name} ${obstacle}`)
  const provider = venueOf(market, asked)
  const { span, instruments } = await periodOf(services, provider, asked)
  const of = { workspaceId: workspace.id, provider, source, universe, from: span.from }
  if (instruments.length === 0) refuse('BAD_INPUT', await whyEmpty(of))
  const rule = openRule(program, { timeframe, catalogue, settings })
  refuseTooLarge(
    workspace.tier,
    instruments.length,
    barsOf(instruments, timeframe, span, rule?.warmUp.bars ?? 0),
  )
  const name = asked.name ?? usualName(version, asked, instruments)
  return db.$transaction(async tx => {
    refuseTooMany(
      workspace.tier,
      await tx.job.count({
        where: { workspaceId: workspace.id, name: 'backtest.run', state: { in: ['queued', 'running'] } },
      }),
      await tx.backtest.count({ where: { workspaceId: workspace.id } }),
    )
    const { from: _from, to: _to, ...rest } = settings
    const { id } = await tx.backtest.create({
      data: {
        workspaceId: workspace.id,
        strategyId: asked.strategyId,
        versionId: version.id,
        name,
        venue,
        timeframe,
        universe,
        settings: rest,
        params,
        program:
          Object.keys(params).length > 0 ? (program as unknown as Prisma.InputJsonObject) : Prisma.DbNull, // a program is plain data
        digest: program.digest,
        from: new Date(span.from),
        to: new Date(span.to),
        createdBy: asked.createdBy,
      },
      select: { id: true },
    })
    const job = await enqueue(
      tx,
      'backtest.run',
      { backtestId: id, title: `Backtest ${name}`.slice(0, 300) },
      { workspaceId: workspace.id, createdBy: asked.createdBy, backtestId: id, subject: `backtest:${id}` },
    )
    return { id, jobId: job.id }
  })
}

/** The same again: one that failed or was cancelled starts over, of another a copy is made. */
export async function askOnceMore(
  services: AskServices,
  workspace: BacktestAsked['workspace'],
  backtestId: string,
  createdBy: string | null,
): Promise<Asked> {
  const before = found(
    await services.db.backtest.findFirst({
      where: { id: backtestId, workspaceId: workspace.id },
      select: { ...askedFields, job: { select: { id: true, state: true } } },
    }),
    'backtest',
  )
  const { job } = before
  if (job?.state === 'failed' || job?.state === 'cancelled') {
    await askAgain(services.db, job.id)
    return { id: backtestId, jobId: job.id }
  }
  return askForBacktest(services, { ...askedBy(before), workspace, createdBy })
}

/** The period in whole, and what the universe held at its start. */
export async function periodOf(
  { db, source }: AskServices,
  provider: MarketProvider,
  { workspace, timeframe, universe, settings }: BacktestAsked,
): Promise<{ readonly span: Span; readonly instruments: readonly Instrument[] }> {
  const newest =
    (await newestBar(provider, timeframe)) ??
    refuse(
      'NOT_POSSIBLE_NOW',
      `${provider.venue} has no ${timeframe} bars. Import a file with bars as long or shorter.`,
    )
  const to = Math.min(settings.to ?? newest, newest)
  const at = (from: number) =>
    instrumentsFrom(db, { workspaceId: workspace.id, provider, source, universe, from })
  const from = settings.from ?? usualStart(await listed(provider, await at(to)), timeframe, to, provider.live)
  if (from > to)
    refuseFields({
      from: `The period begins at ${moment(from)}, and the newest ${timeframe} bar of ${provider.venue} opens at ${moment(to)}. Begin earlier.`,
    })
  return { span: { from, to }, instruments: await at(from) }
}

/** The instruments with their true listing, which files are resolved without. */
async function listed(
  provider: MarketProvider,
  instruments: readonly Instrument[],
): Promise<readonly Instrument[]> {
  if (provider.live) return instruments
  const symbols = new Set(instruments.map(({ symbol }) => symbol))
  return (await provider.instruments()).filter(({ symbol }) => symbols.has(symbol))
}

export function barsOf(
  instruments: readonly Instrument[],
  timeframe: Timeframe,
  span: Span,
  warmUp: number,
): number {
  const counted = new Map<string, number>()
  let sum = 0
  for (const { calendar, listedAt } of instruments) {
    const from = Math.max(reachBack(calendar, timeframe, span.from, warmUp), listedAt ?? -Infinity)
    const key = `${calendar} ${from}`
    const bars = counted.get(key) ?? barsBetween(calendar, timeframe, { from, to: span.to })
    counted.set(key, bars)
    sum += bars
  }
  return sum
}

const moment = (time: number): string => `${new Date(time).toISOString().slice(0, 16)}Z`
