'use client'
import clsx from 'clsx'
import { type KeyboardEvent, useRef } from 'react'

interface SourceEditorProps {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly onSave: () => void
  readonly readOnly: boolean
  /** Lines with a problem, counted from 1. */
  readonly badLines: ReadonlySet<number>
}

const INDENT = '  '

/** Plain text with line numbers; Tab indents, Ctrl-S saves, Escape lets Tab leave. */
export function SourceEditor({ value, onChange, onSave, readOnly, badLines }: SourceEditorProps) {
  const gutter = useRef<HTMLDivElement>(null)
  const leaving = useRef(false)
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 's') {
      event.preventDefault()
      onSave()
    } else if (event.key === 'Escape') leaving.current = true
    else if (event.key === 'Tab' && !event.shiftKey && !leaving.current && !readOnly) {
      event.preventDefault()
      // The browser's own edit, so that its undo knows of it.
      document.execCommand('insertText', false, INDENT)
    } else leaving.current = false
  }
  return (
    <div className="flex h-full min-h-0 font-mono text-[12.5px] leading-5">
      <div
        ref={gutter}
        aria-hidden
        className="overflow-hidden border-r border-line bg-panel py-3 text-right text-faint select-none"
      >
        {value.split('\n').map((_, at) => (
          <div
            key={at}
            className={clsx('px-3', badLines.has(at + 1) && 'bg-bad-wash font-semibold text-bad')}
          >
            {at + 1}
          </div>
        ))}
        <div className="h-40" />
      </div>
      <textarea
        aria-label="Source"
        value={value}
        readOnly={readOnly}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        wrap="off"
        onChange={event => onChange(event.target.value)}
        onKeyDown={onKey}
        onScroll={event => {
          if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop
        }}
        className="min-w-0 flex-1 resize-none bg-transparent p-3 outline-none"
      />
    </div>
  )
}
