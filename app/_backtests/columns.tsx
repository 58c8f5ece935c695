import { X } from 'lucide-react'
import type { Moving } from '../_runs/moving'
import { StateBadge, wordOf } from '../_runs/StateBadge'
import { Badge } from '../_ui/Badge'
import { IconButton } from '../_ui/Button'
import { count, fixed } from '../_ui/numbers'
import { Progress } from '../_ui/Progress'
import type { Column } from '../_ui/Table'
import type { BacktestRow } from './backtest'
import { MODE_WORDS } from './modeDraft'
import { asked, name, period, strategy, timeframe, venue } from './runColumns'
import { percent, tone } from './values'

/** A backtest with the newest that was heard of its job. */
export type Listed = BacktestRow & { readonly moving: Moving | null }

interface ColumnsOptions {
  readonly blocked: string | null
  readonly onCancel: (jobId: string) => void
}

const isActive = ({ state }: Listed): boolean => state === 'queued' || state === 'running'

export const columnsWith = ({ blocked, onCancel }: ColumnsOptions): readonly Column<Listed>[] => [
  name(),
  {
    id: 'mode',
    title: 'Mode',
    value: row => MODE_WORDS[row.settings.mode].short,
    cell: ({ settings: { mode } }) => <Badge title={MODE_WORDS[mode].about}>{MODE_WORDS[mode].short}</Badge>,
    width: '76px',
  },
  strategy(),
  venue(),
  timeframe(),
  {
    id: 'state',
    title: 'State',
    value: row => wordOf(row.state),
    written: row => row.job?.problem?.message ?? wordOf(row.state),
    cell: row => <State row={row} blocked={blocked} onCancel={onCancel} />,
    width: 'minmax(112px, 1.2fr)',
  },
  {
    id: 'return',
    title: 'Return',
    value: row => row.summary?.totalReturn ?? null,
    cell: ({ summary }) => (
      <span className={tone(summary?.totalReturn)}>{percent(summary?.totalReturn)}</span>
    ),
    width: '88px',
    align: 'end',
  },
  {
    id: 'sharpe',
    title: 'Sharpe',
    value: row => row.summary?.sharpe ?? null,
    cell: ({ summary }) => fixed(summary?.sharpe, 2),
    width: '68px',
    align: 'end',
  },
  {
    id: 'drawdown',
    title: 'Drawdown',
    value: row => row.summary?.maxDrawdown ?? null,
    cell: ({ summary }) => (summary?.maxDrawdown == null ? '–' : percent(-Math.abs(summary.maxDrawdown))),
    width: '88px',
    align: 'end',
  },
  {
    id: 'trades',
    title: 'Trades',
    // a study of events makes none
    value: row => (row.settings.mode === 'events' ? null : (row.summary?.trades ?? null)),
    cell: ({ summary, settings }) => (summary && settings.mode !== 'events' ? count(summary.trades) : '–'),
    width: '68px',
    align: 'end',
  },
  period(),
  asked(),
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
