'use client'
import { Suspense, useMemo, useState } from 'react'
import type { Line } from '../_charts/CurveChart'
import { later } from '../_ui/later'
import { Segments } from '../_ui/Segments'
import type { Told } from './backtest'
import { Months } from './Months'
import { Nothing, Part } from './Part'
import { dayOf, money, percent, span } from './values'

// The chart's library is no part of a page that shows none.
export const CurveChart = later(async () => (await import('../_charts/CurveChart')).CurveChart)

export const Waiting = () => <div role="status" aria-label="Loading" className="skeleton h-full" />

const PANES = [3, 1] as const
const SCALES = [
  { value: 'linear', label: 'Linear' },
  { value: 'log', label: 'Log' },
] as const

export function Overview({ backtest: { page } }: { backtest: Told }) {
  const [scale, setScale] = useState<'linear' | 'log'>('linear')
  const lines = useMemo(
    (): Line[] => [
      { ...page.equity, title: 'Equity', colour: 'accent', write: money },
      ...(page.benchmark
        ? [
            {
              ...page.benchmark,
              title: 'Buy and hold',
              colour: 'faint',
              look: 'dashed',
              write: money,
            } as const,
          ]
        : []),
      {
        ...page.drawdown,
        // it is told as what is missing from the peak, and drawn below it
        value: page.drawdown.value.map(value => (value === null ? null : -Math.abs(value))),
        title: 'Drawdown',
        colour: 'loss',
        look: 'area',
        pane: 1,
        write: value => percent(value, 1),
      },
    ],
    [page],
  )
  return (
    <div className="grid gap-3 p-3">
      <Part
        title="Equity and drawdown"
        tools={<Segments label="Scale" options={SCALES} value={scale} onChange={setScale} />}
      >
        <div className="h-[52vh] min-h-80 print:h-auto print:min-h-0">
          {page.equity.time.length > 0 ? (
            <Suspense fallback={<Waiting />}>
              <CurveChart
                label="Equity and drawdown"
                lines={lines}
                logarithmic={scale === 'log'}
                panes={PANES}
              />
            </Suspense>
          ) : (
            <Nothing>There was no bar in this period.</Nothing>
          )}
        </div>
      </Part>
      <div className="grid gap-3 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Part title="Months, percent">
          <Months months={page.months} />
        </Part>
        <Part title="Deepest drawdowns">
          <Drawdowns rows={page.drawdowns} />
        </Part>
      </div>
    </div>
  )
}

function Drawdowns({ rows }: { rows: Told['page']['drawdowns'] }) {
  if (rows.length === 0) return <Nothing>Equity never fell below its peak.</Nothing>
  return (
    <table className="w-full text-right text-[12px] tabular-nums">
      <thead className="text-faint">
        <tr>
          {['Depth', 'Peak', 'Valley', 'Recovered', 'Lasted'].map(title => (
            <th key={title} scope="col" className="px-1 py-1 font-medium whitespace-nowrap">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.peak} className="border-t border-line/60 whitespace-nowrap">
            <td className="px-1 py-1 text-loss">−{percent(row.depth)}</td>
            <td className="px-1">{dayOf(row.peak)}</td>
            <td className="px-1">{dayOf(row.valley)}</td>
            <td className="px-1">{row.recovered === null ? 'not yet' : dayOf(row.recovered)}</td>
            <td className="px-1">{span(row.lastedMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
