import { expect, test } from 'vitest'
import { valuesOf } from '@/app/_optimise/ranges'
import { commaRefusal, typedNumber } from '@/app/_ui/typedNumber'

test.each([
  ['1,5', 1.5],
  ['-0,25', -0.25],
  [' 2,125 ', Number.NaN],
  ['0,125', 0.125],
  ['1234,567', 1234.567],
  ['1,2345', 1.2345],
  ['1,', 1],
  ['1.5', 1.5],
  ['1e3', 1000],
  ['', Number.NaN],
  [',', Number.NaN],
  ['1,5,2', Number.NaN],
  ['1,500.5', Number.NaN],
  ['1.500,5', Number.NaN],
  ['price', Number.NaN],
])('typed as %j it is %d', (text, value) => expect(typedNumber(text)).toBe(value))

test('a comma that may mean either says what to write', () => {
  expect(commaRefusal('1,500')).toBe('1,500 may mean two numbers: write 1500 or 1.500.')
  expect(commaRefusal('-12,250')).toBe('-12,250 may mean two numbers: write -12250 or -12.250.')
  expect(commaRefusal('1,000,000.5')).toBe('Write it without commas: 1000000.5.')
  for (const plain of ['1,5', '0,500', '1500', '', 'a, b', 'x,y,z']) expect(commaRefusal(plain)).toBeNull()
})

test('a range that moves takes commas, and refuses those that leave it open', () => {
  const declared = {
    name: 'mult',
    kind: 'num',
    value: 2,
    default: 2,
    min: null,
    max: null,
    step: null,
    title: '',
  } as const
  const range = { declared, moves: true, fixed: '', from: '1,5', to: '2,5', step: '0,5' }
  expect(valuesOf(range)).toEqual([1.5, 2, 2.5])
  expect(valuesOf({ ...range, to: '2,500' })).toContain('write 2500 or 2.500')
})
