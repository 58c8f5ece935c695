import { expect, test } from 'vitest'
import {
  microsOfSymbol,
  type Plan,
  planFor,
  reachOf,
  symbolsInTime,
  symbolsOf,
} from '@/app/_editor/preview/cost'

const free: Plan = { tier: 'free', symbols: 500, bars: 2_000_000, searched: 50 }
const pro: Plan = { tier: 'pro', symbols: 2_000, bars: 10_000_000, searched: 500 }

test('a symbol costs what the server measured, else all the bars its value rests on', () => {
  expect(microsOfSymbol({ microsPerBar: 2, barsNeeded: 100, microsPerSymbol: null })).toBe(200)
  expect(microsOfSymbol({ microsPerBar: 2, barsNeeded: 100, microsPerSymbol: 350 })).toBe(350)
})

test('a tenth of the time between two closes is a rule’s', () => {
  expect(symbolsInTime('1m', 1_000)).toBe(6_000)
  expect(symbolsInTime('1h', 1_000_000)).toBe(360)
})

test('a plan or the time ends first', () => {
  expect(symbolsOf(free, '1h', 1_000)).toBe(500)
  expect(symbolsOf(pro, '1m', 100_000)).toBe(60)
})

test('the smallest plan that holds a universe is named, or none', () => {
  expect(planFor([free, pro], 500)).toBe(free)
  expect(planFor([free, pro], 501)).toBe(pro)
  expect(planFor([free, pro], 9_000)).toBe(null)
})

test('a plan’s bars are shared by the symbols, and reach back so far', () => {
  expect(reachOf(free, 100, '1h')).toBe(20_000 * 3_600_000)
  expect(reachOf(free, 501, '1h')).toBe(null)
})
