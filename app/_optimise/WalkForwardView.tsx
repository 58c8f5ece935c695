'use client'
import { Suspense, useMemo } from 'react'
import { Nothing, Part } from '../_backtests/Part'
import { money, percent, tone } from '../_backtests/values'
import type { Line } from '../_charts/CurveChart'
import { later } from '../_ui/later'
import { count, fixed, utcDay } from '../_ui/numbers'
import { metricOf, type Optimisation, type TrialMetric, type WalkForwardResult, written } from './metrics'
import { Windows } from './Windows'

const CurveChart = later(async () => (await import('../_charts/CurveChart')).CurveChart)

interface WalkForwardViewProps {
  readonly optimisation: Optimisation
  readonly result: WalkForwardResult
  readonly onPick: (trial: number) => void
}

/** What would have come of choosing anew again and again, judged on bars that were not chosen on. */
export function WalkForwardView({ optimisation, result, onPick }: WalkForwardViewProps) {
  const metric = metricOf(optimisation.choosing.metric)
  const { equity, windows } = result
  const lines = useMemo(
    (): Line[] => [
      { ...equity, title: 'Out of sample, one account through all windows', colour: 'accent', write: money },
    ],
    [equity],
  )
  return (
    <div className="flex flex-col gap-3 p-3">
      <Numbers result={result} />
      <Part title="Equity on bars nobody had chosen on">
        <div className="h-[38vh] min-h-64">
          {equity.time.length > 0 ? (
            <Suspense fallback={<div role="status" aria-label="Loading" className="skeleton h-full" />}>
              <CurveChart label="Out-of-sample equity" lines={lines} />
            </Suspense>
          ) : (
            <Nothing>No window was traded.</Nothing>
          )}
        </div>
      </Part>
      <Part title="Windows">
        <div className="flex flex-col gap-3">
          <Windows windows={windows} />
          <WindowTable windows={windows} metric={metric} axes={optimisation.axes} onPick={onPick} />
        </div>
      </Part>
    </div>
  )
}

function Numbers({ result: { stats, efficiency, closedAtSeams } }: { result: WalkForwardResult }) {
  const of = (id: Parameters<typeof metricOf>[0]) => {
    const metric = metricOf(id)
    return { title: metric.title, text: written(metric, stats.stats[id]), value: stats.stats[id] }
  }
  const shown = [of('total-return'), of('sharpe'), of('max-drawdown'), of('trades'), of('profit-factor')]
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-4 xl:grid-cols-7">
      {shown.map(({ title, text, value }) => (
        <Figure key={title} title={title} signed={title === 'Return' ? value : null}>
          {text}
        </Figure>
      ))}
      <Figure
        title="Efficiency"
        about="Return per bar out of sample, over return per bar in sample: 1 keeps all that was chosen for."
      >
        {efficiency === null ? '–' : fixed(efficiency, 2)}
      </Figure>
      <Figure
        title="Closed at seams"
        about="Positions that were open where one choice gave way to the next, and were closed there."
      >
        {count(closedAtSeams)}
      </Figure>
    </dl>
  )
}

interface FigureProps {
  readonly title: string
  readonly about?: string
  readonly signed?: number | null
  readonly children: React.ReactNode
}

const Figure = ({ title, about, signed = null, children }: FigureProps) => (
  <div className="min-w-0 bg-panel px-3 py-2" title={about}>
    <dt className="text-[11px] text-faint">{title}</dt>
    <dd className={`truncate text-[16px] font-semibold tabular-nums ${tone(signed)}`}>{children}</dd>
  </div>
)

interface WindowTableProps {
  readonly windows: WalkForwardResult['windows']
  readonly metric: TrialMetric
  readonly axes: Optimisation['axes']
  readonly onPick: (trial: number) => void
}

function WindowTable({ windows, metric, axes, onPick }: WindowTableProps) {
  return (
    <table className="w-full text-right text-[12px] tabular-nums">
      <caption className="sr-only">What each window chose, and what came of it</caption>
      <thead className="text-faint">
        <tr>
          <th scope="col" className="py-1 text-left font-medium">
            Window
          </th>
          <th scope="col" className="px-2 text-left font-medium">
            Chosen on
          </th>
          <th scope="col" className="px-2 text-left font-medium">
            Judged on
          </th>
          {axes.map(({ name }) => (
            <th key={name} scope="col" className="px-2 font-medium">
              {name}
            </th>
          ))}
          <th scope="col" className="px-2 font-medium">
            {metric.title} hoped for
          </th>
          <th scope="col" className="px-2 font-medium">
            {metric.title} that came
          </th>
          <th scope="col" className="px-2 font-medium">
            Return that came
          </th>
          <th scope="col" className="px-2 font-medium">
            Trades
          </th>
        </tr>
      </thead>
      <tbody>
        {windows.map(({ inSample, outOfSample, chosen, judged, reason }, at) => {
          const came = judged?.stats['total-return'] ?? null
          return (
            <tr key={outOfSample.from} className="border-t border-line/60 whitespace-nowrap">
              <th scope="row" className="py-1 text-left font-medium text-soft">
                {at + 1}
              </th>
              <td className="px-2 text-left text-soft">
                {utcDay(inSample.from)} – {utcDay(inSample.to)}
              </td>
              <td className="px-2 text-left text-soft">
                {utcDay(outOfSample.from)} – {utcDay(outOfSample.to)}
              </td>
              {chosen ? (
                <>
                  {axes.map(({ name }, axis) => (
                    <td key={name} className="px-2 font-medium">
                      {axis === 0 ? (
                        <button
                          type="button"
                          className="underline decoration-line-strong underline-offset-2 hover:text-accent"
                          aria-label={`${String(chosen.params[name])}: trial ${chosen.trial + 1}, chosen in window ${at + 1}`}
                          onClick={() => onPick(chosen.trial)}
                        >
                          {String(chosen.params[name])}
                        </button>
                      ) : (
                        String(chosen.params[name])
                      )}
                    </td>
                  ))}
                  <td className="px-2">{written(metric, chosen.inSample.stats[metric.id])}</td>
                  <td className="px-2">{written(metric, judged?.stats[metric.id])}</td>
                  <td className={`px-2 ${tone(came)}`}>{came === null ? '–' : percent(came)}</td>
                  <td className="px-2">{judged?.stats.trades ?? '–'}</td>
                </>
              ) : (
                <td colSpan={axes.length + 4} className="px-2 text-left text-faint">
                  {reason}
                </td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
