// Writes what the guide tells of settings and metrics from the engine itself: `node scripts/run.mjs scripts/guide-backtests.ts`.
import { writeFileSync } from 'node:fs'
import { settingRows } from '../server/engine/backtest/settingsGuide'
import { METRIC_CARDS } from '../server/engine/report/cards'

writeFileSync(
  'sandbox/guide/derived/backtests.json',
  `${JSON.stringify({ settings: settingRows(), metrics: METRIC_CARDS.map(({ id, family, title, formula }) => ({ id, family, title, formula })) }, null, 2)}\n`,
)
