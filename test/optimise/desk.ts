// A workspace with a strategy whose parameters are searched for, and what every test of searches asks.
import { vi } from 'vitest'
import { db } from '@/server/db/client'
import type { Stage } from '../api/stage'
import { CROSS, day, one, openDesk } from '../backtests/desk'

/** Twelve pairs. */
export const PAIRS = {
  params: {
    fast: { kind: 'range', min: 5, max: 20, step: 5 },
    slow: { kind: 'values', values: [30, 40, 60] },
  },
  sampling: { kind: 'grid' },
} as const

/** 800 pairs: more than is done while a test looks. */
export const MANY = {
  params: {
    fast: { kind: 'range', min: 2, max: 21, step: 1 },
    slow: { kind: 'range', min: 50, max: 89, step: 1 },
  },
  sampling: { kind: 'grid' },
} as const

/** 160 pairs in sixteen parts: enough to be ended in the middle. */
export const SOME = {
  params: {
    fast: { kind: 'range', min: 2, max: 11, step: 1 },
    slow: { kind: 'range', min: 50, max: 65, step: 1 },
  },
  sampling: { kind: 'grid' },
} as const

export async function openSearchDesk(stage: Stage, document = CROSS) {
  const desk = await openDesk(stage, document)
  const { optimise } = desk.api
  const { workspaceId, strategyId } = desk
  return {
    ...desk,
    search: (input: Partial<Parameters<typeof optimise.create.mutate>[0]> = {}) =>
      optimise.create.mutate({
        workspaceId,
        strategyId,
        timeframe: '1h',
        universe: one('ANVILUSD'),
        from: day(3),
        to: day(6),
        space: PAIRS,
        ...input,
      } as Parameters<typeof optimise.create.mutate>[0]),
    found: (optimisationId: string) => optimise.get.query({ workspaceId, optimisationId }),
    at: (optimisationId: string) => ({ workspaceId, optimisationId }),
  }
}

export const partsOf = (optimisationId: string) =>
  db.optimisationShard.findMany({
    where: { optimisationId },
    orderBy: { number: 'asc' },
    select: { number: true, trials: true, result: true, createdAt: true },
  })

/** Waits until some parts are finished, and gives how many. */
export const someParts = (optimisationId: string, least = 1) =>
  vi.waitFor(
    async () => {
      const count = await db.optimisationShard.count({ where: { optimisationId } })
      if (count < least) throw new Error(`${count} parts are finished.`)
      return count
    },
    { timeout: 150_000, interval: 5 },
  )
