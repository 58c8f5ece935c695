import type { Program } from '../../sandbox/ir/program'
import type { TrialStat } from '../engine/optimise/types'
import { found } from '../errors'
import type { ScopedDb } from '../workspaces/scoped'
import { choosingSchema, spaceSchema } from './input'
import { overWindows, type View } from './results'
import { spaceOf } from './show'
import { readShards } from './stored'

export interface ViewAsked {
  readonly optimisationId: string
  /** Undefined: the one that was searched for. */
  readonly metric?: TrialStat | undefined
  readonly window: number | null
}

/** The finished trials of a search, by a metric. */
export async function viewOf(
  db: Pick<ScopedDb, 'optimisation'>,
  { optimisationId, metric, window }: ViewAsked,
): Promise<View> {
  const row = found(
    await db.optimisation.findUnique({
      where: { id: optimisationId },
      select: {
        space: true,
        choosing: true,
        walkForward: true,
        version: { select: { program: true } },
        shards: { select: { result: true } },
      },
    }),
    'optimisation',
  )
  const program = row.version.program as unknown as Program | null // written by the compiler
  const { trials, axes } = spaceOf(spaceSchema.parse(row.space), program)
  const results = await readShards(row.shards, trials)
  const windows = row.walkForward === null ? 0 : Math.max(0, ...results.map(({ periods }) => periods.length))
  const choosing = choosingSchema.parse(row.choosing)
  return {
    axes,
    results: overWindows(results, windows, window),
    choosing: { ...choosing, ...(metric && { metric }) },
  }
}
