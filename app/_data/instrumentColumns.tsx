import { Change } from '../_screens/Change'
import type { Outputs } from '../_trpc/client'
import { Badge } from '../_ui/Badge'
import { columnWriter, fixed, number, utcDay } from '../_ui/numbers'
import type { Column } from '../_ui/Table'
import { CALENDARS } from './words'

type Row = Outputs['market']['instruments'][number]
type Ticker = Outputs['market']['dayTickers'][number]

/** What a venue lists, beside what happened to it in the last 24 hours. */
export function instrumentColumns(tickers: readonly Ticker[]): readonly Column<Row>[] {
  const bySymbol = new Map(tickers.map(each => [each.symbol, each]))
  const of = (row: Row) => bySymbol.get(row.symbol)
  const volume = columnWriter(tickers.map(each => each.quoteVolume))
  return [
    {
      id: 'symbol',
      title: 'Symbol',
      value: row => row.symbol,
      written: row => `${row.symbol} ${row.name}`,
      cell: row => (
        <span className="font-medium" title={row.name}>
          {row.symbol}
        </span>
      ),
      width: 'minmax(110px, 1.1fr)',
    },
    {
      id: 'sector',
      title: 'Sector',
      value: row => row.sector,
      cell: row => <span className="text-soft">{row.sector}</span>,
      width: 'minmax(90px, 1fr)',
    },
    {
      id: 'last',
      title: 'Last',
      value: row => of(row)?.last ?? null,
      cell: row => fixed(of(row)?.last, row.decimals),
      width: '100px',
      align: 'end',
    },
    {
      id: 'change',
      title: '24 h',
      value: row => of(row)?.change ?? null,
      cell: row => <Change value={of(row)?.change ?? null} />,
      width: '80px',
      align: 'end',
    },
    {
      id: 'high',
      title: '24 h high',
      value: row => of(row)?.high ?? null,
      cell: row => <span className="text-soft">{fixed(of(row)?.high, row.decimals)}</span>,
      width: '100px',
      align: 'end',
    },
    {
      id: 'low',
      title: '24 h low',
      value: row => of(row)?.low ?? null,
      cell: row => <span className="text-soft">{fixed(of(row)?.low, row.decimals)}</span>,
      width: '100px',
      align: 'end',
    },
    {
      id: 'volume',
      title: '24 h volume',
      value: row => of(row)?.quoteVolume ?? null,
      cell: row => {
        const ticker = of(row)
        return ticker ? (
          <span title={`${number(ticker.volume)} units`}>
            {volume(ticker.quoteVolume)} <span className="text-faint">{row.currency}</span>
          </span>
        ) : (
          volume(null)
        )
      },
      width: '140px',
      align: 'end',
    },
    {
      id: 'lot',
      title: 'Lot',
      value: row => row.lot,
      cell: row => (
        <span
          className="text-soft"
          title={`Price step ${number(row.tick)}, least order ${number(row.minNotional)} ${row.currency}`}
        >
          {number(row.lot)}
        </span>
      ),
      width: '70px',
      align: 'end',
    },
    {
      id: 'listed',
      title: 'Listed',
      value: row => row.listedAt,
      cell: row => (row.listedAt === null ? '–' : utcDay(row.listedAt)),
      width: '100px',
      align: 'end',
    },
    {
      id: 'status',
      title: 'Trades',
      value: row => `${row.status} ${row.calendar}`,
      written: row => row.status,
      cell: row =>
        row.status === 'trading' ? (
          <span className="text-soft">{CALENDARS[row.calendar]}</span>
        ) : (
          <Badge tone={row.status === 'halted' ? 'warn' : 'bad'}>{row.status}</Badge>
        ),
      width: '125px',
    },
  ]
}
