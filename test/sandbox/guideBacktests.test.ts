import { expect, test } from 'vitest'
import derived from '@/sandbox/guide/derived/backtests.json'
import { settingRows } from '@/server/engine/backtest/settingsGuide'
import { METRIC_CARDS } from '@/server/engine/report/cards'

const REMEDY = 'Run `node scripts/run.mjs scripts/guide-backtests.ts`.'

test('the guide tells every setting as the engine has it', () => {
  expect(derived.settings, REMEDY).toEqual(settingRows())
})

test('the guide tells every metric as the report has it', () => {
  expect(derived.metrics, REMEDY).toEqual(
    METRIC_CARDS.map(({ id, family, title, formula }) => ({ id, family, title, formula })),
  )
})
