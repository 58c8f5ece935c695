'use client'
import { useState } from 'react'
import type { ParamValue } from '@/sandbox/ir/program'

export interface ValuePoint {
  readonly trial: number
  readonly at: ParamValue
  readonly value: number | null
  readonly median: number | null
  readonly mark: 'peak' | 'plateau' | 'both' | null
}

interface ValueLineProps {
  readonly label: string
  readonly name: string
  readonly points: readonly ValuePoint[]
  readonly write: (value: number) => string
  /** Which of the two is the strong line. */
  readonly shown: 'value' | 'median'
  readonly onPick: (trial: number) => void
}

const WIDTH = 800
const HEIGHT = 300
const PAD = { left: 64, right: 16, top: 14, bottom: 30 } as const

/** One parameter against a metric: each trial a point, its neighbourhood a line. Arrow keys walk, Enter picks. */
export function ValueLine({ label, name, points, write, shown, onPick }: ValueLineProps) {
  const [current, setCurrent] = useState(0)
  const known = points.flatMap(({ value, median }) => [value, median]).filter(each => each !== null)
  if (known.length === 0) return <p className="py-10 text-center text-faint">No trial has a value yet.</p>
  const low = Math.min(...known)
  const high = Math.max(...known)
  const room = high === low ? 1 : high - low
  const x = (at: number) =>
    PAD.left + (points.length === 1 ? 0.5 : at / (points.length - 1)) * (WIDTH - PAD.left - PAD.right)
  const y = (value: number) => PAD.top + (1 - (value - low) / room) * (HEIGHT - PAD.top - PAD.bottom)
  const path = (key: 'value' | 'median') => {
    let pen = 'M'
    return points
      .map((point, at) => {
        const value = point[key]
        if (value === null) {
          pen = 'M'
          return ''
        }
        const step = `${pen}${x(at).toFixed(1)},${y(value).toFixed(1)}`
        pen = 'L'
        return step
      })
      .join('')
  }
  const every = Math.ceil(points.length / 16)
  const told = points[current]
  return (
    <figure aria-label={label}>
      <div
        role="listbox"
        aria-label={label}
        tabIndex={0}
        onKeyDown={event => {
          const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
          if (step !== undefined) setCurrent(at => Math.min(points.length - 1, Math.max(0, at + step)))
          else if (event.key === 'Enter' && told) onPick(told.trial)
          else return
          event.preventDefault()
        }}
      >
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="w-full">
          <title>{label}</title>
          {[low, low + room / 2, high].map(value => (
            <g key={value}>
              <line
                x1={PAD.left}
                x2={WIDTH - PAD.right}
                y1={y(value)}
                y2={y(value)}
                className="stroke-line"
                strokeWidth={1}
              />
              <text x={PAD.left - 8} y={y(value) + 4} textAnchor="end" className="fill-faint text-[11px]">
                {write(value)}
              </text>
            </g>
          ))}
          <path
            d={path('value')}
            fill="none"
            className={shown === 'value' ? 'stroke-accent' : 'stroke-line-strong'}
            strokeWidth={shown === 'value' ? 2 : 1}
          />
          <path
            d={path('median')}
            fill="none"
            className={shown === 'median' ? 'stroke-accent' : 'stroke-line-strong'}
            strokeWidth={shown === 'median' ? 2 : 1}
          />
          {points.map((point, at) => {
            const value = point[shown]
            return (
              <g
                key={String(point.at)}
                role="option"
                aria-selected={at === current}
                aria-label={`${name} ${point.at}: ${point.value === null ? 'no value' : write(point.value)}`}
                tabIndex={-1}
                onMouseEnter={() => setCurrent(at)}
                onClick={() => onPick(point.trial)}
                onKeyDown={undefined}
              >
                <rect
                  x={x(at) - 6}
                  y={PAD.top}
                  width={12}
                  height={HEIGHT - PAD.top - PAD.bottom}
                  fill="transparent"
                />
                {value !== null && (
                  <circle
                    cx={x(at)}
                    cy={y(value)}
                    r={at === current ? 5 : 3}
                    className={at === current ? 'fill-ink' : 'fill-accent'}
                  />
                )}
                {point.mark && value !== null && (
                  <text
                    x={x(at)}
                    y={y(value) - 8}
                    textAnchor="middle"
                    className="fill-ink text-[12px]"
                    aria-hidden
                  >
                    {point.mark === 'peak' ? '▲' : point.mark === 'plateau' ? '◆' : '◆▲'}
                  </text>
                )}
                {at % every === 0 && (
                  <text x={x(at)} y={HEIGHT - 10} textAnchor="middle" className="fill-faint text-[11px]">
                    {String(point.at)}
                  </text>
                )}
              </g>
            )
          })}
        </svg>
      </div>
      <p role="status" className="min-h-5 text-[12px] text-soft tabular-nums">
        {told &&
          `${name} ${told.at}: ${told.value === null ? 'no value' : write(told.value)}, neighbours ${told.median === null ? '–' : write(told.median)}. ◆ plateau, ▲ peak.`}
      </p>
    </figure>
  )
}
