import { Badge } from '../_ui/Badge'
import { columnWriter, count, number } from '../_ui/numbers'
import type { Column } from '../_ui/Table'
import type { Trade } from './backtest'
import { momentOf, money, percent, profit, tone } from './values'

/** A position closed in parts has an entry in common: the exit tells its parts apart, and their size. */
export const idOf = (trade: Trade): string =>
  `${trade.symbol} ${trade.side} ${trade.entryBar} ${trade.exitBar} ${trade.exitReason} ${trade.exitPrice} ${trade.quantity}`

export function columnsOf(trades: readonly Trade[]): readonly Column<Trade>[] {
  // prices of many symbols have no decimals in common
  const oneSymbol = trades.every(({ symbol }) => symbol === trades[0]?.symbol)
  const price = oneSymbol
    ? columnWriter(trades.flatMap(({ entryPrice, exitPrice }) => [entryPrice, exitPrice]))
    : number
  return [
    {
      id: 'symbol',
      title: 'Symbol',
      value: row => row.symbol,
      cell: row => <span className="font-medium">{row.symbol}</span>,
      width: 'minmax(100px, 1fr)',
    },
    {
      id: 'side',
      title: 'Side',
      value: row => row.side,
      cell: row => <span className={row.side === 'long' ? 'text-gain' : 'text-loss'}>{row.side}</span>,
      width: '60px',
    },
    {
      id: 'entry',
      title: 'Entry (UTC)',
      value: row => row.entryTime,
      written: row => new Date(row.entryTime).toISOString(),
      cell: row => momentOf(row.entryTime),
      width: '144px',
      align: 'end',
    },
    {
      id: 'entryPrice',
      title: 'Entry price',
      value: row => row.entryPrice,
      cell: row => price(row.entryPrice),
      width: '92px',
      align: 'end',
    },
    {
      id: 'exit',
      title: 'Exit (UTC)',
      value: row => row.exitTime,
      written: row => new Date(row.exitTime).toISOString(),
      cell: row => momentOf(row.exitTime),
      width: '144px',
      align: 'end',
    },
    {
      id: 'exitPrice',
      title: 'Exit price',
      value: row => row.exitPrice,
      cell: row => price(row.exitPrice),
      width: '92px',
      align: 'end',
    },
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
      width: '92px',
    },
    {
      id: 'pnl',
      title: 'Profit',
      value: row => row.pnl,
      cell: row => <span className={tone(row.pnl)}>{profit(row.pnl)}</span>,
      width: '92px',
      align: 'end',
    },
    {
      id: 'return',
      title: 'Return',
      value: row => row.returnPct,
      cell: row => <span className={tone(row.returnPct)}>{percent(row.returnPct / 100)}</span>,
      width: '84px',
      align: 'end',
    },
    {
      id: 'bars',
      title: 'Bars',
      value: row => row.exitBar - row.entryBar,
      cell: row => count(row.exitBar - row.entryBar),
      width: '60px',
      align: 'end',
    },
    {
      id: 'quantity',
      title: 'Quantity',
      value: row => row.quantity,
      cell: row => number(row.quantity),
      width: '92px',
      align: 'end',
    },
    {
      id: 'fees',
      title: 'Fees',
      value: row => row.fees,
      cell: row => money(row.fees),
      width: '76px',
      align: 'end',
    },
    {
      id: 'mae',
      title: 'Worst',
      value: row => row.mae,
      cell: row => money(row.mae),
      width: '84px',
      align: 'end',
    },
    {
      id: 'mfe',
      title: 'Best',
      value: row => row.mfe,
      cell: row => money(row.mfe),
      width: '84px',
      align: 'end',
    },
  ]
}
