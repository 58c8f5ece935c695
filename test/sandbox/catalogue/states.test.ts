import { describe, expect, test } from 'vitest'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import type { BarColumns } from '@/sandbox/ir/bars'
import { closesOf, runEntry } from './runEntry'

const N = Number.NaN
const SEED = Number(process.env.SEED ?? 5)
const bars = sampleBars({ bars: 900, seed: SEED })

/** Efficiency, net move and average, then the rule as its summary has it. */
const trendAt = (close: Float64Array, i: number, length: number, minStrength: number) => {
  if (i < length) return { state: N, strength: N }
  const steps = Array.from({ length }, (_, k) => Math.abs(close[i - k]! - close[i - k - 1]!))
  const path = steps.reduce((sum, step) => sum + step, 0)
  const move = close[i]! - close[i - length]!
  const strength = path === 0 ? 0 : Math.abs(move) / path
  const average = [...close.subarray(i - length + 1, i + 1)].reduce((sum, value) => sum + value, 0) / length
  const side = Math.sign(move)
  const state = strength >= minStrength && side !== 0 && (close[i]! - average) * side > 0 ? side : 0
  return { state, strength }
}

const natrOf = ({ high, low, close }: BarColumns, length: number): number[] => {
  let atr = N
  let sum = 0
  return [...close].map((now, i) => {
    if (i === 0) return N
    const before = close[i - 1]!
    const range = Math.max(high[i]!, before) - Math.min(low[i]!, before)
    sum += range
    if (i === length) atr = sum / length
    else if (i > length) atr += (range - atr) / length
    return (100 * atr) / now
  })
}

const volatilityAt = (natr: readonly number[], i: number, history: number, marks: readonly number[]) => {
  const past = natr.slice(Math.max(0, i - history), i)
  if (past.length < history || past.some(Number.isNaN)) return { state: N, rank: N }
  const rank = (100 * past.filter(value => value <= natr[i]!).length) / history
  const [low, high, extreme] = marks as [number, number, number]
  return { state: rank >= extreme ? 3 : rank >= high ? 2 : rank < low ? 0 : 1, rank }
}

const expectAt = (found: number | undefined, expected: number, what: string) => {
  if (Number.isNaN(expected)) expect(found, what).toBeNaN()
  else expect(found, what).toBeCloseTo(expected, 9)
}

const shares = (column: Float64Array) => {
  const known = [...column].filter(value => !Number.isNaN(value))
  return (state: number) => known.filter(value => value === state).length / known.length
}

describe(`states by their rules (seed ${SEED})`, () => {
  test.each([
    [50, 0.25],
    [10, 0.6],
  ])('trend over %i bars of at least %f', (length, minStrength) => {
    const found = runEntry('trendstate', bars, { length, minStrength })
    for (let i = 0; i < 900; i++) {
      const { state, strength } = trendAt(bars.close, i, length, minStrength)
      expectAt(found.state![i], state, `state at ${i}`)
      expectAt(found.strength![i], strength, `strength at ${i}`)
      expectAt(found.up![i], Number.isNaN(state) ? N : Number(state === 1), `up at ${i}`)
      expectAt(found.down![i], Number.isNaN(state) ? N : Number(state === -1), `down at ${i}`)
    }
    const share = shares(found.state!)
    for (const state of [-1, 0, 1]) expect(share(state), `state ${state}`).toBeGreaterThan(0.02)
  })

  test.each([
    { length: 14, history: 200, low: 25, high: 75, extreme: 95 },
    { length: 5, history: 50, low: 40, high: 60, extreme: 100 },
  ])('volatility of ATR($length) among $history', params => {
    const { length, history, low, high, extreme } = params
    const found = runEntry('volatilitystate', bars, params)
    const natr = natrOf(bars, length)
    for (let i = 0; i < 900; i++) {
      const { state, rank } = volatilityAt(natr, i, history, [low, high, extreme])
      expectAt(found.state![i], state, `state at ${i}`)
      expectAt(found.rank![i], rank, `rank at ${i}`)
      expectAt(found.calm![i], Number.isNaN(state) ? N : Number(state === 0), `calm at ${i}`)
      expectAt(found.wild![i], Number.isNaN(state) ? N : Number(state >= 2), `wild at ${i}`)
    }
    const share = shares(found.state!)
    for (const state of [0, 1, 2, 3]) expect(share(state), `state ${state}`).toBeGreaterThan(0.005)
  })

  test('the market state numbers both', () => {
    const found = runEntry('marketstate', bars)
    const natr = natrOf(bars, 14)
    for (let i = 0; i < 900; i++) {
      const trend = trendAt(bars.close, i, 50, 0.25).state
      const volatility = volatilityAt(natr, i, 200, [25, 75, 95]).state
      const known = !Number.isNaN(trend + volatility)
      expectAt(found.state![i], 4 * (trend + 1) + volatility, `state at ${i}`)
      if (!known) continue
      expect(found.trending![i]).toBe(Number(trend !== 0 && volatility < 3))
      expect(found.ranging![i]).toBe(Number(trend === 0 && volatility < 2))
      expect(found.stormy![i]).toBe(Number(volatility === 3))
    }
  })
})

describe('a trend', () => {
  const stateOf = (closes: readonly number[]) => runEntry('trendstate', closesOf(closes), { length: 4 })

  test('of a straight line has strength 1, of a line that goes nowhere 0', () => {
    expect([...stateOf([1, 2, 3, 4, 5, 6]).strength!]).toEqual([N, N, N, N, 1, 1])
    expect([...stateOf([6, 5, 4, 3, 2, 1]).state!]).toEqual([N, N, N, N, -1, -1])
    const still = stateOf([3, 3, 3, 3, 3, 3])
    expect([still.state![5], still.strength![5]]).toEqual([0, 0])
  })

  test('is over when price falls back behind its average, whatever was gained', () => {
    const turned = stateOf([10, 20, 30, 40, 24])
    expect(turned.strength![4]).toBeCloseTo(14 / 46, 12)
    expect(turned.state![4]).toBe(0)
  })
})
