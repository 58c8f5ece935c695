'use client'
import clsx from 'clsx'
import type { Timeframe } from '@/sandbox/ir/timeframe'
import type { Outputs } from '../_trpc/client'
import { count, utcDay } from '../_ui/numbers'
import { bytes } from './words'

type Series = Outputs['data']['series']['series']

interface StoredProps {
  readonly series: Series
  readonly timeframe: Timeframe
  readonly onTimeframe: (timeframe: Timeframe) => void
}

/** What is stored, timeframe by timeframe. A row opens its timeframe. */
export const Stored = ({ series, timeframe, onTimeframe }: StoredProps) => (
  <table className="w-full border-collapse text-[12px] tabular-nums">
    <thead>
      <tr className="text-left text-faint [&>th]:py-1 [&>th]:font-medium">
        <th>Bars</th>
        <th className="text-right">Stored</th>
        <th className="pl-3">From</th>
        <th className="text-right">Size</th>
      </tr>
    </thead>
    <tbody>
      {series.map(each => (
        <tr
          key={each.timeframe}
          className={clsx(
            'border-t border-line/60 [&>td]:py-1',
            each.timeframe === timeframe ? 'text-ink' : 'text-soft',
          )}
        >
          <td>
            <button
              type="button"
              aria-pressed={each.timeframe === timeframe}
              onClick={() => onTimeframe(each.timeframe)}
              className="rounded px-1 font-medium hover:text-ink aria-pressed:bg-accent-wash"
            >
              {each.timeframe}
            </button>
          </td>
          <td className="text-right">{each.bars > 0 ? count(each.bars) : '–'}</td>
          <td className="pl-3">{each.first === null ? '–' : utcDay(each.first)}</td>
          <td className="text-right">{each.bars > 0 ? bytes(each.bytes) : '–'}</td>
        </tr>
      ))}
    </tbody>
  </table>
)
