import { expect, test } from 'vitest'
import type { ParamDeclaration } from '@/sandbox/ir/program'
import { parse } from '@/server/cli/command'
import { optimise } from '@/server/cli/commands/optimise'
import { choosingFrom, spaceFrom, walkForwardFrom } from '@/server/cli/searchFlags'
import { UsageError } from '@/server/cli/usage'

const DECLARED: readonly ParamDeclaration[] = [
  { name: 'kind', kind: 'choice', value: '1', default: '1', choices: ['1', '2'], title: '' },
]

const given = (...args: string[]) => parse(optimise, args)
const space = (...args: string[]) => spaceFrom(given(...args), DECLARED)
const refused = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof UsageError) return error.message
  }
  return 'nothing was refused'
}

test('a parameter moves over a range, a list, or texts that look like numbers', () => {
  expect(
    space('--grid', 'fast=5..50:5', '--grid', 'gain=-0.5..1e1:.25', '--grid', 'on=true,false').params,
  ).toEqual({
    fast: { kind: 'range', min: 5, max: 50, step: 5 },
    gain: { kind: 'range', min: -0.5, max: 10, step: 0.25 },
    on: { kind: 'values', values: [true, false] },
  })
  expect(space('--grid', 'fast=5..9', '--grid', 'kind=1, 2', '--grid', 'n=3,-4,word').params).toEqual({
    fast: { kind: 'range', min: 5, max: 9, step: 1 },
    kind: { kind: 'values', values: ['1', '2'] },
    n: { kind: 'values', values: [3, -4, 'word'] },
  })
})

test('a random search has a number and a seed', () => {
  expect(space('--random', '20').sampling).toEqual({ kind: 'random', count: 20, seed: 1 })
  expect(space('--random', '20', '--seed', '7').sampling).toEqual({ kind: 'random', count: 20, seed: 7 })
  expect(space().sampling).toEqual({ kind: 'grid' })
})

test('windows and choices are read with what is usual', () => {
  expect(walkForwardFrom('anchored:500/100')).toEqual({
    mode: 'anchored',
    inSampleBars: 500,
    outOfSampleBars: 100,
  })
  expect(walkForwardFrom(undefined)).toBeNull()
  expect(choosingFrom(given())).toEqual({ metric: 'sharpe', by: 'plateau', minTrades: 10 })
  expect(choosingFrom(given('--metric', 'calmar', '--by', 'peak', '--min-trades', '0'))).toEqual({
    metric: 'calmar',
    by: 'peak',
    minTrades: 0,
  })
})

test('what makes no sense is refused with what does', () => {
  expect(refused(() => space('--grid', 'fast'))).toBe(
    '--grid fast: write --grid name=from..to:step, or --grid name=a,b,c.',
  )
  expect(refused(() => space('--grid', 'a=1', '--grid', 'a=2'))).toBe('--grid a is given twice.')
  expect(refused(() => space('--seed', '3'))).toBe('--seed is for a random search: --random N --seed S.')
  expect(refused(() => space('--random', '1.5'))).toBe('--random 1.5: it is a whole number from 1.')
  for (const text of ['9/3', 'rolling:9', 'sliding:9/3', 'rolling:-9/3'])
    expect(refused(() => walkForwardFrom(text))).toContain('write rolling:IN/OUT or anchored:IN/OUT in bars')
  expect(refused(() => choosingFrom(given('--metric', 'sharp')))).toContain('Did you mean sharpe?')
  expect(refused(() => choosingFrom(given('--by', 'luck')))).toBe('--by luck: use plateau or peak.')
})
