import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Costs } from '@/server/engine/backtest/costs'
import { MoneyScale, Step } from '@/server/engine/backtest/money'
import { settingsOf } from '@/server/engine/backtest/settings'
import { affordable } from '@/server/engine/backtest/sizing'

test('affordable lots are the most that the budget pays for (seed 31)', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-4, max: 1e6, noNaN: true }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      fc.constantFrom(1, 0.01, 0.1, 1e-5),
      fc.constantFrom({}, { percent: 0.1 }, { fixed: 3 }, { perUnit: 0.2, percent: 0.05 }),
      (price, money, lot, commission) => {
        const scale = new MoneyScale(10_000)
        const costs = new Costs(settingsOf({ lot, commission }), scale)
        const budget = scale.unitsOf(money)
        const spent = (lots: number) => {
          const value = costs.value(price, lots)
          return value + costs.fee(value, lots, false)
        }
        const lots = affordable(budget, price, costs, false)
        expect(Number.isInteger(lots)).toBe(true)
        if (lots > 0) expect(spent(lots)).toBeLessThanOrEqual(budget)
        expect(spent(lots + Math.max(1, Math.ceil(2 / costs.perLot(price, false))))).toBeGreaterThan(budget)
      },
    ),
    { seed: 31, numRuns: 2_000 },
  )
})

test('an account that has grown beyond all measure still comes to an answer', () => {
  const costs = new Costs(settingsOf({ lot: 1e-8 }), new MoneyScale(10_000))
  expect(affordable(1e40, 0.001, costs, false)).toBeGreaterThan(1e40)
})

test.each([
  [0.1, 3, 0.3],
  [1e-8, 123_456_789, 1.23456789],
  [0.25, 5, 1.25],
  [25, 4, 100],
  [1e-7, 3, 3e-7],
])('%d times %d is the decimal %d, and holds that many', (size, count, product) => {
  const step = new Step(size)
  expect(step.times(count)).toBe(product)
  expect(step.within(product)).toBe(count)
  expect(step.within(product - size / 10)).toBe(count - 1)
  expect(step.up(product)).toBe(product)
  expect(step.down(product)).toBe(product)
})

test.each([0.00001, 0.3, 1, 999, 10_000, 1e9, 1e15])('money of %d comes back as it went in', cash => {
  const scale = new MoneyScale(cash)
  expect(scale.moneyOf(scale.unitsOf(cash))).toBe(cash)
  expect(scale.unitsOf(cash)).toBeGreaterThanOrEqual(1e12)
  expect(scale.unitsOf(cash)).toBeLessThan(1e13)
})
