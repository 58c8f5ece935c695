import { X } from 'lucide-react'
import { IconButton } from './Button'

interface ProgressProps {
  readonly label: string
  /** 0 to 1. */
  readonly value: number
  readonly stage?: string
  readonly onCancel?: (() => void) | undefined
}

export function Progress({ label, value, stage, onCancel }: ProgressProps) {
  const percent = Math.round(value * 100)
  return (
    <div className="flex items-center gap-2">
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="h-1.5 min-w-20 flex-1 overflow-hidden rounded-full bg-line"
      >
        <div
          className="h-full rounded-full bg-accent transition-[width] duration-200"
          style={{ width: `${percent}%` }}
        />
      </div>
      <span className="text-soft tabular-nums">{percent}%</span>
      {stage && <span className="truncate text-faint">{stage}</span>}
      {onCancel && (
        <IconButton label={`Cancel: ${label}`} onClick={onCancel}>
          <X size={14} />
        </IconButton>
      )}
    </div>
  )
}
