'use client'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/app/_ui/Button'
import { Word } from '@/app/_ui/Word'
import type { WrittenCode } from '../canvas/session'
import { printedOf } from './printedOf'
import { useDrawer } from './useDrawer'

interface UndrawnCodeProps {
  /** JSON text of the graph. */
  readonly document: string
  readonly written: WrittenCode
  readonly onRedraw: (document: string) => void
  /** It is in the drawing now, or void. */
  readonly onDone: (written: WrittenCode | null) => void
  readonly onShow: () => void
}

/** Code that was left before it was drawn: it is drawn now, and where it can't be, one is told where it waits. */
export function UndrawnCode({ document, written, onRedraw, onDone, onShow }: UndrawnCodeProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const isVoid = printedOf(document).text !== written.over
  const { draw, failed } = useDrawer(told => {
    if (!told.ok) return setProblem(told.problems[0]?.message ?? 'It has problems.')
    if (isVoid) return
    onDone({ ...written, over: printedOf(told.document).text, isDrawn: true })
    onRedraw(told.document)
  })
  const begin = useRef(() => {
    if (!isVoid) draw({ old: document, kind: 'formula', source: written.text })
  })
  useEffect(() => begin.current(), [])
  useEffect(() => {
    if (isVoid) onDone(null)
  }, [isVoid, onDone])
  const told = failed ?? problem
  return (
    <div
      aria-live="polite"
      className="flex items-center gap-2 border-b border-line bg-panel px-3 py-1 text-[12px]"
    >
      {told === null ? (
        <Word tone="plain">Drawing what was written …</Word>
      ) : (
        <>
          <span className="min-w-0 flex-1">
            <Word tone="bad">
              What you wrote is not in the drawing, and an edit here puts it away: {told}
            </Word>
          </span>
          <Button onClick={onShow}>Back to the code</Button>
        </>
      )}
    </div>
  )
}
