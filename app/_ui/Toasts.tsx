'use client'
import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { IconButton } from './Button'
import { FLOAT } from './float'
import { explain } from './problem'

const LASTS_MS = 6_000

/** Holds what was said in passing; errors stay until they are read. */
export function Toasts({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider timeout={LASTS_MS}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-9 z-[80] flex w-[min(360px,90vw)] flex-col gap-2">
          <Shown />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function Shown() {
  const { toasts } = Toast.useToastManager()
  return toasts.map(toast => (
    <Toast.Root key={toast.id} toast={toast} className={`${FLOAT} flex items-start gap-2 p-3`}>
      <span
        aria-hidden
        className={`mt-1.5 size-2 shrink-0 rounded-full ${toast.type === 'error' ? 'bg-bad' : 'bg-good'}`}
      />
      <div className="min-w-0 flex-1">
        <Toast.Title className="font-medium" />
        <Toast.Description className="break-words text-soft" />
      </div>
      <Toast.Close render={<IconButton label="Dismiss" />}>
        <X size={14} />
      </Toast.Close>
    </Toast.Root>
  ))
}

export interface Say {
  readonly done: (title: string, about?: string) => void
  readonly failed: (title: string, error: unknown) => void
}

export function useSay(): Say {
  const { add } = Toast.useToastManager()
  return useMemo(
    () => ({
      done: (title, description) => void add({ title, description, type: 'done' }),
      failed: (title, error) => {
        const { sentence, requestId } = explain(error)
        const description = requestId ? `${sentence} (request ${requestId})` : sentence
        add({ title, description, type: 'error', timeout: 0 })
      },
    }),
    [add],
  )
}
