import { X } from 'lucide-react'
import type { Moving } from '../_runs/moving'
import { StateBadge } from '../_runs/StateBadge'
import { Ago } from '../_ui/Ago'
import { IconButton } from '../_ui/Button'
import { change, count, fixed } from '../_ui/numbers'
import { Progress } from '../_ui/Progress'
import type { Column } from '../_ui/Table'
import { VenueBadge } from '../_ui/VenueBadge'
import type { BacktestRow } from './backtest'
import { dayOf, profit, tone } from './values'

/** A backtest with the newest that was heard of its job. */
export type Listed = BacktestRow & { readonly moving: Moving | null }

interface ColumnsOptions {
  readonly blocked: string | null
  readonly onCancel: (jobId: string) => void
}

const isActive = ({ state }: Listed): boolean => state === 'queued' || state === 'running'

export const columnsWith = ({ blocked, onCancel }: ColumnsOptions): readonly Column<Listed>[] => [
  {
    id: 'name',
    title: 'Name',
    value: row => row.name,
    cell: row => (
      <span className="font-medium" title={row.name}>
        {row.name}
      </span>
    ),
    width: 'minmax(150px, 2fr)',
  },
  {
    id: 'strategy',
    title: 'Strategy',
    value: row => `${row.strategy.name} v${row.version.number}`,
    cell: row => (
      <span className="text-soft">
        {row.strategy.name} <span className="text-faint">v{row.version.number}</span>
      </span>
    ),
    width: 'minmax(130px, 1.4fr)',
  },
  {
    id: 'venue',
    title: 'Venue',
    value: row => row.venue,
    cell: row => <VenueBadge venue={row.venue} />,
    width: '124px',
  },
  { id: 'timeframe', title: 'Bars', value: row => row.timeframe, width: '56px' },
  {
    id: 'state',
    title: 'State',
    value: row => row.state,
    written: row => row.job?.problem?.message ?? row.state,
    cell: row => <State row={row} blocked={blocked} onCancel={onCancel} />,
    width: 'minmax(130px, 1.2fr)',
  },
  {
    id: 'profit',
    title: 'Net profit',
    value: row => row.summary?.netProfit ?? null,
    cell: ({ summary }) => <span className={tone(summary?.netProfit)}>{profit(summary?.netProfit)}</span>,
    width: '100px',
    align: 'end',
  },
  {
    id: 'return',
    title: 'Return',
    value: row => row.summary?.totalReturn ?? null,
    cell: ({ summary }) => <span className={tone(summary?.totalReturn)}>{change(summary?.totalReturn)}</span>,
    width: '92px',
    align: 'end',
  },
  {
    id: 'sharpe',
    title: 'Sharpe',
    value: row => row.summary?.sharpe ?? null,
    cell: ({ summary }) => fixed(summary?.sharpe, 2),
    width: '80px',
    align: 'end',
  },
  {
    id: 'drawdown',
    title: 'Drawdown',
    value: row => row.summary?.maxDrawdown ?? null,
    cell: ({ summary }) => (summary?.maxDrawdown == null ? '–' : change(-Math.abs(summary.maxDrawdown))),
    width: '96px',
    align: 'end',
  },
  {
    id: 'trades',
    title: 'Trades',
    value: row => row.summary?.trades ?? null,
    cell: ({ summary }) => (summary ? count(summary.trades) : '–'),
    width: '80px',
    align: 'end',
  },
  {
    id: 'period',
    title: 'Period',
    value: row => row.from.getTime(),
    written: row => `${row.from.toISOString()} – ${row.to.toISOString()}`,
    cell: row => (
      <span className="text-soft tabular-nums">
        {dayOf(row.from)} – {dayOf(row.to)}
      </span>
    ),
    width: '196px',
    align: 'end',
  },
  {
    id: 'created',
    title: 'Asked',
    value: row => row.createdAt.getTime(),
    written: row => row.createdAt.toISOString(),
    cell: row => <Ago at={row.createdAt} />,
    width: '104px',
    align: 'end',
  },
]

interface StateProps extends ColumnsOptions {
  readonly row: Listed
}

function State({ row, blocked, onCancel }: StateProps) {
  const { job, moving } = row
  if (isActive(row) && job)
    return (
      <span className="flex items-center gap-1">
        <span className="min-w-0 flex-1">
          <Progress label={row.name} value={moving?.progress ?? job.progress} />
        </span>
        <IconButton
          label={`Cancel ${row.name}`}
          blocked={blocked}
          onClick={event => {
            event.stopPropagation()
            onCancel(job.id)
          }}
        >
          <X size={14} />
        </IconButton>
      </span>
    )
  if (row.state === 'failed')
    return (
      <span className="text-bad" title={job?.problem?.message}>
        {job?.problem?.message ?? 'failed'}
      </span>
    )
  return <StateBadge state={row.state} />
}
