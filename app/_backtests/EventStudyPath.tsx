import { ticksOf } from '../_charts/ticks'
import type { Events } from './backtest'
import { Nothing } from './Part'
import { percent } from './values'

const WIDE = 600
const TALL = 240
const LEFT = 52
const FOOT = 34

interface Point {
  readonly offset: number
  readonly mean: number
  readonly low: number
  readonly median: number
  readonly high: number
  readonly count: number
}

/** Where prices stood before and after, on average and for the middle half. */
export function EventStudyPath({ path }: { path: Events['path'] }) {
  const points = pointsOf(path)
  const [first] = points
  const last = points.at(-1)
  if (!first || !last || first === last) return <Nothing>No instance has a bar after it.</Nothing>
  const highest = Math.max(...points.map(({ high, mean }) => Math.max(high, mean)), 0)
  const lowest = Math.min(...points.map(({ low, mean }) => Math.min(low, mean)), 0)
  const tall = highest - lowest || 0.01
  const x = (offset: number) =>
    LEFT + ((offset - first.offset) / (last.offset - first.offset)) * (WIDE - LEFT - 8)
  const y = (value: number) => 6 + ((highest - value) / tall) * (TALL - 12)
  const line = (of: (point: Point) => number, those = points) =>
    those.map(point => `${x(point.offset).toFixed(1)},${y(of(point)).toFixed(1)}`).join(' ')
  const labelled = Math.max(1, Math.ceil(points.length / 10))
  const half = (WIDE - LEFT - 8) / Math.max(1, points.length - 1) / 2
  return (
    <>
      <svg
        role="img"
        aria-label={`Mean path from ${-first.offset} bars before to ${last.offset} bars after, ending at ${percent(last.mean)}`}
        viewBox={`0 0 ${WIDE} ${TALL + FOOT}`}
        className="w-full text-[10px]"
      >
        {ticksOf(lowest, highest, 6).map(level => (
          <g key={level}>
            <line x1={LEFT} x2={WIDE} y1={y(level)} y2={y(level)} className="stroke-line" />
            <text x={LEFT - 5} y={y(level) + 3} textAnchor="end" className="fill-faint">
              {percent(level, tall < 0.012 ? 2 : 1)}
            </text>
          </g>
        ))}
        <polygon
          points={`${line(({ high }) => high)} ${line(({ low }) => low, points.toReversed())}`}
          className="fill-accent-wash"
        />
        <line x1={LEFT} x2={WIDE} y1={y(0)} y2={y(0)} className="stroke-faint" strokeDasharray="3 3" />
        <line x1={x(0)} x2={x(0)} y1={0} y2={TALL} className="stroke-faint" strokeDasharray="3 3" />
        <polyline
          points={line(({ median }) => median)}
          className="fill-none stroke-faint"
          strokeWidth={1.25}
        />
        <polyline points={line(({ mean }) => mean)} className="fill-none stroke-accent" strokeWidth={2} />
        {points.map(point => (
          <rect
            key={point.offset}
            x={x(point.offset) - half}
            y={0}
            width={2 * half}
            height={TALL}
            className="fill-transparent"
          >
            <title>{wordsOf(point)}</title>
          </rect>
        ))}
        {points
          .filter((point, at) => at % labelled === 0 || point.offset === 0)
          .map(({ offset }) => (
            <text key={offset} x={x(offset)} y={TALL + 14} textAnchor="middle" className="fill-faint">
              {offset > 0 ? `+${offset}` : offset}
            </text>
          ))}
        <text x={WIDE} y={TALL + 30} textAnchor="end" className="fill-faint">
          bars from the instance
        </text>
      </svg>
      <p className="mt-1 text-[12px] text-faint">
        Closes as parts of the price at the next open: their mean, their median (grey) and the half in the
        middle.
      </p>
    </>
  )
}

function pointsOf({ offset, mean, low, median, high, count }: Events['path']): readonly Point[] {
  return offset.flatMap((away, at): Point[] => {
    const [m, l, mid, h] = [mean[at], low[at], median[at], high[at]]
    if (m == null || l == null || mid == null || h == null) return []
    return [{ offset: away, mean: m, low: l, median: mid, high: h, count: count[at] ?? 0 }]
  })
}

const wordsOf = ({ offset, mean, low, high, count }: Point): string =>
  `${offset === 0 ? 'The instance’s close' : `${Math.abs(offset)} bars ${offset < 0 ? 'before' : 'after'}`}: mean ${percent(mean)}, half of ${count} between ${percent(low)} and ${percent(high)}`
