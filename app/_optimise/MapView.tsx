'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Nothing } from '../_backtests/Part'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Segments } from '../_ui/Segments'
import { Select } from '../_ui/Select'
import { Failed, Loading } from '../_ui/States'
import { HeatMap, type MapCell } from './HeatMap'
import {
  type MarkedMap,
  metricOf,
  type Optimisation,
  TRIAL_METRICS,
  type TrialMetric,
  type TrialStat,
  written,
} from './metrics'
import { ValueLine } from './ValueLine'
import { WindowSelect } from './WindowSelect'

interface MapViewProps {
  readonly optimisation: Optimisation
  readonly onPick: (trial: number) => void
}

const LOOKS = [
  { value: 'median', label: 'Neighbours' },
  { value: 'value', label: 'Trials' },
] as const

/** Where the parameters are good: a map of two, a line of one. Calm places are shown before lone peaks. */
export function MapView({ optimisation, onPick }: MapViewProps) {
  const { axes, choosing } = optimisation
  const [metricId, setMetric] = useState<TrialStat>(choosing.metric)
  const [look, setLook] = useState<'median' | 'value'>('median')
  const [window, setWindow] = useState<number | null>(null)
  const [xName, setX] = useState<string | null>(null)
  const [yName, setY] = useState<string | null>(null)
  const metric = metricOf(metricId)
  const x = axes.find(({ name }) => name === xName)?.name ?? axes[0]?.name ?? ''
  const others = axes.filter(({ name }) => name !== x)
  const y = others.find(({ name }) => name === yName)?.name ?? others[0]?.name ?? ''
  const shared = { optimisation, metric, look, window, onPick }
  return (
    <div className="flex flex-col gap-3 p-3">
      <div className="flex flex-wrap items-center gap-2">
        <Select
          label="Metric"
          options={TRIAL_METRICS.map(({ id, title }) => ({ value: id, label: title }))}
          value={metricId}
          onChange={setMetric}
          className="h-7! w-36!"
        />
        <Segments label="Paint" options={LOOKS} value={look} onChange={setLook} />
        {axes.length > 2 && (
          <>
            <Select
              label="Across"
              options={axes.map(({ name }) => ({ value: name, label: `→ ${name}` }))}
              value={x}
              onChange={setX}
              className="h-7! w-36!"
            />
            <Select
              label="Down"
              options={others.map(({ name }) => ({ value: name, label: `↓ ${name}` }))}
              value={y}
              onChange={setY}
              className="h-7! w-36!"
            />
            <span className="text-[12px] text-faint">The others: the median of what was tried.</span>
          </>
        )}
        <WindowSelect optimisation={optimisation} value={window} onChange={setWindow} />
        <p className="w-full text-[12px] text-faint">
          {look === 'median'
            ? 'Each place shows the median of itself and the places a step away: what is good there stays good when values move a little.'
            : 'Each place shows its own trial. The brightest one may be a lucky peak: compare it with its neighbours.'}
        </p>
      </div>
      {axes.length === 1 ? <OneParam {...shared} /> : <TwoParams {...shared} x={x} y={y} />}
    </div>
  )
}

interface SharedProps {
  readonly optimisation: Optimisation
  readonly metric: TrialMetric
  readonly look: 'median' | 'value'
  readonly window: number | null
  readonly onPick: (trial: number) => void
}

function TwoParams({
  optimisation,
  metric,
  look,
  window,
  onPick,
  x,
  y,
}: SharedProps & { x: string; y: string }) {
  const { workspace } = useHere()
  const { data, error } = useQuery(
    useTRPC().optimise.heatMap.queryOptions(
      { workspaceId: workspace.id, optimisationId: optimisation.id, metric: metric.id, window, x, y },
      { placeholderData: keepPreviousData },
    ),
  )
  const cells = useMemo(() => data && cellsOf(data, metric, look), [data, metric, look])
  if (error) return <Failed error={error} />
  if (!data || !cells)
    return data === null ? <Nothing>There is no map of these.</Nothing> : <Loading rows={8} />
  return (
    <HeatMap
      label={`${metric.title} by ${data.x.name} and ${data.y.name}`}
      across={data.x}
      down={data.y}
      cells={cells}
      better={metric.better}
      write={metric.write}
      onPick={(column, row) => {
        const cell = data.rows[row]?.[column]
        if (cell) onPick(cell.trial)
      }}
    />
  )
}

function cellsOf(map: MarkedMap, metric: TrialMetric, look: 'median' | 'value'): (MapCell | null)[][] {
  const isAt = (place: MarkedMap['peak'], column: number, row: number) =>
    place?.column === column && place.row === row
  return map.rows.map((cells, row) =>
    cells.map((cell, column): MapCell | null => {
      if (!cell) return null
      const { value, neighbourhood, trials } = cell
      const isPeak = isAt(map.peak, column, row)
      const isPlateau = isAt(map.plateau, column, row)
      const parts = [
        `${metric.title} ${written(metric, value)}`,
        `median of ${neighbourhood.trials} neighbours ${written(metric, neighbourhood.median)}`,
        ...(trials > 1 ? [`${trials} trials here`] : []),
        ...(isPlateau ? ['the best neighbourhood'] : []),
        ...(isPeak ? ['the best trial: a lone peak is often luck'] : []),
      ]
      return {
        value: look === 'median' ? neighbourhood.median : value,
        about: `${parts.join(', ')}.`,
        mark: isPeak && isPlateau ? 'both' : isPeak ? 'peak' : isPlateau ? 'plateau' : null,
      }
    }),
  )
}

/** All values of one parameter. */
const MOST_POINTS = 2_000

function OneParam({ optimisation, metric, look, window, onPick }: SharedProps) {
  const { workspace } = useHere()
  const [axis] = optimisation.axes
  const { data, error } = useQuery(
    useTRPC().optimise.trials.queryOptions(
      {
        workspaceId: workspace.id,
        optimisationId: optimisation.id,
        metric: metric.id,
        window,
        limit: MOST_POINTS,
      },
      { placeholderData: keepPreviousData },
    ),
  )
  const points = useMemo(() => {
    if (!data) return []
    type Row = (typeof data.rows)[number]
    const column = data.stats.indexOf(metric.id)
    const sign = metric.better === 'lower' ? -1 : 1
    const best = (of: (row: Row) => number | null) =>
      data.rows.reduce<Row | null>((top, row) => {
        const [value, highest] = [of(row), top && of(top)]
        return value !== null && (highest == null || sign * value > sign * highest) ? row : top
      }, null)
    const peak = best(row => row.stats[column] ?? null)
    const plateau = best(row => row.median)
    return data.rows
      .map(row => ({
        trial: row.number,
        at: row.params[0] ?? '',
        value: row.stats[column] ?? null,
        median: row.median,
        mark:
          row === peak && row === plateau
            ? ('both' as const)
            : row === peak
              ? ('peak' as const)
              : row === plateau
                ? ('plateau' as const)
                : null,
      }))
      .sort((a, b) =>
        typeof a.at === 'number' && typeof b.at === 'number' ? a.at - b.at : a.trial - b.trial,
      )
  }, [data, metric])
  if (error) return <Failed error={error} />
  if (!data || !axis) return <Loading rows={8} />
  return (
    <ValueLine
      label={`${metric.title} by ${axis.name}`}
      name={axis.name}
      points={points}
      write={metric.write}
      shown={look}
      onPick={onPick}
    />
  )
}
