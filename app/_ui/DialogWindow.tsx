'use client'
import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import clsx from 'clsx'
import { X } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { IconButton } from './Button'
import { FLOAT } from './float'

interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly about?: ReactNode
  readonly size?: 'small' | 'medium' | 'large' | 'whole'
  readonly children: ReactNode
}

const SIZES = {
  small: 'top-[14vh] max-h-[76vh] w-[min(440px,92vw)]',
  medium: 'top-[12vh] max-h-[80vh] w-[min(720px,92vw)]',
  large: 'top-[7vh] max-h-[88vh] w-[min(980px,94vw)]',
  /** As much of the page as it can use; its content fills the height. */
  whole: 'top-[4vh] flex h-[92vh] w-[min(1360px,96vw)] flex-col',
} as const

export function DialogWindow({ open, onClose, title, about, size = 'small', children }: DialogProps) {
  const popup = useRef<HTMLDivElement>(null)
  // looked up before a field of the window takes the focus by itself: it goes back there, unless it has gone elsewhere
  const before = useRef<Element | null>(null)
  const wasOpen = useRef(false)
  // a page that comes with an open window is first made on the server
  if (open && !wasOpen.current) before.current = globalThis.document?.activeElement ?? null
  wasOpen.current = open
  const giveBack = () => {
    const { activeElement } = document
    if (activeElement !== document.body && !popup.current?.contains(activeElement)) return false
    return before.current instanceof HTMLElement && before.current.isConnected ? before.current : true
  }
  return (
    <BaseDialog.Root open={open} onOpenChange={next => !next && onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-black/50" />
        <BaseDialog.Popup
          ref={popup}
          finalFocus={giveBack}
          className={clsx(FLOAT, 'fixed left-1/2 z-50 -translate-x-1/2 overflow-auto p-5', SIZES[size])}
        >
          <div className="mb-3 flex items-start gap-3">
            <div className="min-w-0 flex-1">
              <BaseDialog.Title className="text-[15px] font-semibold">{title}</BaseDialog.Title>
              {about && <BaseDialog.Description className="mt-1 text-soft">{about}</BaseDialog.Description>}
            </div>
            <BaseDialog.Close render={<IconButton label="Close" />}>
              <X size={15} />
            </BaseDialog.Close>
          </div>
          {children}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}
