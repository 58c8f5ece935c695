import { asked, name, period, strategy, timeframe, venue } from '../_backtests/runColumns'
import type { Moving } from '../_runs/moving'
import { StateBadge, wordOf } from '../_runs/StateBadge'
import { count } from '../_ui/numbers'
import { Progress } from '../_ui/Progress'
import type { Column } from '../_ui/Table'
import { metricOf, type OptimisationRow, written } from './metrics'

/** A search with the newest that was heard of its job. */
export type Listed = OptimisationRow & { readonly moving: Moving | null }

export const LIST_COLUMNS: readonly Column<Listed>[] = [
  name(),
  strategy(),
  venue(),
  timeframe(),
  {
    id: 'moves',
    title: 'Parameters',
    value: row => Object.keys(row.space.params).join(', '),
    cell: row => <span className="text-soft">{Object.keys(row.space.params).join(', ')}</span>,
    width: 'minmax(90px, 1fr)',
  },
  {
    id: 'kind',
    title: 'Kind',
    value: row => (row.walkForward ? 'walk-forward' : row.space.sampling.kind === 'grid' ? 'grid' : 'random'),
    width: '100px',
  },
  {
    id: 'state',
    title: 'State',
    value: row => wordOf(row.state),
    written: row => row.job?.problem?.message ?? wordOf(row.state),
    cell: row =>
      row.state === 'running' || row.state === 'queued' ? (
        <Progress label={row.name} value={row.moving?.progress ?? row.job?.progress ?? 0} />
      ) : (
        <StateBadge state={row.state} />
      ),
    width: 'minmax(112px, 1fr)',
  },
  {
    id: 'trials',
    title: 'Trials',
    value: row => row.doneTrials,
    cell: row =>
      row.doneTrials === row.trials ? count(row.trials) : `${count(row.doneTrials)} of ${count(row.trials)}`,
    width: '96px',
    align: 'end',
  },
  {
    id: 'best',
    title: 'Best',
    value: row => row.best?.value ?? null,
    cell: row => {
      const metric = metricOf(row.choosing.metric)
      return row.best ? (
        <span>
          <span className="text-faint">{metric.title}</span> {written(metric, row.best.value)}
        </span>
      ) : (
        '–'
      )
    },
    width: '112px',
    align: 'end',
  },
  period(),
  asked(),
]
