import { underwater } from '../drawdowns'
import type { Facts } from '../facts'
import { benchmarkCurve } from './benchmarkCurve'
import { type Curve, thinned } from './curve'
import { type DrawdownRow, drawdownTable } from './drawdownTable'
import { type Excursions, excursionsOf } from './excursions'
import { type Histogram, histogramOf } from './histogram'
import { monthTable, type YearRow } from './months'
import { rollingSharpe } from './rollingSharpe'
import {
  byExitReason,
  byHour,
  bySide,
  bySymbol,
  byWeekday,
  groupTrades,
  type TradeGroup,
} from './tradeGroups'

/** What a report page draws beside the statistics. */
export interface PageSeries {
  readonly equity: Curve
  readonly drawdown: Curve
  readonly benchmark: Curve | null
  /** Open positions at each close. */
  readonly positions: Curve
  readonly rollingSharpe: Curve
  readonly months: readonly YearRow[]
  readonly drawdowns: readonly DrawdownRow[]
  /** Of the trades' returns, as fractions. */
  readonly histogram: Histogram
  readonly excursions: Excursions
  readonly symbols: readonly TradeGroup[]
  readonly exitReasons: readonly TradeGroup[]
  readonly sides: readonly TradeGroup[]
  readonly weekdays: readonly TradeGroup[]
  readonly hours: readonly TradeGroup[]
}

/** More points than a wide screen has pixels. */
const POINTS = 8_000

export function pageSeries(facts: Facts): PageSeries {
  const { equity, trades, startEquity } = facts.input
  const lost = underwater(equity.value, startEquity)
  const benchmark = benchmarkCurve(facts)
  const positions = new Float64Array(facts.presence.positions)
  return {
    equity: thinned(equity, POINTS),
    drawdown: thinned({ time: equity.time, value: lost }, POINTS),
    benchmark: benchmark && thinned(benchmark, POINTS),
    positions: thinned({ time: equity.time, value: positions }, POINTS),
    rollingSharpe: rollingSharpe(facts),
    months: monthTable(facts),
    drawdowns: drawdownTable(facts),
    histogram: histogramOf(facts.trades.returns),
    excursions: excursionsOf(trades),
    symbols: groupTrades(trades, bySymbol),
    exitReasons: groupTrades(trades, byExitReason),
    sides: groupTrades(trades, bySide),
    weekdays: groupTrades(trades, byWeekday),
    hours: groupTrades(trades, byHour),
  }
}
