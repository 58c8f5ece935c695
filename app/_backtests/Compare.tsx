'use client'
import { skipToken, useQuery } from '@tanstack/react-query'
import clsx from 'clsx'
import { useRouter, useSearchParams } from 'next/navigation'
import { Suspense, useMemo } from 'react'
import type { Line } from '../_charts/CurveChart'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Select } from '../_ui/Select'
import { Failed, Loading } from '../_ui/States'
import { type Curve, type Finished, isFinished } from './backtest'
import { CurveChart, Waiting } from './Overview'
import { Nothing, Part } from './Part'
import { dayOf, type Metric, percent, written } from './values'

const NONE = 'none'

/** This run beside another: both curves from the same start, and every statistic with its difference. */
export function Compare({ backtest }: { backtest: Finished }) {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const router = useRouter()
  const otherId = useSearchParams().get('with')
  const asked = { workspaceId: workspace.id }
  const { data: list } = useQuery(trpc.backtests.list.queryOptions({ ...asked, limit: 200 }))
  const { data: guide } = useQuery(
    trpc.backtests.metrics.queryOptions(asked, { staleTime: Number.POSITIVE_INFINITY }),
  )
  const { data: other, error } = useQuery(
    trpc.backtests.get.queryOptions(otherId ? { ...asked, backtestId: otherId } : skipToken, {
      staleTime: 60_000,
    }),
  )
  const options = (list?.backtests ?? [])
    .filter(({ id, state }) => id !== backtest.id && state === 'done')
    .map(({ id, name, timeframe, from, to }) => ({
      value: id,
      label: name,
      about: `${timeframe}, ${dayOf(from)} – ${dayOf(to)}`,
    }))
  return (
    <div className="grid gap-3 p-3">
      <div className="flex items-center gap-2">
        <span className="text-soft">Compare with</span>
        <Select
          label="Compare with"
          className="w-96!"
          options={[{ value: NONE, label: 'Choose a finished backtest' }, ...options]}
          value={otherId ?? NONE}
          onChange={id =>
            router.replace(id === NONE ? '?tab=compare' : `?tab=compare&with=${id}`, { scroll: false })
          }
        />
      </div>
      {error ? (
        <Failed error={error} />
      ) : !otherId ? (
        <Nothing>
          {list && options.length === 0
            ? 'There is no other finished backtest yet. Run this one again with other settings.'
            : 'Choose a second run to see both curves and all numbers side by side.'}
        </Nothing>
      ) : !other || !guide ? (
        <Loading rows={8} />
      ) : isFinished(other) ? (
        <Both first={backtest} second={other} metrics={guide.families.flatMap(({ metrics }) => metrics)} />
      ) : (
        <Nothing>That backtest is not done.</Nothing>
      )}
    </div>
  )
}

interface BothProps {
  readonly first: Finished
  readonly second: Finished
  readonly metrics: readonly Metric[]
}

function Both({ first, second, metrics }: BothProps) {
  const lines = useMemo(
    (): Line[] => [
      { ...relative(first), title: first.name, colour: 'accent', write: value => percent(value, 1) },
      {
        ...relative(second),
        title: second.name === first.name ? `${second.name} (the other)` : second.name,
        colour: 'warn',
        look: 'dashed',
        write: value => percent(value, 1),
      },
    ],
    [first, second],
  )
  const shared =
    first.timeframe === second.timeframe &&
    first.from.getTime() === second.from.getTime() &&
    first.to.getTime() === second.to.getTime()
  return (
    <>
      <Part title="Growth of both since their start">
        <div className="h-[40vh] min-h-72">
          <Suspense fallback={<Waiting />}>
            <CurveChart label="Growth of both" lines={lines} />
          </Suspense>
        </div>
        {!shared && (
          <p className="mt-2 text-warn">
            The two differ in bars or period: their numbers do not speak of the same stretch of time.
          </p>
        )}
      </Part>
      <Part title="Statistics side by side">
        <table aria-label="Statistics side by side" className="w-full text-right tabular-nums">
          <thead className="text-[12px] text-faint">
            <tr>
              <th scope="col" className="px-2 py-1 text-left font-medium">
                Statistic
              </th>
              <th scope="col" className="px-2 py-1 font-medium text-accent">
                {first.name}
              </th>
              <th scope="col" className="px-2 py-1 font-medium text-warn">
                {second.name}
              </th>
              <th scope="col" className="px-2 py-1 font-medium">
                Difference
              </th>
            </tr>
          </thead>
          <tbody>
            {metrics.map(metric => (
              <Row
                key={metric.id}
                metric={metric}
                first={first.report.stats[metric.id] ?? null}
                second={second.report.stats[metric.id] ?? null}
              />
            ))}
          </tbody>
        </table>
      </Part>
    </>
  )
}

interface RowProps {
  readonly metric: Metric
  readonly first: number | null
  readonly second: number | null
}

/** The difference is what the second has more; blue where that is better, orange where it is worse. */
function Row({ metric, first, second }: RowProps) {
  const apart = first === null || second === null || metric.unit === 'time' ? null : second - first
  const better =
    apart === null || apart === 0 || !metric.better ? null : (metric.better === 'higher') === apart > 0
  return (
    <tr className="border-t border-line/50 hover:bg-hover">
      <th scope="row" title={metric.formula} className="px-2 py-0.5 text-left font-normal text-soft">
        {metric.title}
      </th>
      <td className="px-2">{written(first, metric.unit)}</td>
      <td className="px-2">{written(second, metric.unit)}</td>
      <td className={clsx('px-2', better === true && 'text-gain', better === false && 'text-loss')}>
        {apart === null
          ? '–'
          : `${apart > 0 ? '+' : apart < 0 ? '−' : ''}${written(Math.abs(apart), metric.unit)}`}
      </td>
    </tr>
  )
}

/** A curve as growth since its first point, so that different amounts of cash stand beside each other. */
function relative({ page: { equity }, report }: Finished): Curve {
  const start = report.settings.cash
  return { time: equity.time, value: equity.value.map(value => (value === null ? null : value / start - 1)) }
}
