import { expect, test } from 'vitest'
import { openMarket } from '@/server/market/market'
import { barSource, barStore } from '@/server/services'
import { QUEUES } from '@/server/workers/define'
import { createHandlers } from '@/server/workers/handlers'
import { jobs } from '@/server/workers/jobs'
import { openDb } from '../queue/stage'

const market = openMarket({ speed: 1, anchor: 0 }, () => 0)
const handlers = createHandlers({ db: openDb(), market, barStore, barSource, barDays: 0 })

test('every job of the catalogue has a handler, and every handler a job', () => {
  expect(Object.keys(handlers).sort()).toEqual(Object.keys(jobs).sort())
})

test.each(Object.entries(jobs))('%s says where, how often and how long', (name, spec) => {
  expect(name).toMatch(/^[a-z]+\.[a-z]+$/)
  expect(Object.keys(QUEUES)).toContain(spec.queue)
  expect(spec.attempts).toBeGreaterThanOrEqual(1)
  expect(spec.backoffMs).toBeGreaterThan(0)
  expect(spec.timeoutMs).toBeGreaterThan(0)
  // A payload travels between versions of the code: what it does not know it refuses.
  expect(spec.payload.safeParse({ surely: 'not this' }).success).toBe(false)
})
