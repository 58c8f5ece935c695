import { dayOf } from '../_backtests/values'
import type { Moving } from '../_runs/moving'
import { Ago } from '../_ui/Ago'
import { count } from '../_ui/numbers'
import { Progress } from '../_ui/Progress'
import type { Column } from '../_ui/Table'
import { VenueBadge } from '../_ui/VenueBadge'
import { metricOf, type OptimisationRow, written } from './metrics'
import { StateWord } from './StateWord'

/** A search with the newest that was heard of its job. */
export type Listed = OptimisationRow & { readonly moving: Moving | null }

export const LIST_COLUMNS: readonly Column<Listed>[] = [
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
    id: 'moves',
    title: 'Parameters',
    value: row => Object.keys(row.space.params).join(', '),
    cell: row => <span className="text-soft">{Object.keys(row.space.params).join(', ')}</span>,
    width: 'minmax(100px, 1fr)',
  },
  {
    id: 'kind',
    title: 'Kind',
    value: row => (row.walkForward ? 'walk-forward' : row.space.sampling.kind === 'grid' ? 'grid' : 'random'),
    width: '104px',
  },
  {
    id: 'state',
    title: 'State',
    value: row => row.state,
    written: row => row.job?.problem?.message ?? row.state,
    cell: row =>
      row.state === 'running' || row.state === 'queued' ? (
        <Progress label={row.name} value={row.moving?.progress ?? row.job?.progress ?? 0} />
      ) : (
        <StateWord state={row.state} />
      ),
    width: 'minmax(130px, 1fr)',
  },
  {
    id: 'trials',
    title: 'Trials',
    value: row => row.doneTrials,
    cell: row =>
      row.doneTrials === row.trials ? count(row.trials) : `${count(row.doneTrials)} of ${count(row.trials)}`,
    width: '112px',
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
    width: '132px',
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
