import { describe, expect, test } from 'vitest'
import { systemSleep } from '@/server/clock'
import { readSettings } from '@/server/env'
import { refusalFrom } from '@/server/errors'
import { configuredVenues } from '@/server/market/configured'
import { openMarket } from '@/server/market/market'
import { VenueProblem } from '@/server/market/problem'

const venuesOf = (env: Record<string, string>) => {
  const read = readSettings(env)
  if (!read.ok) throw new Error(read.problems.join())
  const world = { now: () => 0, sleep: systemSleep, random: () => 0.5 }
  return openMarket({ speed: 1, anchor: 0 }, () => 0, { others: configuredVenues(read.settings, world) })
    .venues
}

describe('the venues of a house', () => {
  test('are the simulated one alone unless it is set otherwise', () => {
    expect(venuesOf({})).toEqual(['simulated'])
  })

  test('are joined by Binance when asked for, which is asked nothing at first', () => {
    expect(venuesOf({ MARKETS: 'simulated, binance', BINANCE_REST_URL: 'http://127.0.0.1:1' })).toEqual([
      'simulated',
      'binance',
    ])
  })
})

describe('what a venue’s trouble means to users', () => {
  test('an answer that fails or cannot be read is an outage', () => {
    for (const trouble of ['unreachable', 'corrupt'] as const)
      expect(refusalFrom(new VenueProblem(trouble, 'x'))?.code).toBe('UNAVAILABLE')
  })

  test('a refusal says why', () => {
    const refusal = refusalFrom(new VenueProblem('refused', 'Binance has no symbol NOPE in USDT.'))
    expect(refusal).toMatchObject({
      code: 'NOT_POSSIBLE_NOW',
      message: 'Binance has no symbol NOPE in USDT.',
    })
  })
})
