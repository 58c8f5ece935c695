import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ParamDeclaration } from '@/sandbox/ir/program'
import { shardsOf } from '@/server/engine/optimise/shards'
import { trialsOf } from '@/server/engine/optimise/space'
import type { ParamSpan, Sampling } from '@/server/engine/optimise/types'

const SEED = 99

const int = (name: string, min: number | null, max: number | null): ParamDeclaration => ({
  name,
  kind: 'int',
  value: 5,
  default: 5,
  min,
  max,
  step: null,
  title: '',
})
const DECLARED: readonly ParamDeclaration[] = [
  int('fast', 2, 50),
  { ...int('gain', 0, 1), kind: 'num', value: 0.5, default: 0.5 } as ParamDeclaration,
  { name: 'on', kind: 'bool', value: true, default: true, title: '' },
  { name: 'kind', kind: 'choice', value: 'sma', default: 'sma', choices: ['sma', 'ema'], title: '' },
]

const tried = (params: Readonly<Record<string, ParamSpan>>, sampling: Sampling = { kind: 'grid' }) => {
  const read = trialsOf({ params, sampling }, DECLARED)
  return read.ok ? read.trials : read.problems.map(({ param, message }) => `${param}| ${message}`)
}

test('a grid is every combination in the order of the declarations, the last one moving fastest', () => {
  expect(
    tried({
      kind: { kind: 'values', values: ['ema', 'sma'] },
      fast: { kind: 'range', min: 5, max: 12, step: 5 },
    }),
  ).toEqual([
    { fast: 5, kind: 'ema' },
    { fast: 5, kind: 'sma' },
    { fast: 10, kind: 'ema' },
    { fast: 10, kind: 'sma' },
  ])
})

test('steps of a range are the decimals that were meant', () => {
  expect(tried({ gain: { kind: 'range', min: 0.1, max: 0.5, step: 0.1 } })).toEqual([
    { gain: 0.1 },
    { gain: 0.2 },
    { gain: 0.3 },
    { gain: 0.4 },
    { gain: 0.5 },
  ])
})

test('a value that is listed twice is tried once', () => {
  expect(tried({ on: { kind: 'values', values: [true, false, true] } })).toEqual([
    { on: true },
    { on: false },
  ])
})

test('what can not be tried is refused by its name, with what is allowed', () => {
  const wrong: readonly [Readonly<Record<string, ParamSpan>>, string][] = [
    [{}, '| No parameter moves. Give at least one of them several values.'],
    [
      { slow: { kind: 'values', values: [1] } },
      'slow| There is no parameter slow; there is fast, gain, on, kind.',
    ],
    [{ fast: { kind: 'values', values: [] } }, 'fast| fast: there is no value; give at least one.'],
    [{ fast: { kind: 'values', values: [1] } }, 'fast| fast: 1 is not a whole number from 2 up to 50.'],
    [{ fast: { kind: 'values', values: [2.5] } }, 'fast| fast: 2.5 is not a whole number from 2 up to 50.'],
    [
      { fast: { kind: 'range', min: 10, max: 60, step: 10 } },
      'fast| fast: 60 is not a whole number from 2 up to 50.',
    ],
    [
      { fast: { kind: 'range', min: 10, max: 5, step: 1 } },
      'fast| fast: it begins at 10 and ends at 5; the end must not be below the beginning.',
    ],
    [{ fast: { kind: 'range', min: 5, max: 10, step: 0 } }, 'fast| fast: the step is 0; it must be above 0.'],
    [
      { fast: { kind: 'range', min: 5, max: 10, step: 0.5 } },
      'fast| fast: it takes whole numbers; it begins at 5 in steps of 0.5.',
    ],
    [
      { gain: { kind: 'range', min: 0, max: 1, step: 1e-6 } },
      'gain| gain: a range of 1,000,001 values; at most 10,000 are tried. Take a larger step.',
    ],
    [
      { gain: { kind: 'range', min: 0, max: Number.NaN, step: 1 } },
      'gain| gain: from, to and step must be numbers.',
    ],
    [
      { on: { kind: 'range', min: 0, max: 1, step: 1 } },
      'on| on: it is true or false; list its values instead of a range.',
    ],
    [{ kind: { kind: 'values', values: ['wma'] } }, 'kind| kind: "wma" is not one of sma, ema.'],
  ]
  for (const [params, problem] of wrong) expect(tried(params)).toEqual([problem])
})

test('a search that is too large says how large it is and how large it may be', () => {
  const wide: ParamSpan = { kind: 'range', min: 0, max: 1, step: 0.0001 }
  const long: ParamSpan = { kind: 'range', min: 2, max: 50, step: 1 }
  const space = { gain: { ...wide, max: 0.9999 }, fast: long }
  expect(tried(space)).toEqual([
    '| The grid has 490,000 combinations; at most 100,000 are tried. Take larger steps, or a random search.',
  ])
  expect(tried(space, { kind: 'random', count: 100_001, seed: 1 })).toEqual([
    '| A random search tries 100001; it must be a whole number from 1 to 100,000.',
  ])
  expect(tried(space, { kind: 'random', count: 1, seed: -1 })).toEqual([
    '| The seed is -1; it must be a whole number from 0 to 4,294,967,295.',
  ])
  expect(tried(space, { kind: 'random', count: 20, seed: 1 })).toHaveLength(20)
})

test(`a random search draws different sets, the same for the same seed (seed ${SEED})`, () => {
  const space = {
    fast: { kind: 'range', min: 2, max: 50, step: 1 },
    kind: { kind: 'values', values: ['sma', 'ema'] },
  } as const
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 97 }), fc.nat(0xffff_ffff), (count, seed) => {
      const drawn = tried(space, { kind: 'random', count, seed })
      expect(drawn).toHaveLength(count)
      expect(new Set(drawn.map(each => JSON.stringify(each))).size).toBe(count)
      expect(tried(space, { kind: 'random', count, seed })).toEqual(drawn)
      // fewer are the first of more
      const half = Math.ceil(count / 2)
      expect(tried(space, { kind: 'random', count: half, seed })).toEqual(drawn.slice(0, half))
    }),
    { seed: SEED, numRuns: 100 },
  )
})

test('a random search that asks for more than there are gets the grid', () => {
  const space = { fast: { kind: 'range', min: 2, max: 9, step: 1 } } as const
  expect(tried(space, { kind: 'random', count: 500, seed: 3 })).toEqual(tried(space))
})

test('every value of an axis comes up about equally often', () => {
  const space = {
    gain: { kind: 'range', min: 0, max: 1, step: 0.001 },
    fast: { kind: 'range', min: 2, max: 50, step: 1 },
  } as const
  const counts = new Map<unknown, number>()
  for (const each of tried(space, { kind: 'random', count: 4_900, seed: 12 }) as { fast: number }[])
    counts.set(each.fast, (counts.get(each.fast) ?? 0) + 1)
  expect(counts.size).toBe(49)
  // a hundred on average, ten off is one deviation
  for (const count of counts.values()) expect(Math.abs(count - 100)).toBeLessThan(50)
})

test('shards are all trials in order, none twice', () => {
  expect(shardsOf(7, 3)).toEqual([
    { number: 0, from: 0, to: 3 },
    { number: 1, from: 3, to: 6 },
    { number: 2, from: 6, to: 7 },
  ])
  expect(shardsOf(0, 3)).toEqual([])
})
