import type { Outputs } from '../_trpc/client'

export type BacktestRow = Outputs['backtests']['list']['backtests'][number]
export type Backtest = Outputs['backtests']['get']
export type Report = NonNullable<Backtest['report']>
export type PageSeries = NonNullable<Backtest['page']>
export type Lists = Outputs['backtests']['trades']
export type Trade = Lists['trades'][number]
export type OpenTrade = Lists['openTrades'][number]
export type RejectedSignal = Lists['rejectedSignals'][number]
export type Denied = Lists['denied'][number]
export type Curve = PageSeries['equity']
export type TradeGroup = PageSeries['symbols'][number]

/** A finished backtest: there is something to show. */
export type Finished = Backtest & { readonly report: Report; readonly page: PageSeries }

export const isFinished = (backtest: Backtest): backtest is Finished =>
  backtest.report !== null && backtest.page !== null
