'use client'
import { X } from 'lucide-react'
import { IconButton } from '../_ui/Button'
import { MomentValues } from './MomentValues'
import type { Marked } from './marked'
import { TradeChart } from './TradeChart'
import { percentOf } from './tradeColumns'
import { tone } from './values'

interface MarkedPanelProps {
  readonly backtestId: string
  readonly venue: string
  readonly timeframe: string
  readonly marked: Marked
  readonly onClose: () => void
}

/** Below a list: what is selected in it, on its bars. */
export const MarkedPanel = ({ backtestId, venue, timeframe, marked, onClose }: MarkedPanelProps) => (
  <section
    aria-label="Trade on its chart"
    className="flex h-[46%] min-h-64 flex-col border-t border-line-strong print:hidden"
  >
    <div className="flex items-center gap-3 border-b border-line bg-panel px-3 py-1">
      <h2 className="font-semibold">{marked.symbol}</h2>
      <span className="truncate text-soft">{marked.words}</span>
      <span className={tone(marked.returnPct)}>{percentOf(marked.returnPct)}</span>
      <span className="flex-1" />
      <IconButton label="Close the chart" onClick={onClose}>
        <X size={14} />
      </IconButton>
    </div>
    <div className="flex min-h-0 flex-1">
      <div className="min-w-0 flex-1">
        <TradeChart key={marked.id} venue={venue} timeframe={timeframe} marked={marked} />
      </div>
      <div className="w-96 shrink-0 overflow-auto border-l border-line">
        <MomentValues key={marked.id} backtestId={backtestId} marked={marked} />
      </div>
    </div>
  </section>
)
