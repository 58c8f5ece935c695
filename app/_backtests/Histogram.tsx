import { ticksOf } from '../_charts/ticks'
import { count } from '../_ui/numbers'
import type { PageSeries } from './backtest'
import { Nothing } from './Part'
import { percent } from './values'

const WIDE = 600
const TALL = 220
const LEFT = 34
const FOOT = 22
/** Width of a label below the bars, about. */
const LABEL = 34

interface HistogramProps extends Pick<PageSeries, 'histogram'> {
  /** What is counted. */
  readonly of?: 'trades' | 'instances'
}

/** How often trades, or instances, came to which return. Losses stand left of the line at zero. */
export function Histogram({ histogram: { edges, counts }, of = 'trades' }: HistogramProps) {
  if (counts.length === 0) return <Nothing>There are no {of} to count.</Nothing>
  const most = Math.max(...counts)
  const step = (WIDE - LEFT) / counts.length
  const first = edges[0] ?? 0
  const length = (edges[1] ?? 1) - first
  const x = (value: number) => LEFT + ((value - first) / length) * step
  const labelled = Math.max(1, Math.ceil(edges.length / 9))
  const zero = edges.findIndex(edge => edge >= 0)
  const y = (times: number) => TALL - (times / most) * (TALL - 8)
  const decimals = length < 0.001 ? 2 : length < 0.01 ? 1 : 0
  return (
    <svg
      role="img"
      aria-label={`Returns of ${of}: ${counts.length} stretches, the fullest with ${most} ${of}`}
      viewBox={`0 0 ${WIDE} ${TALL + FOOT}`}
      className="w-full text-[10px]"
    >
      {ticksOf(0, most, 5)
        .filter(Number.isInteger)
        .map(times => (
          <g key={times}>
            <line x1={LEFT} x2={WIDE} y1={y(times)} y2={y(times)} className="stroke-line" />
            <text x={LEFT - 5} y={y(times) + 3} textAnchor="end" className="fill-faint">
              {count(times)}
            </text>
          </g>
        ))}
      {counts.map((times, at) => {
        const from = edges[at] ?? 0
        return (
          <rect
            key={from}
            x={x(from) + 0.75}
            y={y(times)}
            width={Math.max(1, step - 1.5)}
            height={TALL - y(times)}
            className={from < 0 ? 'fill-loss' : 'fill-gain'}
          >
            <title>{`${percent(from)} to ${percent(edges[at + 1] ?? 0)}: ${times}`}</title>
          </rect>
        )
      })}
      {edges
        .filter((_, at) => (at - Math.max(0, zero)) % labelled === 0)
        .map(edge => (
          <text
            key={edge}
            x={x(edge)}
            y={TALL + 14}
            textAnchor={x(edge) > WIDE - LABEL / 2 ? 'end' : 'middle'}
            className="fill-faint"
          >
            {percent(edge, decimals)}
          </text>
        ))}
      {first < 0 && (
        <line x1={x(0)} x2={x(0)} y1={0} y2={TALL} className="stroke-faint" strokeDasharray="3 3" />
      )}
    </svg>
  )
}
