'use client'
import { X } from 'lucide-react'
import { IconButton } from '../_ui/Button'
import type { Told } from './backtest'
import { MomentValues } from './MomentValues'
import type { Marked } from './marked'
import { TradeChart } from './TradeChart'
import { percentOf } from './tradeColumns'
import { tone } from './values'

interface MarkedPanelProps {
  readonly backtest: Told
  readonly marked: Marked
  readonly onClose: () => void
}

/** Below a list: what is selected in it, on its bars. What the strategy saw there is told inside its workspace alone. */
export const MarkedPanel = ({ backtest, marked, onClose }: MarkedPanelProps) => (
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
        <TradeChart key={marked.id} backtest={backtest} marked={marked} />
      </div>
      {backtest.id !== null && (
        <div className="w-96 shrink-0 overflow-auto border-l border-line">
          <MomentValues key={marked.id} backtestId={backtest.id} marked={marked} />
        </div>
      )}
    </div>
  </section>
)
