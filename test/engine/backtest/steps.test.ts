import { expect, test } from 'vitest'
import { simulatePortfolio } from '@/server/engine/backtest/portfolio'
import { settingsOf } from '@/server/engine/backtest/settings'
import { simulate } from '@/server/engine/backtest/simulate'
import type { Steps } from '@/server/engine/backtest/steps'
import { barsOf, said } from './drive'

const ROWS = [100, 101, 99, 100].join()
const rows = Array.from({ length: 4 }, () => ROWS.split(',').map(Number))

const instrument = (symbol: string, steps?: Steps) => ({
  symbol,
  bars: barsOf(rows),
  signals: said(rows.length, { 1: { long: true } }),
  ...(steps && { steps }),
})
const settings = settingsOf({ cash: 1_000, commission: {}, sizing: { notional: 250 }, lot: 0.5 })

test('each instrument is sized in lots of its own', () => {
  const { openTrades } = simulatePortfolio({
    instruments: [instrument('A'), instrument('B', { lot: 1 }), instrument('C', { lot: 2 })],
    settings,
  })
  expect(openTrades.map(({ symbol, quantity }) => [symbol, quantity])).toEqual([
    ['A', 2.5],
    ['B', 2],
    ['C', 2],
  ])
})

test('an entry worth less than the instrument takes is denied there alone', () => {
  const { openTrades, denied } = simulatePortfolio({
    instruments: [instrument('A'), instrument('B', { minNotional: 300 })],
    settings,
  })
  expect(openTrades.map(({ symbol }) => symbol)).toEqual(['A'])
  expect(denied).toMatchObject([{ symbol: 'B', reason: { code: 'BELOW_MINIMUM_NOTIONAL', minimum: 300 } }])
})

test('a single instrument is traded by its own steps as well', () => {
  const slips = { ...settings, slippage: { ticks: 3 } }
  const { openTrades } = simulate({ ...instrument('A', { lot: 1, tick: 0.25 }), settings: slips })
  expect(openTrades).toMatchObject([{ entryPrice: 100.75, quantity: 2 }])
})

test('steps that are the settings’ own change nothing', () => {
  const { lot, minNotional } = settings
  expect(simulate({ ...instrument('A', { lot, minNotional }), settings })).toEqual(
    simulate({ ...instrument('A'), settings }),
  )
})
