// Columns that the lists of backtests and of searches have in common: what was run, where, over which period.
import { Ago } from '../_ui/Ago'
import type { Column } from '../_ui/Table'
import { VenueBadge } from '../_ui/VenueBadge'
import { dayOf, shortDayOf } from './values'

export const name = <Row extends { readonly name: string }>(): Column<Row> => ({
  id: 'name',
  title: 'Name',
  value: row => row.name,
  cell: row => (
    <span className="font-medium" title={row.name}>
      {row.name}
    </span>
  ),
  width: 'minmax(148px, 2.4fr)',
})

interface OfVersion {
  readonly strategy: { readonly name: string }
  readonly version: { readonly number: number }
}

export const strategy = <Row extends OfVersion>(): Column<Row> => ({
  id: 'strategy',
  title: 'Strategy',
  value: row => `${row.strategy.name} v${row.version.number}`,
  cell: row => (
    <span className="text-soft" title={`${row.strategy.name}, version ${row.version.number}`}>
      {row.strategy.name} <span className="text-faint">v{row.version.number}</span>
    </span>
  ),
  width: 'minmax(132px, 1.2fr)',
})

export const venue = <Row extends { readonly venue: string }>(): Column<Row> => ({
  id: 'venue',
  title: 'Venue',
  value: row => row.venue,
  cell: row => <VenueBadge venue={row.venue} />,
  width: '120px',
})

export const timeframe = <Row extends { readonly timeframe: string }>(): Column<Row> => ({
  id: 'timeframe',
  title: 'Bars',
  value: row => row.timeframe,
  width: '48px',
})

export const period = <Row extends { readonly from: Date; readonly to: Date }>(): Column<Row> => ({
  id: 'period',
  title: 'Period',
  value: row => row.from.getTime(),
  written: row => `${row.from.toISOString()} – ${row.to.toISOString()}`,
  cell: row => (
    <span className="text-soft tabular-nums" title={`${dayOf(row.from)} – ${dayOf(row.to)}`}>
      {shortDayOf(row.from)} – {shortDayOf(row.to)}
    </span>
  ),
  width: '164px',
  align: 'end',
})

export const asked = <Row extends { readonly createdAt: Date }>(): Column<Row> => ({
  id: 'created',
  title: 'Asked',
  value: row => row.createdAt.getTime(),
  written: row => row.createdAt.toISOString(),
  cell: row => <Ago at={row.createdAt} />,
  width: '92px',
  align: 'end',
})
