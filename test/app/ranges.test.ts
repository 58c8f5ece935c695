import { describe, expect, test } from 'vitest'
import { fixedOf, gridSize, proposed, valuesOf } from '@/app/_optimise/ranges'
import type { ParamDeclaration } from '@/sandbox/ir/program'

const numeric = (part: object): ParamDeclaration => ({
  name: 'x',
  kind: 'int',
  value: 0,
  default: 0,
  min: null,
  max: null,
  step: null,
  title: '',
  ...part,
})
const int = (name: string, value: number, min: number, max: number) =>
  numeric({ name, value, default: value, min, max })
const num = (name: string, value: number, step: number | null = null) =>
  numeric({ kind: 'num', name, value, default: value, step })
const flag: ParamDeclaration = { name: 'busy', kind: 'bool', value: true, default: true, title: '' }

describe('proposed ranges', () => {
  test('lie around the default, hold it, and stay within the declaration', () => {
    const [fast, slow, mult, busy] = proposed([
      int('fast', 10, 8, 100),
      int('slow', 30, 3, 40),
      num('mult', 2.5, 0.1),
      flag,
    ])
    expect(fast).toMatchObject({ moves: true, from: '8', to: '20', step: '1' })
    expect(slow).toMatchObject({ moves: true, from: '15', to: '39', step: '3' })
    expect(mult).toMatchObject({ moves: false, from: '1.3', to: '4.9', step: '0.3' })
    expect(busy).toMatchObject({ moves: false, fixed: 'true' })
    for (const range of [fast!, slow!, mult!]) expect(valuesOf(range)).toContain(range.declared.default)
  })

  test('of a default of zero is a range too', () => {
    const [range] = proposed([num('shift', 0)])
    const values = valuesOf(range!)
    expect(values).toContain(0)
    expect(values.length).toBeGreaterThan(5)
  })
})

test('values are free of the noise of binary fractions', () => {
  const [range] = proposed([num('x', 1)])
  expect(valuesOf({ ...range!, from: '0.1', to: '0.5', step: '0.1' })).toEqual([0.1, 0.2, 0.3, 0.4, 0.5])
})

test('a wrong range says what is wrong, and there is no number of trials', () => {
  const [range] = proposed([int('n', 10, 2, 50)])
  const wrong = (part: object) => valuesOf({ ...range!, ...part })
  expect(wrong({ from: '1' })).toBe('It may not be below 2.')
  expect(wrong({ to: '60' })).toBe('It may not be above 50.')
  expect(wrong({ step: '0' })).toBe('The step must be above 0.')
  expect(wrong({ step: '0.5' })).toMatch(/whole/)
  expect(wrong({ from: '30', to: '20' })).toBe('From must not be above to.')
  expect(wrong({ from: '' })).toBe('From, to and step must be numbers.')
  expect(gridSize([{ ...range!, from: '' }])).toBeNull()
  expect(fixedOf({ ...range!, fixed: '2.5' })).toBe('It must be a whole number.')
})

test('the grid has every combination of what moves', () => {
  const ranges = proposed([int('a', 10, 2, 50), int('b', 20, 2, 50), flag])
  expect(gridSize(ranges)).toBe(16 * 10)
  expect(gridSize(ranges.map(range => ({ ...range, moves: true })))).toBe(16 * 10 * 2)
  expect(gridSize(ranges.map(range => ({ ...range, moves: false })))).toBe(1)
})
