'use client'
import clsx from 'clsx'
import { type KeyboardEvent, type Ref, useRef } from 'react'
import { Code } from './Code'

interface SourceEditorProps {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly onSave: () => void
  readonly readOnly: boolean
  /** What is wrong, by line, counted from 1. */
  readonly problems: ReadonlyMap<number, string>
  readonly ref?: Ref<HTMLTextAreaElement>
}

const INDENT = '  '
const LINE_PX = 20
const TOP_PX = 12

/** Text in colour with line numbers; Tab indents, Ctrl-S saves, Escape lets Tab leave. */
export function SourceEditor({ value, onChange, onSave, readOnly, problems, ref }: SourceEditorProps) {
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
  const lines = value.split('\n').length
  return (
    <div className="h-full overflow-auto bg-ground font-mono text-[12.5px] leading-5">
      {/* The coloured text gives the size; what is typed into lies over it, unseen but for the caret. */}
      <div className="relative grid min-h-full w-max min-w-full grid-cols-[auto_1fr] [font-variant-ligatures:none]">
        <div
          aria-hidden
          className="sticky left-0 z-10 border-r border-line bg-panel py-3 text-right text-faint select-none"
        >
          {Array.from({ length: lines }, (_, at) => (
            <div
              key={at}
              className={clsx('px-3', problems.has(at + 1) && 'bg-bad-wash font-semibold text-bad')}
            >
              {at + 1}
            </div>
          ))}
        </div>
        <div className="relative grid min-w-0">
          {[...problems].map(([line, message]) => (
            <div
              key={line}
              aria-hidden
              style={{ top: TOP_PX + (line - 1) * LINE_PX }}
              className="pointer-events-none absolute inset-x-0 h-5 bg-bad-wash"
            >
              <span className="sticky left-full float-right max-w-[45%] truncate px-3 font-sans text-[12px] text-bad">
                {message}
              </span>
            </div>
          ))}
          <pre aria-hidden className="pointer-events-none p-3 pb-40 [grid-area:1/1]">
            <Code source={value} />
            {'\n'}
          </pre>
          <textarea
            ref={ref}
            aria-label="Source"
            value={value}
            readOnly={readOnly}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            wrap="off"
            onChange={event => onChange(event.target.value)}
            onKeyDown={onKey}
            className="relative resize-none overflow-hidden bg-transparent p-3 text-transparent caret-ink outline-none [grid-area:1/1] selection:bg-accent-wash"
          />
        </div>
      </div>
    </div>
  )
}
