import { describe, expect, test } from 'vitest'
import { keptSettings, readLeaving, stepped, stepsAssumptions, stepsOf } from '@/server/backtests/leaving'
import type { TaskSymbol } from '@/server/backtests/task'
import { sharedColumns } from '@/server/market/store/columns'

const instrument = { lot: 0.001, tick: 0.01, minNotional: 5 }
const live = { live: true }

function read(value: object) {
  const result = readLeaving(value)
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(' '))
  return result.settings
}

const symbol = (name: string, steps: TaskSymbol['steps']): TaskSymbol => ({
  symbol: name,
  bars: sharedColumns(0),
  slower: [],
  ...(steps && { steps }),
})

test('steps that nobody said are the instrument’s own, those that were said are not', () => {
  expect(stepsOf(read({}), live, instrument)).toEqual(instrument)
  expect(stepsOf(read({ lot: 1 }), live, instrument)).toEqual({ tick: 0.01, minNotional: 5 })
  expect(stepsOf(read({ lot: 1, tick: 1, minNotional: 0 }), live, instrument)).toEqual({})
})

test('a step of nothing is none', () => {
  expect(stepsOf(read({}), live, { ...instrument, tick: 0 })).toEqual({ lot: 0.001, minNotional: 5 })
})

test('files give a tick alone, and only where slippage counts in ticks', () => {
  expect(stepsOf(read({}), { live: false }, instrument)).toEqual({})
  expect(stepsOf(read({ slippage: { ticks: 2 } }), { live: false }, instrument)).toEqual({ tick: 0.01 })
})

test('what is kept in a row is read back the same', () => {
  for (const value of [{}, { lot: 2 }, { slippage: { ticks: 3 } }, { tick: 0.5, slippage: { ticks: 1 } }]) {
    const settings = read(value)
    expect(keptSettings(JSON.parse(JSON.stringify(settings)))).toEqual(settings)
  }
})

test('a row from before leaves nothing to the instruments', () => {
  expect(keptSettings({ lot: 0.5 }).leaves).toBeUndefined()
})

describe('steps of many symbols', () => {
  test('become settings where all have the same', () => {
    const { settings, symbols } = stepped(read({}), [symbol('A', instrument), symbol('B', instrument)])
    expect(settings).toMatchObject(instrument)
    expect(settings).not.toHaveProperty('leaves')
    expect(symbols.every(({ steps }) => steps === undefined)).toBe(true)
  })

  test('stay with each where they differ', () => {
    const given = [symbol('A', instrument), symbol('B', { ...instrument, lot: 1 })]
    const { settings, symbols } = stepped(read({}), given)
    expect(settings.lot).toBe(0.00000001)
    expect(symbols).toBe(given)
    expect(stepsAssumptions(given)[0]?.text).toBe(
      'Each instrument is traded in the steps its venue tells: lots of its own, ticks of 0.01, entries worth at least 5.',
    )
  })
})
