'use client'
import { Tooltip } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'

interface TipProps {
  readonly text: ReactNode
  readonly side?: 'top' | 'bottom' | 'left' | 'right'
  /** The element it speaks of. What a tip says must also be in its name or description: tips are for the eyes. */
  readonly children: ReactElement
}

export function Tip({ text, side = 'top', children }: TipProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger render={children} />
      <Tooltip.Portal>
        <Tooltip.Positioner side={side} sideOffset={6} className="z-[70]">
          <Tooltip.Popup className="max-w-72 rounded-md border border-line-strong bg-raised px-2 py-1 text-[12px] text-ink shadow-float">
            {text}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}

export const Tips = ({ children }: { children: ReactNode }) => (
  <Tooltip.Provider delay={350}>{children}</Tooltip.Provider>
)
