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
export type Rebalance = Lists['rebalances'][number]
export type Occurrence = Lists['occurrences'][number]
/** What an event study found. */
export type Events = NonNullable<Report['events']>
export type Explained = NonNullable<Outputs['backtests']['values'][number]>
export type Curve = PageSeries['equity']
export type TradeGroup = PageSeries['symbols'][number]

/** A finished backtest: there is something to show. */
export type Finished = Backtest & { readonly report: Report; readonly page: PageSeries }

export const isFinished = (backtest: Backtest): backtest is Finished =>
  backtest.report !== null && backtest.page !== null

/** What the parts of a report read of it, whether from inside the workspace or by a link. */
export type Told = Pick<
  Finished,
  | 'name'
  | 'venue'
  | 'timeframe'
  | 'from'
  | 'to'
  | 'params'
  | 'settings'
  | 'digest'
  | 'summary'
  | 'tookMs'
  | 'identity'
  | 'computedAt'
  | 'report'
  | 'page'
> & {
  /** Null where the report was opened by a link: nothing of the workspace can be asked for then. */
  readonly id: string | null
  readonly strategy: { readonly name: string }
  readonly version: { readonly number: number }
}
