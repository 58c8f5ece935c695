import type { ParamDeclaration, Program } from '../../sandbox/ir/program'
import { storedSettings } from '../backtests/asked'
import { shownJobFields } from '../backtests/show'
import type { Settings } from '../engine/backtest/settings'
import { type Axis, trialsOf } from '../engine/optimise/space'
import type { Choosing, Params, SearchSpace, WalkForward } from '../engine/optimise/types'
import type { Prisma } from '../generated/prisma/client'
import type { JobState } from '../generated/prisma/enums'
import { type Universe, universeSchema } from '../market/universe/chain'
import type { JobProblem } from '../workers/define'
import { choosingSchema, spaceSchema, walkForwardSchema } from './input'
import type { Best } from './stored'

/** What is read of a search to show it. */
export const optimisationFields = {
  id: true,
  name: true,
  venue: true,
  timeframe: true,
  universe: true,
  settings: true,
  params: true,
  space: true,
  walkForward: true,
  choosing: true,
  trials: true,
  doneTrials: true,
  best: true,
  tookMs: true,
  from: true,
  to: true,
  createdBy: true,
  createdAt: true,
  pausedAt: true,
  strategy: { select: { id: true, name: true } },
  version: { select: { id: true, number: true } },
  job: { select: { ...shownJobFields, cancelAskedAt: true } },
} as const

export type OptimisationState = JobState | 'stopping' | 'paused'

type Stored = Prisma.OptimisationGetPayload<{ select: typeof optimisationFields }>

export interface Shown {
  readonly universe: Universe
  /** With the period. */
  readonly settings: Settings
  readonly params: Params
  readonly space: SearchSpace
  readonly walkForward: WalkForward | null
  readonly choosing: Choosing
  readonly best: Best | null
  readonly state: OptimisationState
  /** Null once it is no longer kept. */
  readonly job: (Omit<NonNullable<Stored['job']>, 'problem'> & { readonly problem: JobProblem | null }) | null
}

/** A stored search with its columns read. `isDone`: everything was made of its trials that is to be made. */
export function shown(row: Stored, isDone: boolean): Omit<Stored, keyof Shown> & Shown {
  const { job } = row
  return {
    ...row,
    universe: universeSchema.parse(row.universe),
    settings: storedSettings(row),
    params: row.params as Params, // checked when it was asked for
    space: spaceSchema.parse(row.space),
    walkForward: walkForwardSchema.nullable().parse(row.walkForward),
    choosing: choosingSchema.parse(row.choosing),
    best: row.best as Best | null, // written with its trials
    state: stateOf(row, isDone),
    job: job && { ...job, problem: job.problem as JobProblem | null }, // written by the ledger
  }
}

function stateOf({ job, pausedAt }: Stored, isDone: boolean): OptimisationState {
  if (isDone) return 'done'
  if (job?.state === 'running') return job.cancelAskedAt ? 'stopping' : 'running'
  if (job?.state === 'queued' || job?.state === 'failed') return job.state
  return pausedAt ? 'paused' : 'cancelled'
}

/** The parameters of every trial, and those that move with their values. */
export function spaceOf(
  space: SearchSpace,
  program: Program | null,
): { readonly trials: readonly Params[]; readonly axes: readonly Axis[] } {
  const declared: readonly ParamDeclaration[] = program?.params ?? []
  const read = trialsOf(space, declared)
  return read.ok ? read : { trials: [], axes: [] }
}
