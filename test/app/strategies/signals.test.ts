import { expect, test } from 'vitest'
import { frequency, signalsOf } from '@/app/_strategies/signals'

const fired = (output: string, ...begins: number[]) => ({
  output,
  count: begins.length,
  begins: Int32Array.from(begins),
})

test('entries are the signals, and exits are not', () => {
  expect(signalsOf([fired('long', 5, 9), fired('short', 2, 9), fired('exitLong', 7)])).toEqual({
    what: 'long and short',
    bars: [2, 5, 9],
  })
})

test('a rule that only filters signals where it begins to match', () => {
  expect(signalsOf([fired('filter', 3)])).toEqual({ what: 'match', bars: [3] })
  expect(signalsOf([])).toEqual({ what: '', bars: [] })
})

const HOUR = 3_600_000

test.each([
  [HOUR / 12, 'about every 5 minutes'],
  [HOUR, 'about every 60 minutes'],
  [2 * HOUR, 'about every 2 hours'],
  [72 * HOUR, 'about every 3 days'],
  [24 * 14 * HOUR, 'about every 2 weeks'],
  [24 * 70 * HOUR, 'about every 2 months'],
])('%d ms apart is said as %s', (ms, said) => {
  expect(frequency(ms)).toBe(said)
})
