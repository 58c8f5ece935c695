'use client'
import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { IconButton } from '../../../_ui/Button'

interface ListButtonsProps {
  readonly name: string
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
}

const SMALL = 'h-6! w-4.5!'

/** Moves a row among its neighbours, or takes it away. */
export const ListButtons = ({ name, isFirst, isLast, onMove, onRemove }: ListButtonsProps) => (
  <>
    <IconButton
      label={`Move ${name} up`}
      className={SMALL}
      blocked={isFirst && 'It is the first.'}
      onClick={() => onMove(-1)}
    >
      <ArrowUp size={12} />
    </IconButton>
    <IconButton
      label={`Move ${name} down`}
      className={SMALL}
      blocked={isLast && 'It is the last.'}
      onClick={() => onMove(1)}
    >
      <ArrowDown size={12} />
    </IconButton>
    <IconButton label={`Remove ${name}`} className={SMALL} onClick={onRemove}>
      <X size={12} />
    </IconButton>
  </>
)
