'use client'
import clsx from 'clsx'
import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { change, fixed, number, utc } from '../_ui/numbers'

export interface Candle {
  readonly time: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
}

interface CandlesProps {
  readonly label: string
  /** Oldest first; the last may still be forming. */
  readonly candles: readonly Candle[]
  readonly decimals: number
}

// Drawn in a box of its own units and stretched to the space there is; lines keep their width.
const STEP = 6
const BODY = 4
const PRICES = 200
const VOLUMES = 44
const GAP = 8

/** Prices and volumes of one instrument. Hover or the arrow keys read a bar. */
export function Candles({ label, candles, decimals }: CandlesProps) {
  const [at, setAt] = useState<number | null>(null)
  const last = candles.length - 1
  const read = candles[at ?? last]
  if (!read) return null
  const width = candles.length * STEP
  const highest = Math.max(...candles.map(({ high }) => high))
  const lowest = Math.min(...candles.map(({ low }) => low))
  const busiest = Math.max(...candles.map(({ volume }) => volume)) || 1
  const y = (price: number) => ((highest - price) / (highest - lowest || 1)) * PRICES
  const hover = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const place = Math.floor(((event.clientX - box.left) / box.width) * candles.length)
    setAt(Math.max(0, Math.min(last, place)))
  }
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (!step) return
    event.preventDefault()
    setAt(now => Math.max(0, Math.min(last, (now ?? last) + step)))
  }
  const rises = read.close >= read.open
  return (
    <figure className="flex flex-col gap-1">
      <figcaption className="flex flex-wrap gap-x-2 text-[11px] text-faint tabular-nums" aria-live="off">
        <span>{utc(read.time)}</span>
        {(['open', 'high', 'low', 'close'] as const).map(part => (
          <span key={part}>
            {part[0]?.toUpperCase()}{' '}
            <span className={rises ? 'text-gain' : 'text-loss'}>{fixed(read[part], decimals)}</span>
          </span>
        ))}
        <span className={rises ? 'text-gain' : 'text-loss'}>{change(read.close / read.open - 1)}</span>
        <span>V {number(read.volume)}</span>
      </figcaption>
      <div className="relative">
        <svg
          role="img"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys read the bars
          tabIndex={0}
          aria-label={`${label}: ${candles.length} bars, last close ${fixed(candles[last]?.close, decimals)}`}
          viewBox={`0 0 ${width} ${PRICES + GAP + VOLUMES}`}
          preserveAspectRatio="none"
          onPointerMove={hover}
          onPointerLeave={() => setAt(null)}
          onKeyDown={onKey}
          className="h-52 w-full rounded-md border border-line bg-ground"
        >
          {candles.map((candle, index) => {
            const up = candle.close >= candle.open
            const x = index * STEP
            const top = y(Math.max(candle.open, candle.close))
            const bottom = y(Math.min(candle.open, candle.close))
            const tall = (candle.volume / busiest) * VOLUMES
            return (
              <g key={candle.time} className={clsx(up ? 'fill-gain stroke-gain' : 'fill-loss stroke-loss')}>
                <line
                  x1={x + STEP / 2}
                  x2={x + STEP / 2}
                  y1={y(candle.high)}
                  y2={y(candle.low)}
                  vectorEffect="non-scaling-stroke"
                />
                {/* Falling bars are filled and rising ones hollow: colour is not the only sign. */}
                <rect
                  x={x + (STEP - BODY) / 2}
                  y={top}
                  width={BODY}
                  height={Math.max(0.6, bottom - top)}
                  vectorEffect="non-scaling-stroke"
                  className={up ? 'fill-ground' : undefined}
                />
                <rect
                  x={x + (STEP - BODY) / 2}
                  y={PRICES + GAP + VOLUMES - tall}
                  width={BODY}
                  height={tall}
                  stroke="none"
                  opacity={0.35}
                />
              </g>
            )
          })}
          {at !== null && (
            <line
              x1={(at + 0.5) * STEP}
              x2={(at + 0.5) * STEP}
              y1={0}
              y2={PRICES + GAP + VOLUMES}
              vectorEffect="non-scaling-stroke"
              className="stroke-faint"
              strokeDasharray="3 3"
            />
          )}
        </svg>
        <span className="pointer-events-none absolute top-1 right-1.5 text-[10px] text-faint tabular-nums">
          {fixed(highest, decimals)}
        </span>
        <span className="pointer-events-none absolute right-1.5 bottom-[20%] text-[10px] text-faint tabular-nums">
          {fixed(lowest, decimals)}
        </span>
      </div>
    </figure>
  )
}
