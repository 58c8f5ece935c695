import { expect, test } from 'vitest'
import { MODE_PRESET, type ModeDraft, settingsOfMode } from '@/app/_backtests/modeDraft'
import { PRESET } from '@/app/_backtests/settingsDraft'
import { readSettings } from '@/server/engine/backtest/settings'

const asked = (mode: Partial<ModeDraft>, settings: Partial<typeof PRESET> = {}) =>
  readSettings(settingsOfMode({ ...MODE_PRESET, ...mode }, { ...PRESET, ...settings }))

const problemsOf = (read: ReturnType<typeof asked>) => (read.ok ? [] : read.problems.map(({ key }) => key))

test('a fresh form asks for trading by signals, with no word of other modes', () => {
  const read = asked({})
  expect(read.ok && read.settings.mode).toBe('signals')
  expect(settingsOfMode(MODE_PRESET, PRESET)).not.toHaveProperty('mode')
})

test('rank takes percentages as fractions, and leaves out what it has no use for', () => {
  const read = asked(
    {
      mode: 'rank',
      'rank.top': '5',
      'rank.maxWeight': '25',
      'rank.invested': '80',
      'rank.shortBottom': 'yes',
    },
    { maxPositions: '3', timeStop: '7', sizing: 'units', size: '2', allowShort: '' },
  )
  if (!read.ok) throw new Error(read.problems[0]?.message)
  expect(read.settings).toMatchObject({
    mode: 'rank',
    sizing: { equityFraction: 0.8 },
    rank: { top: 5, every: 20, maxWeight: 0.25, band: 1, shortBottom: true },
  })
  expect(read.settings.maxPositions).toBeUndefined()
})

test('an event study takes horizons as a list', () => {
  const read = asked({ mode: 'events', 'events.horizons': '2, 4;8', 'events.streaks': 'every' })
  if (!read.ok) throw new Error(read.problems[0]?.message)
  expect(read.settings.events).toEqual({ horizons: [2, 4, 8], streaks: 'every', apart: 1, before: 10 })
})

test('what is no number is refused at its field', () => {
  expect(problemsOf(asked({ mode: 'rank', 'rank.top': '' }))).toEqual(['rank.top'])
  expect(problemsOf(asked({ mode: 'rank', 'rank.invested': '120' }))).toEqual(['sizing.equityFraction'])
  expect(problemsOf(asked({ mode: 'events', 'events.horizons': '' }))).toEqual(['events.horizons'])
  expect(problemsOf(asked({ mode: 'events', 'events.horizons': '5, x' }))).toEqual(['events.horizons.1'])
})
