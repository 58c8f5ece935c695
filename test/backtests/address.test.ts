import { expect, test } from 'vitest'
import { catalogue } from '@/sandbox/catalogue'
import { ProgramBuilder } from '@/sandbox/ir/build'
import { addressOf } from '@/server/backtests/address'
import type { BacktestTask } from '@/server/backtests/task'
import { type SettingsInput, settingsOf } from '@/server/engine/backtest/settings'

const b = new ProgramBuilder(catalogue)
b.output('score', b.source('close'))
const program = b.finish({ name: 'Close', timeframe: null })

const asked = (settings: SettingsInput): BacktestTask => ({
  program,
  timeframe: '1d',
  settings: settingsOf(settings),
  periodsPerYear: 365,
  symbols: [],
  others: [],
  failed: [],
  assumptions: [],
})

test('trading by signals has the address it had before there were other modes', () => {
  const task = asked({})
  const { mode: _, ...before } = task.settings
  const old = { ...task, settings: before as BacktestTask['settings'] } // as it was stored then
  expect(addressOf(task, 'data')).toBe(addressOf(old, 'data'))
})

test('each mode and each of its settings has an address of its own', () => {
  const addresses = [
    {},
    { mode: 'rank' },
    { mode: 'rank', rank: { top: 3 } },
    { mode: 'events' },
    { mode: 'events', events: { apart: 2 } },
  ] as const satisfies readonly SettingsInput[]
  expect(new Set(addresses.map(settings => addressOf(asked(settings), 'data'))).size).toBe(addresses.length)
  expect(addressOf(asked({ mode: 'rank', rank: { top: 10 } }), 'data')).toBe(
    addressOf(asked({ mode: 'rank' }), 'data'),
  )
})
