'use client'
import { useMemo, useState } from 'react'
import { ticksOf } from '../_charts/ticks'
import { count } from '../_ui/numbers'
import { Segments } from '../_ui/Segments'
import type { PageSeries } from './backtest'
import { Nothing, Part } from './Part'
import { percent } from './values'

const WIDE = 600
const TALL = 240
const LEFT = 52
const FOOT = 34
/** An eye tells no more apart, and a page draws no more at once. */
const MOST = 3_000

const WAYS = [
  { value: 'adverse', label: 'Against (MAE)' },
  { value: 'favourable', label: 'In favour (MFE)' },
] as const

/** How far each trade went against or for its holder, and what became of it. Wins are circles and losses crosses. */
export function Excursions({ excursions }: Pick<PageSeries, 'excursions'>) {
  const [way, setWay] = useState<'adverse' | 'favourable'>('adverse')
  const points = useMemo(() => pointsOf(excursions, way), [excursions, way])
  const furthest = points.reduce((most, { x }) => Math.max(most, x), 0) || 0.01
  const highest = points.reduce((most, { y }) => Math.max(most, y), 0)
  const lowest = points.reduce((least, { y }) => Math.min(least, y), 0)
  const tall = highest - lowest || 0.01
  const left = (x: number) => LEFT + (x / furthest) * (WIDE - LEFT - 8)
  const top = (y: number) => 6 + ((highest - y) / tall) * (TALL - 12)
  return (
    <Part
      title="How far trades went"
      tools={<Segments label="Direction" options={WAYS} value={way} onChange={setWay} />}
    >
      {points.length === 0 ? (
        <Nothing>There is no trade to draw.</Nothing>
      ) : (
        <svg
          role="img"
          aria-label={`${count(points.length)} trades by how far they went ${way === 'adverse' ? 'against' : 'in favour'} and their return`}
          viewBox={`0 0 ${WIDE} ${TALL + FOOT}`}
          className="w-full text-[10px]"
        >
          {ticksOf(lowest, highest, 6).map(y => (
            <g key={y}>
              <line
                x1={LEFT}
                x2={WIDE}
                y1={top(y)}
                y2={top(y)}
                className={y === 0 ? 'stroke-faint' : 'stroke-line'}
              />
              <text x={LEFT - 5} y={top(y) + 3} textAnchor="end" className="fill-faint">
                {percent(y, 1)}
              </text>
            </g>
          ))}
          {ticksOf(0, furthest, 6).map(x => (
            <text key={x} x={left(x)} y={TALL + 14} textAnchor="middle" className="fill-faint">
              {percent(x, 1)}
            </text>
          ))}
          <text x={(WIDE + LEFT) / 2} y={TALL + 29} textAnchor="middle" className="fill-faint">
            {way === 'adverse' ? 'across: worst it stood at' : 'across: best it stood at'}, up: its return
          </text>
          {points.map(({ x, y }, at) =>
            y > 0 ? (
              <circle key={at} cx={left(x)} cy={top(y)} r={2.6} className="fill-none stroke-gain" />
            ) : (
              <path
                key={at}
                d={`M${left(x) - 2.2} ${top(y) - 2.2}l4.4 4.4m0-4.4l-4.4 4.4`}
                className="fill-none stroke-loss"
              />
            ),
          )}
        </svg>
      )}
    </Part>
  )
}

function pointsOf(
  { result, ...ways }: PageSeries['excursions'],
  way: 'adverse' | 'favourable',
): { readonly x: number; readonly y: number }[] {
  const every = Math.max(1, Math.ceil(result.length / MOST))
  const points: { x: number; y: number }[] = []
  for (let at = 0; at < result.length; at += every) {
    const x = ways[way][at]
    const y = result[at]
    if (x != null && y != null) points.push({ x: Math.abs(x), y })
  }
  return points
}
