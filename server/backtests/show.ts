import type { ParamValue } from '../../sandbox/ir/program'
import type { Settings } from '../engine/backtest/settings'
import type { JobState } from '../generated/prisma/enums'
import { type Universe, universeSchema } from '../market/universe/chain'
import type { JobProblem } from '../workers/define'
import { storedSettings } from './asked'
import type { Summary } from './stored'

/** What is read of the job of a run to show how far it is. */
export const shownJobFields = {
  id: true,
  state: true,
  progress: true,
  stage: true,
  problem: true,
  startedAt: true,
  finishedAt: true,
} as const

/** What is read of a backtest to show it. */
export const backtestFields = {
  id: true,
  name: true,
  venue: true,
  timeframe: true,
  universe: true,
  settings: true,
  params: true,
  digest: true,
  from: true,
  to: true,
  createdBy: true,
  createdAt: true,
  strategy: { select: { id: true, name: true } },
  version: { select: { id: true, number: true } },
  job: { select: shownJobFields },
  result: {
    select: {
      id: true,
      summary: true,
      tookMs: true,
      createdAt: true,
      address: true,
      data: true,
      catalogue: true,
    },
  },
} as const

interface ShownJob {
  readonly id: string
  readonly state: JobState
  readonly progress: number
  readonly stage: string
  readonly problem: JobProblem | null
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
}

interface Stored {
  readonly universe: unknown
  readonly settings: Parameters<typeof storedSettings>[0]['settings']
  readonly params: unknown
  readonly from: Date
  readonly to: Date
  readonly job: (Omit<ShownJob, 'problem'> & { readonly problem: unknown }) | null
  readonly result: StoredResult | null
}

interface StoredResult extends Identity {
  readonly summary: unknown
  readonly tookMs: number
  readonly createdAt: Date
}

/** What a result is the result of, by digests. */
export interface Identity {
  /** Of all that decides the numbers. */
  readonly address: string
  /** Of the bars; null where it was not kept. */
  readonly data: string | null
  /** Of the names of operators and metrics; likewise. */
  readonly catalogue: string | null
}

export interface Shown {
  readonly universe: Universe
  /** With the period. */
  readonly settings: Settings
  readonly params: Readonly<Record<string, ParamValue>>
  /** `done` where there is a result, even if its job is no longer kept. */
  readonly state: JobState
  /** Null once it is no longer kept. */
  readonly job: ShownJob | null
  readonly summary: Summary | null
  readonly tookMs: number | null
  readonly identity: Identity | null
  /** When the result was computed, which another backtest may have asked for first. */
  readonly computedAt: Date | null
}

/** A stored backtest with its columns read. */
export function shown<Row extends Stored>(
  row: Row,
): Omit<Row, 'universe' | 'settings' | 'params' | 'job' | 'result'> & Shown {
  const { universe, settings: _settings, params, job, result, ...rest } = row
  return {
    ...rest,
    universe: universeSchema.parse(universe),
    settings: storedSettings(row),
    params: params as Shown['params'], // checked when it was asked for
    state: result ? 'done' : (job?.state ?? 'cancelled'),
    job: job && { ...job, problem: job.problem as JobProblem | null }, // written by the ledger
    summary: (result?.summary ?? null) as Summary | null, // written by `packed`
    tookMs: result?.tookMs ?? null,
    identity: result && { address: result.address, data: result.data, catalogue: result.catalogue },
    computedAt: result?.createdAt ?? null,
  }
}
