import { expect, test } from 'vitest'
import type { ParamDeclaration } from '@/sandbox/ir/program'
import { differing, paramProblems } from '@/server/backtests/params'

const length: ParamDeclaration = {
  name: 'length',
  kind: 'int',
  value: 14,
  default: 14,
  min: 2,
  max: 200,
  step: null,
  title: 'Length',
}
const factor: ParamDeclaration = { ...length, name: 'factor', kind: 'num', min: 0, max: null }
const busy: ParamDeclaration = { name: 'busy', kind: 'bool', value: true, default: true, title: '' }
const source: ParamDeclaration = {
  name: 'source',
  kind: 'choice',
  value: 'close',
  default: 'close',
  choices: ['close', 'open'],
  title: '',
}
const declared = [length, factor, busy, source]

test('values within their bounds are fine', () => {
  expect(paramProblems(declared, { length: 2, factor: 0.5, busy: false, source: 'open' })).toEqual([])
})

test.each([
  [{ length: 1 }, 'length is 1; it must be a whole number from 2 to 200.'],
  [{ length: 2.5 }, 'length is 2.5; it must be a whole number from 2 to 200.'],
  [{ length: 'x' }, 'length is "x"; it must be a whole number from 2 to 200.'],
  [{ factor: -1 }, 'factor is -1; it must be a number from 0.'],
  [{ busy: 1 }, 'busy is 1; it must be true or false.'],
  [{ source: 'high' }, 'source is "high"; it must be one of close, open.'],
  [{ lenght: 3 }, 'lenght is no parameter of this strategy. It has length, factor, busy, source.'],
])('%j is refused with what is allowed', (values, message) => {
  expect(paramProblems(declared, values)).toEqual([{ name: Object.keys(values)[0], message }])
})

test('what the document says by itself is not kept', () => {
  expect(differing(declared, { length: 14, factor: 2, source: 'close' })).toEqual({ factor: 2 })
})
