'use client'
import { useMemo } from 'react'
import { count } from '../_ui/numbers'
import type { Rebalance } from './backtest'
import { dayOf, percent } from './values'

const WIDE = 1_100
const LEFT = 110
const ROW = 15
const TURNOVER = 56
const FOOT = 20
/** More rows are told in words, and more columns than a screen tells apart are not drawn. */
const MOST_ROWS = 40
const MOST_COLUMNS = 240

/** Weights as colours, a row for each symbol and a column for each rebalance; below it what was bought and sold. */
export function RankViewHeat({ rebalances }: { rebalances: readonly Rebalance[] }) {
  const { columns, rows, left, largest, busiest } = useMemo(() => drawn(rebalances), [rebalances])
  const wide = (WIDE - LEFT) / columns.length
  const tall = rows.length * ROW
  const x = (at: number) => LEFT + at * wide
  const labelled = Math.max(1, Math.ceil(columns.length / 8))
  return (
    <>
      <svg
        role="img"
        aria-label={`Weights of ${rows.length} symbols over ${columns.length} rebalances, and their turnover`}
        viewBox={`0 0 ${WIDE} ${tall + 8 + TURNOVER + FOOT}`}
        className="w-full min-w-200 text-[10px]"
      >
        {rows.map(({ symbol, weights }, row) => (
          <g key={symbol}>
            <text x={LEFT - 6} y={row * ROW + 11} textAnchor="end" className="fill-soft">
              {symbol}
            </text>
            <line x1={LEFT} x2={WIDE} y1={(row + 1) * ROW} y2={(row + 1) * ROW} className="stroke-line/50" />
            {weights.map(({ at, weight }) => (
              <rect
                key={at}
                x={x(at)}
                y={row * ROW + 1}
                width={Math.max(1, wide - (wide > 4 ? 1 : 0))}
                height={ROW - 2}
                className={weight > 0 ? 'fill-gain' : 'fill-loss'}
                opacity={0.25 + 0.75 * (Math.abs(weight) / largest)}
              >
                <title>{`${symbol}, ${dayOf(columns[at]?.time ?? 0)}: ${percent(weight, 1)}${weight < 0 ? ' (short)' : ''}`}</title>
              </rect>
            ))}
          </g>
        ))}
        <text x={LEFT - 6} y={tall + 8 + TURNOVER / 2} textAnchor="end" className="fill-faint">
          turnover
        </text>
        {columns.map(({ time, turnover }, at) => (
          <rect
            key={time}
            x={x(at)}
            y={tall + 8 + TURNOVER - (turnover / busiest) * TURNOVER}
            width={Math.max(1, wide - (wide > 4 ? 1 : 0))}
            height={(turnover / busiest) * TURNOVER}
            className="fill-accent"
          >
            <title>{`${dayOf(time)}: ${percent(turnover, 1)} of equity bought and sold`}</title>
          </rect>
        ))}
        {columns
          .map(({ time }, at) => ({ time, at }))
          .filter(({ at }) => at % labelled === 0)
          .map(({ time, at }) => (
            <text key={time} x={x(at)} y={tall + 8 + TURNOVER + 14} className="fill-faint">
              {dayOf(time)}
            </text>
          ))}
      </svg>
      {(left > 0 || columns.length < rebalances.length) && (
        <p className="mt-1 text-[12px] text-faint">
          {left > 0 && `${count(left)} more symbols were held for less time. `}
          {columns.length < rebalances.length &&
            `Of ${count(rebalances.length)} rebalances ${count(columns.length)} are drawn, evenly apart.`}
        </p>
      )}
    </>
  )
}

interface Row {
  readonly symbol: string
  readonly weights: readonly { readonly at: number; readonly weight: number }[]
}

interface Drawn {
  readonly columns: readonly Rebalance[]
  /** Those held most of all first. */
  readonly rows: readonly Row[]
  /** Symbols without a row. */
  readonly left: number
  readonly largest: number
  readonly busiest: number
}

function drawn(rebalances: readonly Rebalance[]): Drawn {
  const step = Math.ceil(rebalances.length / MOST_COLUMNS)
  const columns = rebalances.filter((_, at) => at % step === 0)
  const weights = new Map<string, { at: number; weight: number }[]>()
  for (const [at, { holdings }] of columns.entries())
    for (const { symbol, weight } of holdings) {
      const row = weights.get(symbol) ?? []
      weights.set(symbol, row)
      row.push({ at, weight })
    }
  const sum = (row: readonly { weight: number }[]) =>
    row.reduce((all, { weight }) => all + Math.abs(weight), 0)
  const sorted = [...weights].sort(([a, of], [b, other]) => sum(other) - sum(of) || (a < b ? -1 : 1))
  const all = columns.flatMap(({ holdings }) => holdings.map(({ weight }) => Math.abs(weight)))
  return {
    columns,
    rows: sorted.slice(0, MOST_ROWS).map(([symbol, row]) => ({ symbol, weights: row })),
    left: Math.max(0, sorted.length - MOST_ROWS),
    largest: all.reduce((most, weight) => Math.max(most, weight), 1e-9),
    busiest: columns.reduce((most, { turnover }) => Math.max(most, turnover), 1e-9),
  }
}
