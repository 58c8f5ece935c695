import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { db } from '@/server/db/client'
import { NoBars, VenueProblem, type VenueTrouble } from '@/server/market/problem'
import { job } from '@/server/workers/define'
import { enqueueFrom } from '@/server/workers/enqueue'
import { JobLedger } from '@/server/workers/ledger'
import { runClaim } from '@/server/workers/run'

afterAll(() => db.$disconnect())

const catalogue = {
  fetch: job({
    payload: z.strictObject({ trouble: z.enum(['refused', 'unreachable', 'corrupt']) }),
    title: () => 'Fetch',
    queue: 'market',
    attempts: 3,
    backoffMs: 60_000,
    timeoutMs: 10_000,
  }),
}

async function outcome(trouble: VenueTrouble) {
  const { id } = await enqueueFrom(catalogue, db, 'fetch', { trouble }, { workspaceId: null })
  const ledger = new JobLedger(db, 'worker', 10_000)
  const claim = await ledger.claim(id)
  const unforeseen: unknown[] = []
  const handlers = {
    fetch: async () => {
      throw new NoBars('binance', 'BTCUSDT', '1m', new VenueProblem(trouble, 'It said so.'))
    },
  }
  const { over } = runClaim(claim!, {
    catalogue,
    handlers,
    ledger,
    random: () => 0.5,
    onError: error => unforeseen.push(error),
  })
  await over
  expect(unforeseen).toEqual([])
  return db.job.findUniqueOrThrow({ where: { id }, select: { state: true, problem: true } })
}

test('a job waits for a venue that is away, and says for whom', async () => {
  expect(await outcome('unreachable')).toEqual({
    state: 'queued',
    problem: {
      code: 'UNAVAILABLE',
      message:
        'binance gave no 1m bars of BTCUSDT: It said so. Try again in a moment; what was fetched before is kept.',
    },
  })
  expect(await outcome('corrupt')).toMatchObject({ state: 'queued' })
})

test('a job ends when the venue says no', async () => {
  expect(await outcome('refused')).toMatchObject({
    state: 'failed',
    problem: {
      code: 'NOT_POSSIBLE_NOW',
      message: 'binance gave no 1m bars of BTCUSDT: It said so. Choose another symbol or a later start.',
    },
  })
})
