import { Check } from 'lucide-react'
import { Badge } from '../_ui/Badge'
import { Flash } from '../_ui/Flash'
import { columnWriter, fixed, number } from '../_ui/numbers'
import type { Column } from '../_ui/Table'
import { Change } from './Change'
import type { Quote, Row } from './live'

interface Sources {
  /** The program's own columns, in its order. */
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
  readonly prices: ReadonlyMap<string, Quote>
  readonly decimalsOf: ReadonlyMap<string, number>
}

export const lastOf = (row: Row, prices: ReadonlyMap<string, Quote>): number | null =>
  prices.get(row.symbol)?.[1] ?? row.close

export const dayChangeOf = (row: Row, prices: ReadonlyMap<string, Quote>): number | null =>
  prices.get(row.symbol)?.[2] ?? row.change

export function writePrice(
  symbol: string,
  price: number | null,
  decimalsOf: ReadonlyMap<string, number>,
): string {
  const decimals = decimalsOf.get(symbol)
  return decimals === undefined ? number(price) : fixed(price, decimals)
}

export function columnsOf({ columns, rows, prices, decimalsOf }: Sources): Column<Row>[] {
  const writeScore = columnWriter(rows.map(row => row.score))
  const writers = columns.map((_, at) => columnWriter(rows.map(row => row.values[at])))
  return [
    {
      id: 'symbol',
      title: 'Symbol',
      value: row => row.symbol,
      cell: row => <span className="font-medium">{row.symbol}</span>,
      width: 'minmax(120px, 1.2fr)',
    },
    {
      id: 'matched',
      title: 'Match',
      value: row => (row.matched ? 1 : 0),
      written: row => row.matched,
      cell: row =>
        row.matched ? (
          <Badge tone="accent">
            <Check size={11} /> match
          </Badge>
        ) : (
          <span className="text-faint">–</span>
        ),
      width: '92px',
    },
    {
      id: 'score',
      title: 'Score',
      value: row => row.score,
      cell: row => writeScore(row.score),
      width: 'minmax(84px, 1fr)',
      align: 'end',
    },
    {
      id: 'price',
      title: 'Price',
      value: row => lastOf(row, prices),
      cell: row => {
        const last = lastOf(row, prices)
        return (
          <span title={`Close of the bar: ${writePrice(row.symbol, row.close, decimalsOf)}`}>
            <Flash value={last}>{writePrice(row.symbol, last, decimalsOf)}</Flash>
          </span>
        )
      },
      width: 'minmax(96px, 1fr)',
      align: 'end',
    },
    {
      id: 'change',
      title: 'Day',
      value: row => dayChangeOf(row, prices),
      cell: row => <Change value={dayChangeOf(row, prices)} />,
      width: 'minmax(84px, 1fr)',
      align: 'end',
    },
    ...columns.map(
      (column, at): Column<Row> => ({
        id: `column:${column}`,
        title: column,
        value: row => row.values[at] ?? null,
        cell: row => writers[at]?.(row.values[at]),
        width: 'minmax(84px, 1fr)',
        align: 'end',
      }),
    ),
  ]
}
