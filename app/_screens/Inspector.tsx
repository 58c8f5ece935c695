'use client'
import { X } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import type { Timeframe } from '@/sandbox/ir/timeframe'
import { Glance } from '../_charts/Glance'
import { IconButton } from '../_ui/Button'
import { Flash } from '../_ui/Flash'
import { number, utc } from '../_ui/numbers'
import { Change } from './Change'
import type { Row } from './live'

interface InspectorProps {
  readonly row: Row
  readonly venue: string
  readonly timeframe: Timeframe
  readonly columns: readonly string[]
  readonly barTime: Date
  readonly price: string
  readonly last: number | null
  readonly dayChange: number | null
  readonly onClose: () => void
}

/** The chosen symbol: its bars, and every number the program gave for it. */
export function Inspector(props: InspectorProps) {
  const { row, venue, timeframe, columns, barTime, price, last, dayChange, onClose } = props
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onClose()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [onClose])
  return (
    <aside
      aria-label={`Inspector: ${row.symbol}`}
      className="absolute inset-y-0 right-0 z-20 flex w-84 max-w-full shrink-0 flex-col gap-4 overflow-auto border-l border-line bg-panel p-4 shadow-float lg:static lg:shadow-none"
    >
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-[15px] font-semibold">{row.symbol}</h2>
          <p className="mt-0.5 flex items-baseline gap-2 tabular-nums">
            <span className="text-[18px] leading-6 font-medium">
              <Flash value={last}>{price}</Flash>
            </span>
            <Change value={dayChange} />
          </p>
        </div>
        <IconButton label="Close the inspector" onClick={onClose}>
          <X size={15} />
        </IconButton>
      </div>
      <Glance
        venue={venue}
        symbol={row.symbol}
        timeframe={timeframe}
        last={last}
        barTime={barTime.getTime()}
      />
      <section aria-label="What the program says">
        <h3 className="mb-1 text-[11px] font-medium text-faint">
          At the close of the bar of {utc(barTime)} UTC
        </h3>
        <dl>
          <Line name="Match">{row.matched ? <span className="text-accent">yes</span> : 'no'}</Line>
          <Line name="Score">{number(row.score)}</Line>
          <Line name="Close">{number(row.close)}</Line>
          {columns.map((column, at) => (
            <Line key={column} name={column}>
              {number(row.values[at])}
            </Line>
          ))}
        </dl>
      </section>
    </aside>
  )
}

const Line = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="flex justify-between gap-3 border-b border-line/60 py-1">
    <dt className="truncate text-faint">{name}</dt>
    <dd className="tabular-nums">{children}</dd>
  </div>
)
