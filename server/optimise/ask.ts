import { catalogue } from '../../sandbox/catalogue'
import { replayDocument } from '../../sandbox/compile/compile'
import { type Asked, type AskServices, barsOf, periodOf } from '../backtests/ask'
import { askedBy, askedFields, type RunAsked, usualName, venueOf } from '../backtests/asked'
import { differing, paramProblems } from '../backtests/params'
import type { Span } from '../backtests/span'
import { type Version, versionOf } from '../backtests/subject'
import { whyEmpty } from '../backtests/universe'
import { openRule } from '../engine/backtest/rule'
import type { Settings } from '../engine/backtest/settings'
import { canBeTraded } from '../engine/backtest/signals'
import { axesOf, trialsOf } from '../engine/optimise/space'
import type { Choosing, Params, SearchSpace, WalkForward } from '../engine/optimise/types'
import { found, refuse, refuseFields } from '../errors'
import type { Prisma } from '../generated/prisma/client'
import type { Instrument } from '../market/provider'
import { enqueue } from '../workers/enqueue'
import { askAgain } from '../workers/ledger'
import { recorderOf } from './candidates'
import { cornersOf } from './corners'
import { choosingSchema, spaceSchema, walkForwardSchema } from './input'
import { refuseTooLarge, refuseTooMany, type Size } from './limits'

export interface OptimisationAsked extends RunAsked {
  /** Values of parameters that stay. */
  readonly params: Params
  readonly space: SearchSpace
  readonly walkForward: WalkForward | null
  readonly choosing: Choosing
  /** Read already; its `from` and `to` say the period. */
  readonly settings: Settings
}

/** A search before it is run. */
export interface Weighed {
  readonly version: Version
  /** Of parameters that stay, those that differ from the version's own. */
  readonly params: Params
  readonly trials: number
  readonly span: Span
  readonly instruments: readonly Instrument[]
  readonly size: Size
  /** Bars of the timeline, the warm-up left out: what windows are cut from. */
  readonly timelineBars: number
  readonly nodes: number
}

/** Looks at a search before any bar is read, and refuses what is wrong in it. How large it is is only told. */
export async function weigh(services: AskServices, asked: OptimisationAsked): Promise<Weighed> {
  const { db, market, source } = services
  const { workspace, timeframe, universe, walkForward } = asked
  const version = await versionOf(db, workspace.id, asked.strategyId, asked.versionId)
  const { program, strategy } = version
  const { params, trials } = readSpace(version, asked)
  if (asked.settings.mode !== 'signals')
    refuseFields({
      'settings.mode':
        'A search trades signals. Choose that mode; ranks and events have no trials to hold against each other.',
    })
  if (!canBeTraded(program))
    refuse(
      'NOT_POSSIBLE_NOW',
      `${strategy.name} has neither filter nor long nor short, so there is nothing to trade. Give out one of them.`,
    )
  const provider = venueOf(market, asked)
  const { span, instruments } = await periodOf(services, provider, asked)
  const from = { workspaceId: workspace.id, provider, source, universe, from: span.from }
  if (instruments.length === 0) refuseFields({ universe: await whyEmpty(from) })
  const timelineBars = Math.max(...instruments.map(each => barsOf([each], timeframe, span, 0)))
  const passes = passesOf(walkForward, timelineBars)
  const bars = barsOf(instruments, timeframe, span, await warmUpOf(version, asked, params))
  return {
    version,
    params,
    trials: trials.length,
    span,
    instruments,
    size: { trials: trials.length, symbols: instruments.length, bars, work: trials.length * bars * passes },
    timelineBars,
    nodes: program.nodes.length,
  }
}

/** The trials of a space with what stays, or a sentence at each field that is wrong. */
function readSpace({ program }: Version, { space, params }: OptimisationAsked) {
  const read = trialsOf(space, program.params)
  const fields: Record<string, string> = {}
  if (!read.ok)
    for (const { param, message } of read.problems)
      fields[param ? `space.params.${param}` : 'space'] = message
  for (const { name, message } of paramProblems(program.params, params)) fields[`params.${name}`] = message
  for (const name of Object.keys(params))
    if (Object.hasOwn(space.params, name))
      fields[`params.${name}`] = `${name} either moves or stays; it can’t do both.`
  if (!read.ok || Object.keys(fields).length > 0) return refuseFields(fields)
  return { trials: read.trials, params: differing(program.params, params) }
}

/** How often a trial's bars are traded through: the windows of a walk-forward overlap. */
function passesOf(walkForward: WalkForward | null, timelineBars: number): number {
  if (!walkForward) return 1
  const { mode, inSampleBars, outOfSampleBars } = walkForward
  const windows = Math.ceil((timelineBars - inSampleBars) / outOfSampleBars)
  if (windows < 1)
    refuseFields({
      walkForward: `The period has ${timelineBars.toLocaleString('en-US')} bars; a window of ${inSampleBars.toLocaleString('en-US')} to choose on and ${outOfSampleBars.toLocaleString('en-US')} to judge on does not fit. Take shorter windows or a longer period.`,
    })
  const grown = mode === 'anchored' ? ((windows - 1) / 2) * outOfSampleBars : 0
  return Math.max(1, (windows * (inSampleBars + grown)) / timelineBars)
}

/** Bars of trials that one part reads: about a second's work, so that little is lost when it is stopped. */
const SHARD_WORK = 10_000_000
/** More programs share hardly more nodes. */
const MOST_IN_SHARD = 256
/** A search has at least so many parts, as far as its trials reach, so that all threads have work and progress is seen. */
const LEAST_SHARDS = 16

const shardSizeOf = ({ trials, work }: Size): number => {
  const affordable = Math.floor((SHARD_WORK * trials) / Math.max(1, work))
  return Math.max(1, Math.min(affordable, MOST_IN_SHARD, Math.ceil(trials / LEAST_SHARDS)))
}

/** Bars before the period that the slowest trial may need, as the corners of the space tell. */
async function warmUpOf(
  version: Version,
  { timeframe, settings, space }: OptimisationAsked,
  params: Params,
): Promise<number> {
  const read = axesOf(space, version.program.params)
  const corners = read.ok ? cornersOf(read.axes) : []
  const recorded = await recorderOf(version, params)(corners)
  const compiled = recorded.map(replayDocument)
  const programs = compiled.flatMap(each => (each.ok ? [each.program] : []))
  if (programs.length === 0) {
    const problem = compiled.flatMap(each => (each.ok ? [] : each.problems))[0]
    refuse('BAD_INPUT', `With these parameters: ${problem?.message ?? 'it does not compile.'}`)
  }
  const bars = [version.program, ...programs].map(
    program => openRule(program, { timeframe, catalogue, settings })?.warmUp.bars ?? 0,
  )
  return Math.max(...bars)
}

/** Writes down what is to be searched, with its job. */
export async function askForOptimisation(services: AskServices, asked: OptimisationAsked): Promise<Asked> {
  const { workspace, venue, timeframe, universe, settings, space, walkForward, choosing } = asked
  const { version, params, trials, span, instruments, size } = await weigh(services, asked)
  refuseTooLarge(workspace.tier, size)
  const name = asked.name ?? usualName(version, asked, instruments)
  const { from: _from, to: _to, ...rest } = settings
  return services.db.$transaction(async tx => {
    refuseTooMany(
      workspace.tier,
      await tx.job.count({
        where: { workspaceId: workspace.id, name: 'optimise.run', state: { in: ['queued', 'running'] } },
      }),
      await tx.optimisation.count({ where: { workspaceId: workspace.id } }),
    )
    const { id } = await tx.optimisation.create({
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
        space: space as unknown as Prisma.InputJsonObject, // plain data
        ...(walkForward && { walkForward: { ...walkForward } }),
        choosing: { ...choosing },
        trials,
        shardSize: shardSizeOf(size),
        from: new Date(span.from),
        to: new Date(span.to),
        createdBy: asked.createdBy,
      },
      select: { id: true },
    })
    const job = await enqueue(
      tx,
      'optimise.run',
      { optimisationId: id, title: `Optimise ${name}`.slice(0, 300) },
      {
        workspaceId: workspace.id,
        createdBy: asked.createdBy,
        optimisationId: id,
        subject: `optimise:${id}`,
      },
    )
    return { id, jobId: job.id }
  })
}

/** The same again: one that failed or was cancelled goes on where it ended, of another a copy is made. */
export async function askOnceMore(
  services: AskServices,
  workspace: OptimisationAsked['workspace'],
  optimisationId: string,
  createdBy: string | null,
): Promise<Asked> {
  const { db } = services
  const before = found(
    await db.optimisation.findFirst({
      where: { id: optimisationId, workspaceId: workspace.id },
      select: {
        ...askedFields,
        space: true,
        walkForward: true,
        choosing: true,
        job: { select: { id: true, state: true } },
      },
    }),
    'optimisation',
  )
  const { job } = before
  if (job?.state === 'failed' || job?.state === 'cancelled') {
    await db.optimisation.update({
      where: { id: optimisationId },
      data: { pausedAt: null },
      select: { id: true },
    })
    await askAgain(db, job.id)
    return { id: optimisationId, jobId: job.id }
  }
  return askForOptimisation(services, {
    ...askedBy(before),
    workspace,
    space: spaceSchema.parse(before.space),
    walkForward: walkForwardSchema.nullable().parse(before.walkForward),
    choosing: choosingSchema.parse(before.choosing),
    createdBy,
  })
}
