import { describe, expect, test } from 'vitest'
import { closesOf, runEntry } from './runEntry'

const five = closesOf([1, 2, 3, 4, 10])
const value = (entry: string, params: Record<string, number> = {}, bars = five) =>
  runEntry(entry, bars, params).value!.at(-1)

/** Values as pandas and NumPy print them for the same numbers. */
describe('known numbers', () => {
  test('sample skewness and excess kurtosis follow pandas', () => {
    expect(value('skew', { length: 5 })).toBeCloseTo(1.6970562748477143, 12)
    expect(value('kurtosis', { length: 5 })).toBeCloseTo(3.152, 12)
  })

  test('percentiles are interpolated like NumPy', () => {
    expect(value('percentile', { length: 5, percent: 25 })).toBe(2)
    expect(value('percentile', { length: 5, percent: 90 })).toBeCloseTo(7.6, 12)
    expect(value('median', { length: 4 })).toBe(3.5)
  })

  test('percent rank counts the values before this one, ties included', () => {
    expect(value('percentrank', { length: 4 })).toBe(100)
    expect(value('percentrank', { length: 4 }, closesOf([1, 5, 3, 9, 3]))).toBe(50)
  })

  test('mean deviation, z-score and drawdowns', () => {
    expect(value('meandev', { length: 5 })).toBeCloseTo(2.4, 12)
    expect(value('zscore', { length: 5 })).toBeCloseTo(6 / Math.sqrt(10), 12)
    const fall = closesOf([10, 12, 6, 9, 8])
    expect(value('maxdrawdown', { length: 5 }, fall)).toBe(-50)
    expect(value('drawdown', { length: 5 }, fall)).toBeCloseTo(-100 / 3, 12)
  })

  test('entropy is 1 when every bin is equally full and missing when nothing moves', () => {
    expect(value('entropy', { length: 4, bins: 4 }, closesOf([1, 2, 3, 4]))).toBeCloseTo(1, 12)
    expect(value('entropy', { length: 4, bins: 4 }, closesOf([2, 2, 2, 2]))).toBeNaN()
  })

  test('efficiency is 1 on a straight line and falls with detours', () => {
    expect(value('efficiency', { length: 4 })).toBe(1)
    expect(value('efficiency', { length: 4 }, closesOf([1, 3, 2, 4, 3]))).toBeCloseTo(2 / 6, 12)
  })

  test('regression error is the population deviation around the line', () => {
    // 1 2 3 4 10: slope 2, mean 4, residuals 1 0 −1 −2 2
    expect(value('regressionerror', { length: 5 })).toBeCloseTo(Math.sqrt(2), 12)
    expect(value('rsquared', { length: 5 })).toBeCloseTo(0.8, 12)
  })

  test('volatility estimators annualise by the square root of time', () => {
    const hourly = closesOf([100, 101, 99, 102, 100])
    const one = value('historicalvol', { length: 4, periods: 1 }, hourly)!
    expect(value('historicalvol', { length: 4, periods: 16 }, hourly)).toBeCloseTo(4 * one, 12)
    const logs = [101 / 100, 99 / 101, 102 / 99, 100 / 102].map(Math.log)
    const mean = logs.reduce((sum, x) => sum + x, 0) / 4
    const variance = logs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 4
    expect(one).toBeCloseTo(100 * Math.sqrt(variance), 12)
  })
})

describe('two series', () => {
  // volume stands in for the second series
  const pair = { ...closesOf([1, 2, 3, 4, 10]), volume: Float64Array.of(2, 4, 6, 8, 20) }

  test('a series and its double correlate fully, and the slope is their ratio', () => {
    const wired = (b: { source: (field: string) => { node: number; kind: 'number' | 'bool' } }) => [
      b.source('volume'),
      b.source('close'),
    ]
    expect(runEntry('correlation', pair, { length: 5 }, wired).value![4]).toBe(1)
    const spread = runEntry('spread', pair, { length: 5 }, wired)
    expect(spread.beta![4]).toBeCloseTo(2, 12)
    expect(spread.spread![4]).toBeCloseTo(0, 12)
    expect(runEntry('beta', pair, { length: 4 }, wired).value![4]).toBeCloseTo(1, 12)
  })
})
