'use client'
import clsx from 'clsx'
import { useEffect, useRef } from 'react'
import { type PreviewStore, portKey } from './store'

interface ValueProps {
  readonly store: PreviewStore
  /** A name of the code, or `portKey(block, port)`. */
  readonly of: string
  readonly spark?: boolean
  readonly className?: string
}

const WIDE = 60
const HIGH = 14

/**
 * A value at the cursor's bar, with the bars before it as a line. React renders it once; the store paints into it, so that moving
 * the cursor renders nothing.
 */
export function LiveValue({ store, of, spark = true, className }: ValueProps) {
  const tinted = useRef<HTMLSpanElement>(null)
  const text = useRef<HTMLSpanElement>(null)
  const line = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    if (!tinted.current || !text.current) return
    return store.register({ key: of, text: text.current, line: line.current, tinted: tinted.current })
  }, [store, of])
  return (
    <span
      ref={tinted}
      className={clsx(
        'inline-flex h-5 items-center gap-1.5 rounded px-1 text-[11px] text-soft tabular-nums',
        'data-[truth=true]:bg-accent-wash data-[truth=true]:text-accent data-[truth=missing]:text-faint',
        className,
      )}
    >
      {spark && (
        <canvas
          ref={line}
          aria-hidden
          width={WIDE * 2}
          height={HIGH * 2}
          style={{ width: WIDE, height: HIGH }}
        />
      )}
      <span ref={text} data-value={of} className="min-w-12 text-right">
        –
      </span>
    </span>
  )
}

/** The value of one port of a block on the canvas. */
export const BlockValue = ({
  block,
  port,
  ...rest
}: Omit<ValueProps, 'of'> & { readonly block: string; readonly port: string }) => (
  <LiveValue {...rest} of={portKey(block, port)} />
)
