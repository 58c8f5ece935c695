import type { RuleBars } from '../engine/backtest/rule'
import type { BacktestTask, TaskSymbol } from './task'

/** A symbol's bars as a rule asks for them: its own, slower ones of it, and those of other instruments. */
export const ruleBars = (
  { timeframe: own, others }: Pick<BacktestTask, 'timeframe' | 'others'>,
  { bars, slower }: Pick<TaskSymbol, 'bars' | 'slower'>,
): RuleBars => ({
  own: bars,
  others: ({ timeframe, instrument }) =>
    (instrument === null
      ? slower.find(each => each.timeframe === timeframe)
      : others.find(each => each.instrument === instrument && each.timeframe === (timeframe ?? own))
    )?.bars ?? null,
})
