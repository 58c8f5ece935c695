// Columns that the lists of a report have in common.
import type { Column } from '../_ui/Table'
import { shortMomentOf } from './values'

export const symbol = <Row extends { readonly symbol: string }>(): Column<Row> => ({
  id: 'symbol',
  title: 'Symbol',
  value: row => row.symbol,
  cell: row => <span className="font-medium">{row.symbol}</span>,
  width: 'minmax(100px, 1fr)',
})

export const side = <Row extends { readonly side: 'long' | 'short' }>(): Column<Row> => ({
  id: 'side',
  title: 'Side',
  value: row => row.side,
  cell: row => <span className={row.side === 'long' ? 'text-gain' : 'text-loss'}>{row.side}</span>,
  width: '56px',
})

export const moment = <Row,>(id: string, title: string, timeOf: (row: Row) => number): Column<Row> => ({
  id,
  title,
  value: timeOf,
  written: row => new Date(timeOf(row)).toISOString(),
  cell: row => shortMomentOf(timeOf(row)),
  width: '132px',
  align: 'end',
})

export const figure = <Row,>(
  id: string,
  title: string,
  of: (row: Row) => number | null,
  write: (value: number) => string,
  width = '92px',
): Column<Row> => ({
  id,
  title,
  value: of,
  cell: row => {
    const value = of(row)
    return value === null ? '–' : write(value)
  },
  width,
  align: 'end',
})
