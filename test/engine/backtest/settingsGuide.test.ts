import { expect, test } from 'vitest'
import { settingRows } from '@/server/engine/backtest/settingsGuide'

const rows = settingRows()
const of = (key: string) => rows.find(row => row.key === key)

test('every setting says what it is for, and what is allowed', () => {
  expect(rows.length).toBeGreaterThan(50)
  for (const { key, about } of rows) expect(about, key).toMatch(/\.$/)
  const holders = new Set(rows.flatMap(({ key }) => (key.includes('.') ? [key.split('.')[0]] : [])))
  for (const { key, allowed } of rows) if (!holders.has(key)) expect(allowed, key).not.toBe('')
})

test('ranges and defaults are those of the schema', () => {
  expect(of('cash')).toMatchObject({ allowed: 'a number above 0', preset: '10000' })
  expect(of('commission')).toMatchObject({ allowed: '', preset: '{"percent":0.1}' })
  expect(of('sizing')?.allowed).toMatch(/^exactly one of units, /)
  expect(of('limitFill')).toMatchObject({ allowed: "'touch' or 'through'", preset: '"touch"' })
  expect(of('rank.top')).toMatchObject({ allowed: 'a whole number from 1 to 10000', preset: '10' })
  expect(of('events.horizons')).toMatchObject({ preset: '[1,5,10,20]' })
  expect(of('maxPositions')?.preset).toBeNull()
})
