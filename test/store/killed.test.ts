import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, expect, test } from 'vitest'
import { db, pool } from '@/server/db/client'
import { barsDigest } from '@/server/market/store/digest'
import { BarStore } from '@/server/market/store/store'
import { minutes } from './bars'

const store = new BarStore(pool)
const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(() => db.$disconnect())

test('a writer killed in the middle of a write leaves the write before it, whole', async () => {
  const key = { venue: 'killed', symbol: 'K', timeframe: '1m' } as const
  const bars = minutes(200_000)
  let seen = 0
  for (const delayMs of [5, 60, 120, 200]) {
    const child = fork('test/store/writer.ts', [key.symbol], { execArgv: ['--import', 'tsx'] })
    children.push(child)
    const [round] = (await once(child, 'message')) as [number]
    expect(round).toBe(1)
    await sleep(delayMs)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const stored = await store.load(key, -Infinity, Infinity)
    const written = stored.volume[0] ?? 0
    expect(written).toBeGreaterThanOrEqual(1)
    bars.volume.fill(written)
    expect(barsDigest(stored)).toBe(barsDigest(bars))
    seen++
  }
  expect(seen).toBe(4)
  // and the series is free for the next writer
  bars.volume.fill(9999)
  expect((await store.correct(key, bars)).changed).toBe(200_000)
  // four processes start in it
})
