import { expect, test } from 'vitest'
import { readSettings, settingsOf } from '@/server/engine/backtest/settings'

const problemsOf = (value: unknown) => {
  const read = readSettings(value)
  return read.ok ? [] : read.problems
}

test('nothing given is the contract’s defaults', () => {
  for (const nothing of [undefined, {}])
    expect(readSettings(nothing)).toMatchObject({
      ok: true,
      settings: {
        cash: 10_000,
        commission: { percent: 0.1 },
        slippage: { bps: 0 },
        sizing: { equityFraction: 1 },
        lot: 0.00000001,
        exclusive: true,
        closeAtEnd: false,
        allowShort: true,
        leverage: 1,
        limitFill: 'touch',
        warmUp: 'settled',
        riskFreeRate: 0,
      },
    })
})

test('a mode brings its own settings with their defaults, and no other’s', () => {
  expect(settingsOf({})).not.toHaveProperty('rank')
  expect(settingsOf({}).mode).toBe('signals')
  const rank = settingsOf({ mode: 'rank', rank: { top: 3 } })
  expect(rank.rank).toEqual({
    top: 3,
    every: 20,
    weights: 'equal',
    volatilityBars: 20,
    maxWeight: 1,
    band: 1,
    shortBottom: false,
  })
  expect(rank).not.toHaveProperty('events')
  expect(settingsOf(rank)).toEqual(rank)
  expect(settingsOf({ mode: 'events' }).events).toEqual({
    horizons: [1, 5, 10, 20],
    streaks: 'first',
    apart: 1,
    before: 10,
  })
})

test('a commission of one’s own replaces the default whole', () => {
  expect(settingsOf({ commission: { fixed: 5 } }).commission).toEqual({ fixed: 5 })
})

test.each([
  [{ cash: -5 }, 'cash', 'cash is -5; it must be a number above 0.'],
  [{ cash: 'much' }, 'cash', 'cash is "much"; it must be a number above 0.'],
  [{ cash: Number.NaN }, 'cash', 'cash is null; it must be a number above 0.'],
  [{ lot: 0 }, 'lot', 'lot is 0; it must be a number above 0.'],
  [{ leverage: 0.5 }, 'leverage', 'leverage is 0.5; it must be a number from 1 to 1000.'],
  [
    { commission: { percent: 101 } },
    'commission.percent',
    'commission.percent is 101; it must be a number from 0 to 100.',
  ],
  [
    { commission: { procent: 1 } },
    'commission.procent',
    'commission.procent is not a setting. There are percent, perUnit, fixed, maker, taker.',
  ],
  [{ commission: 0.1 }, 'commission', 'commission must be an object, not 0.1.'],
  [{ limitFill: 'maybe' }, 'limitFill', `limitFill is "maybe"; it must be 'touch' or 'through'.`],
  [{ exclusive: 1 }, 'exclusive', 'exclusive is 1; it must be true or false.'],
  [{ maxPositions: 2.5 }, 'maxPositions', 'maxPositions is 2.5; it must be a whole number from 1.'],
  [
    { from: 'yesterday' },
    'from',
    'from is "yesterday"; it must be a date such as 2024-01-31, an ISO-8601 time, or UTC milliseconds.',
  ],
  [
    { from: '2024-02-01', to: '2024-01-01' },
    'from',
    'from is 2024-02-01T00:00:00.000Z; it must not be after to, which is 2024-01-01T23:59:59.999Z.',
  ],
  [
    { sizing: { units: 1, notional: 5 } },
    'sizing',
    'sizing is {"units":1,"notional":5}; it must be exactly one of units, equityFraction, freeFraction, notional, riskPerTrade.',
  ],
  [{ slippage: { ticks: 1 } }, 'slippage.ticks', 'slippage.ticks needs tick, the smallest step of a price.'],
  [[], '', 'The settings must be an object, not [].'],
  [{ mode: 'best' }, 'mode', `mode is "best"; it must be 'signals' or 'rank' or 'events'.`],
  [{ rank: {} }, 'rank', "rank is for mode 'rank'; mode is 'signals'."],
  [{ mode: 'rank', events: {} }, 'events', "events is for mode 'events'; mode is 'rank'."],
  [
    { mode: 'rank', rank: { top: 0 } },
    'rank.top',
    'rank.top is 0; it must be a whole number from 1 to 10000.',
  ],
  [
    { mode: 'rank', rank: { tops: 3 } },
    'rank.tops',
    'rank.tops is not a setting. There are top, every, weights, volatilityBars, maxWeight, band, shortBottom.',
  ],
  [
    { mode: 'rank', maxPositions: 3 },
    'maxPositions',
    "maxPositions is not for mode 'rank': rank.top says how many symbols are held.",
  ],
  [
    { mode: 'rank', sizing: { units: 3 } },
    'sizing',
    "With mode 'rank' sizing must be equityFraction, the part of equity that is spread over the symbols held.",
  ],
  [
    { mode: 'rank', allowShort: false, rank: { shortBottom: true } },
    'rank.shortBottom',
    'rank.shortBottom needs allowShort.',
  ],
  [
    { mode: 'events', events: { horizons: [5, 5] } },
    'events.horizons',
    'events.horizons is [5,5]; it must be up to 12 whole numbers from 1 to 1000, each larger than the one before.',
  ],
  [
    { mode: 'events', events: { horizons: [0] } },
    'events.horizons.0',
    'events.horizons.0 is 0; it must be a whole number from 1 to 1000.',
  ],
])('%j is refused with its key and what is allowed', (value, key, message) => {
  expect(problemsOf(value)).toEqual([{ key, message }])
})

test('an unknown key is refused with the list of those there are', () => {
  const [problem] = problemsOf({ fees: 1 })
  expect(problem?.key).toBe('fees')
  expect(problem?.message).toMatch(/^fees is not a setting\. There are mode, cash, commission, .*events\.$/)
})

test('every problem is told at once', () => {
  expect(problemsOf({ cash: 0, lot: -1, colour: 'red' }).map(({ key }) => key)).toEqual(
    expect.arrayContaining(['cash', 'lot', 'colour']),
  )
})

test('a time without a zone is UTC', () => {
  const at = Date.UTC(2024, 0, 31, 12)
  for (const from of ['2024-01-31T12:00:00', '2024-01-31T12:00:00Z', '2024-01-31T14:00:00+02:00', at])
    expect(settingsOf({ from }).from).toBe(at)
  expect(settingsOf({ from: '2024-01-31' }).from).toBe(Date.UTC(2024, 0, 31))
})

test('a day alone is meant whole', () => {
  expect(settingsOf({ from: '2024-01-31', to: '2024-01-31' })).toMatchObject({
    from: Date.UTC(2024, 0, 31),
    to: Date.UTC(2024, 1, 1) - 1,
  })
})
