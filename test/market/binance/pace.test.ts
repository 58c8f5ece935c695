import { describe, expect, test } from 'vitest'
import type { Sleep } from '@/server/clock'
import { backoffMs } from '@/server/market/binance/backoff'
import { WeightBudget } from '@/server/market/binance/budget'
import { Gate } from '@/server/market/binance/gate'

describe('waiting after failures', () => {
  const backoff = { firstMs: 1_000, mostMs: 60_000 }

  test('doubles up to a limit', () => {
    const waits = [1, 2, 3, 7, 8, 1_000].map(failures => backoffMs(backoff, failures, 1))
    expect(waits).toEqual([1_000, 2_000, 4_000, 60_000, 60_000, 60_000])
  })

  test('spreads between half and all of it', () => {
    expect(backoffMs(backoff, 3, 0)).toBe(2_000)
    expect(backoffMs(backoff, 3, 0.5)).toBe(3_000)
  })
})

describe('a minute’s weight', () => {
  /** A clock that only sleeping moves. */
  function budget(limit: number) {
    let at = 30_000
    const sleep: Sleep = async ms => {
      at += ms
    }
    return { budget: new WeightBudget(() => at, sleep, limit), at: () => at }
  }

  test('is spent up to four fifths, then the next minute is waited for', async () => {
    const { budget: weight, at } = budget(100)
    for (let i = 0; i < 8; i++) await weight.take(10)
    expect(at()).toBe(30_000)
    await weight.take(10)
    expect(at()).toBe(60_000)
  })

  test('counts what others at this address have used', async () => {
    const { budget: weight, at } = budget(100)
    await weight.take(10)
    weight.heard(75)
    await weight.take(10)
    expect(at()).toBe(60_000)
  })

  test('lets a request pass that is heavier than the share, alone', async () => {
    const { budget: weight, at } = budget(100)
    await weight.take(95)
    expect(at()).toBe(30_000)
    await weight.take(95)
    expect(at()).toBe(60_000)
  })

  test('is nobody’s while the venue wants silence', async () => {
    const { budget: weight, at } = budget(100)
    weight.closeUntil(200_000)
    weight.closeUntil(100_000)
    await weight.take(1)
    expect(at()).toBe(200_000)
  })
})

test('a gate lets so many in at once, in line, and a failure frees its place', async () => {
  const gate = new Gate(3)
  let inside = 0
  let most = 0
  const order: number[] = []
  const work = (i: number) =>
    gate.pass(async () => {
      most = Math.max(most, ++inside)
      order.push(i)
      await new Promise(resolve => setTimeout(resolve, 1))
      inside--
      if (i % 4 === 0) throw new Error('failed')
    })
  await Promise.allSettled(Array.from({ length: 40 }, (_, i) => work(i)))
  expect(most).toBe(3)
  expect(order).toEqual(Array.from({ length: 40 }, (_, i) => i))
})
