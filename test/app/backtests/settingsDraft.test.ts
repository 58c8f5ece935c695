import { expect, test } from 'vitest'
import {
  changedOf,
  type DraftKey,
  draftOf,
  PRESET,
  settingsFrom,
  typed,
} from '@/app/_backtests/settingsDraft'
import { readSettings, settingsOf } from '@/server/engine/backtest/settings'

test('a number is read as people type it, and what is none stays their text', () => {
  expect(typed('1,000.5')).toBe(1000.5)
  expect(typed('10,000')).toBe(10_000)
  expect(typed('0,125')).toBe(0.125)
  expect(typed(' 2.5 ')).toBe(2.5)
  expect(typed('')).toBeUndefined()
  expect(typed('plenty')).toBe('plenty')
  expect(typed('1e999')).toBe('1e999')
})

test('what a form begins with is accepted, and is the engine’s own but for slippage', () => {
  const settings = settingsOf(settingsFrom(PRESET))
  expect(settings).toEqual(settingsOf({ slippage: { bps: 2 } }))
  expect(changedOf(PRESET, Object.keys(PRESET) as DraftKey[])).toEqual([])
})

test.each([
  settingsOf({}),
  settingsOf({
    cash: 2_500,
    commission: { maker: 0.01, taker: 0.04, fixed: 1, perUnit: 0.002 },
    slippage: { ticks: 2 },
    spread: { bps: 3 },
    sizing: { riskPerTrade: 0.0175 },
    tick: 0.25,
    lot: 0.001,
    minNotional: 5,
    exclusive: false,
    pyramiding: 3,
    allowShort: false,
    leverage: 4,
    maintenancePercent: 2,
    maxPositions: 7,
    limitFill: 'through',
    stopRole: 'enter',
    moveStops: true,
    trailing: { percent: 4, from: 'close', distance: 'current', start: 'close' },
    bracket: 'nextBar',
    entryOrder: { bars: 5, replace: false },
    timeStop: 40,
    closeAtEnd: true,
    warmUp: 'first',
    riskFreeRate: 0.035,
    periodsPerYear: 260,
  }),
  settingsOf({ sizing: { units: 12 }, commission: { percent: 0 }, riskFreeRate: -0.005 }),
  settingsOf({ sizing: { freeFraction: 0.29 } }),
])('settings survive the form %#', settings => {
  expect(settingsOf(settingsFrom(draftOf(settings)))).toEqual(settings)
})

test('what is no number reaches the reader of settings, who names the key', () => {
  const read = readSettings(settingsFrom({ ...PRESET, cash: 'plenty', size: '250', lot: '0' }))
  expect(read.ok ? [] : read.problems.map(({ key }) => key)).toEqual(['cash', 'sizing.equityFraction', 'lot'])
})

test('an empty size is refused at its field', () => {
  const read = readSettings(settingsFrom({ ...PRESET, size: '' }))
  expect(read.ok ? [] : read.problems.map(({ key }) => key)).toEqual(['sizing.equityFraction'])
})
