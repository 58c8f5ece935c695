import { catalogue } from '../../sandbox/catalogue'
import type { BacktestTask, TaskSymbol } from '../backtests/task'
import type { BacktestSymbol } from '../engine/backtest/backtest'
import type { Market } from '../engine/optimise/market'

/** The bars and settings of a search: plain data over shared memory, so that every thread has them without a copy. */
export type SearchMarket = Pick<
  BacktestTask,
  'timeframe' | 'settings' | 'periodsPerYear' | 'symbols' | 'others'
>

/** What the engine searches over. */
export function marketOf(given: SearchMarket): Market {
  const { timeframe, settings, periodsPerYear, symbols } = given
  return {
    timeframe,
    catalogue,
    settings,
    periodsPerYear,
    dayStartMs: 0,
    symbols: symbols.map(symbol => symbolOf(given, symbol)),
  }
}

const symbolOf = (
  { timeframe: own, others }: SearchMarket,
  { symbol, bars, slower, steps }: TaskSymbol,
): BacktestSymbol => ({
  symbol,
  ...(steps && { steps }),
  bars: {
    own: bars,
    others: ({ timeframe, instrument }) =>
      (instrument === null
        ? slower.find(each => each.timeframe === timeframe)
        : others.find(each => each.instrument === instrument && each.timeframe === (timeframe ?? own))
      )?.bars ?? null,
  },
})
