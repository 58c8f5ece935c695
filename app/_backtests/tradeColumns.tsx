import { Badge } from '../_ui/Badge'
import { columnWriter, count, number } from '../_ui/numbers'
import type { Column } from '../_ui/Table'
import type { OpenTrade, Trade } from './backtest'
import { figure, moment, side, symbol } from './listColumns'
import { money, percent, profit, tone } from './values'

/** A position closed in parts has an entry in common: the exit tells its parts apart, and their size. */
export const idOf = (trade: Trade): string =>
  `${trade.symbol} ${trade.side} ${trade.entryBar} ${trade.exitBar} ${trade.exitReason} ${trade.exitPrice} ${trade.quantity}`

export function columnsOf(trades: readonly Trade[]): readonly Column<Trade>[] {
  const price = writerOf(
    trades,
    trades.flatMap(({ entryPrice, exitPrice }) => [entryPrice, exitPrice]),
  )
  return [
    symbol(),
    side(),
    moment('entry', 'Entry (UTC)', row => row.entryTime),
    figure('entryPrice', 'Entry price', row => row.entryPrice, price, '84px'),
    moment('exit', 'Exit (UTC)', row => row.exitTime),
    figure('exitPrice', 'Exit price', row => row.exitPrice, price, '80px'),
    {
      id: 'exitReason',
      title: 'Closed by',
      value: row => row.exitReason,
      cell: row => (
        <span className="flex items-center gap-1">
          {row.exitReason}
          {row.ambiguous && (
            <Badge tone="warn" title="Its outcome hangs on the order of prices inside a bar.">
              ?
            </Badge>
          )}
        </span>
      ),
      width: '80px',
    },
    {
      ...figure<Trade>('pnl', 'Profit', row => row.pnl, profit),
      cell: row => <span className={tone(row.pnl)}>{profit(row.pnl)}</span>,
    },
    {
      ...figure<Trade>('return', 'Return', row => row.returnPct, percentOf, '76px'),
      cell: row => <span className={tone(row.returnPct)}>{percentOf(row.returnPct)}</span>,
    },
    figure('bars', 'Bars', row => row.exitBar - row.entryBar, count, '48px'),
    figure('quantity', 'Quantity', row => row.quantity, number, '84px'),
    figure('fees', 'Fees', row => row.fees, money, '68px'),
    figure('mae', 'Worst', row => row.mae, money, '80px'),
    figure('mfe', 'Best', row => row.mfe, money, '80px'),
  ]
}

/** Of positions that were open at the end: what they stand at, for nothing closed them. */
export function openColumnsOf(trades: readonly OpenTrade[]): readonly Column<OpenTrade>[] {
  const price = writerOf(
    trades,
    trades.flatMap(({ entryPrice, price: last }) => [entryPrice, last]),
  )
  return [
    symbol(),
    side(),
    moment('entry', 'Entry (UTC)', row => row.entryTime),
    figure('entryPrice', 'Entry price', row => row.entryPrice, price, '84px'),
    figure('price', 'Last close', row => row.price, price),
    {
      ...figure<OpenTrade>('pnl', 'Open profit', row => row.pnl, profit, '104px'),
      cell: row => <span className={tone(row.pnl)}>{profit(row.pnl)}</span>,
    },
    {
      ...figure<OpenTrade>('return', 'Return', row => row.returnPct, percentOf, '76px'),
      cell: row => <span className={tone(row.returnPct)}>{percentOf(row.returnPct)}</span>,
    },
    figure('quantity', 'Quantity', row => row.quantity, number, '84px'),
    figure('fees', 'Fees', row => row.fees, money, '68px'),
    figure('mae', 'Worst', row => row.mae, money, '80px'),
    figure('mfe', 'Best', row => row.mfe, money, '80px'),
  ]
}

export const percentOf = (value: number | null): string => (value === null ? '–' : percent(value / 100))

/** Prices of many symbols have no decimals in common. */
export function writerOf(rows: readonly { readonly symbol: string }[], prices: readonly (number | null)[]) {
  const isOneSymbol = rows.every(row => row.symbol === rows[0]?.symbol)
  return isOneSymbol ? columnWriter(prices) : number
}
