// A workspace with a strategy, and what is asked for it.
import { vi } from 'vitest'
import { db } from '@/server/db/client'
import type { Stage } from '../api/stage'

export const CROSS = `export default strategy({ name: 'Cross', timeframe: '1h', params: { fast: int(10, 2, 100), slow: int(30, 3, 400) } },
  ({ close, ta, params }) => {
    const fast = ta.sma(close, params.fast)
    const slow = ta.sma(close, params.slow)
    return { long: ta.crossover(fast, slow), exitLong: ta.crossunder(fast, slow), score: fast / slow }
  })`

/** A day of the simulated market, whose bars are the same for ever. */
export const day = (month: number, of = 1): number => Date.UTC(2025, month - 1, of)

export const one = (...symbols: string[]) => ({ steps: [{ kind: 'symbols' as const, symbols }] })

/** An owner with one strategy, and the calls of backtests in short. */
export async function openDesk(stage: Stage, document = CROSS) {
  const owner = await stage.owner()
  const { workspaceId } = owner
  const { strategyId } = await owner.api.strategies.create.mutate({
    workspaceId,
    name: 'Cross',
    kind: 'formula',
    document,
  })
  const { backtests } = owner.api
  return {
    ...owner,
    where: { workspaceId },
    strategyId,
    ask: (input: Partial<Parameters<typeof backtests.create.mutate>[0]> = {}) =>
      backtests.create.mutate({
        workspaceId,
        strategyId,
        timeframe: '1h',
        universe: one('ANVILUSD'),
        from: day(3),
        to: day(6),
        ...input,
      }),
    get: (backtestId: string) => backtests.get.query({ workspaceId, backtestId }),
  }
}

export const jobOf = (id: string) =>
  db.job.findUniqueOrThrow({
    where: { id },
    select: { state: true, progress: true, stage: true, attempt: true, problem: true },
  })

/** Waits until a job is over and gives its row. */
export async function over(jobId: string, timeout = 60_000) {
  return vi.waitFor(
    async () => {
      const job = await jobOf(jobId)
      if (job.state === 'queued' || job.state === 'running')
        throw new Error(`It is ${job.state}: ${job.stage}`)
      return job
    },
    { timeout, interval: 20 },
  )
}
