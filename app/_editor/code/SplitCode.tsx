'use client'
import { useEffect, useMemo, useRef, useState } from 'react'
import { tokens } from '@/app/_strategies/highlight'
import { Word } from '@/app/_ui/Word'
import type { Problem } from '@/sandbox/ir/problem'
import type { WrittenCode } from '../canvas/session'
import { CodeEditor } from './CodeEditor'
import type { DrawTell, Statement } from './drawer'
import { printedOf } from './printedOf'
import { useDrawer } from './useDrawer'

interface SplitCodeProps {
  /** JSON text of the graph. */
  readonly document: string
  /** Ids of the blocks that are selected on the canvas. */
  readonly selected?: readonly string[]
  /** The caret has come to a block's statement. */
  readonly onSelect?: (block: string) => void
  /** The code was edited; this is the graph it draws, with untouched blocks as they were. */
  readonly onRedraw: (document: string) => void
  /** What was written here before. */
  readonly written: WrittenCode | null
  readonly onWritten: (written: WrittenCode | null) => void
  readonly problems?: readonly Problem[]
  readonly readOnly?: boolean
  readonly onSave?: () => void
}

/** Typing pauses that long before the code is drawn. */
const PAUSE_MS = 300

type Drawn = Extract<DrawTell, { ok: true }>

/** A graph as code, beside the canvas or in its place: each follows the other. */
export function SplitCode(props: SplitCodeProps) {
  const { document, selected, onSelect, onRedraw, written, onWritten } = props
  const { problems: given, readOnly, onSave } = props
  const printed = useMemo(() => printedOf(document), [document])
  const [text, setText] = useState(written?.over === printed.text ? written.text : printed.text)
  const [drawn, setDrawn] = useState<Drawn | null>(null)
  const [refused, setRefused] = useState<readonly Problem[] | null>(null)
  /** What our own edit prints as: the canvas handing it back is no news. */
  const ours = useRef(printed.text)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const asked = useRef(text)
  const latest = useRef(document)
  latest.current = document
  const { draw, isBusy, failed } = useDrawer(told => {
    if (!told.ok) return setRefused(told.problems)
    setRefused(null)
    setDrawn(told)
    ours.current = printedOf(told.document).text
    onWritten({ text, over: ours.current, isDrawn: text === asked.current })
    onRedraw(told.document)
  })
  const ask = (source: string) => {
    asked.current = source
    draw({ old: latest.current, kind: 'formula', source })
  }
  const first = useRef(() => {
    if (text !== printed.text) ask(text)
  })
  useEffect(() => {
    first.current()
    return () => clearTimeout(timer.current)
  }, [])

  useEffect(() => {
    if (printed.text === ours.current) return
    // the canvas was edited: its code is the truth now
    ours.current = printed.text
    clearTimeout(timer.current)
    onWritten(null)
    setText(printed.text)
    setDrawn(null)
    setRefused(null)
  }, [printed, onWritten])

  const change = (next: string) => {
    setText(next)
    onWritten({ text: next, over: ours.current, isDrawn: false })
    clearTimeout(timer.current)
    timer.current = setTimeout(() => ask(next), PAUSE_MS)
  }

  const statements: readonly Statement[] =
    drawn && text !== printed.text ? drawn.statements : printed.statements
  const hasComments = useMemo(
    () => text !== printed.text && tokens(text).some(({ kind }) => kind === 'comment'),
    [text, printed],
  )
  const marked = useMemo(
    () => statements.filter(({ block }) => selected?.some(id => block === id || block.startsWith(`${id}/`))),
    [statements, selected],
  )
  const onCursor = (line: number) => {
    const at = statements.find(({ from, to }) => from <= line && line <= to)
    const block = at?.block.split('/')[0]
    if (block !== undefined && !selected?.includes(block)) onSelect?.(block)
  }
  const onLines = useMemo(
    () => refused ?? [...(drawn?.problems ?? []), ...(given ?? []).flatMap(each => onLine(each, statements))],
    [refused, drawn, given, statements],
  )

  return (
    <section aria-label="Code of the graph" className="flex h-full min-h-0 flex-col">
      <div aria-live="polite" className="border-b border-line bg-panel px-3 py-1.5 text-[12px]">
        {failed ? (
          <Word tone="bad">{failed}</Word>
        ) : refused ? (
          <Word tone="bad">
            The drawing stays as it was until the code compiles: {refused[0]?.message ?? 'it has problems.'}
          </Word>
        ) : isBusy ? (
          <Word tone="plain">Drawing …</Word>
        ) : printed.problems.length > 0 ? (
          <Word tone="warn">
            {printed.problems.length === 1
              ? 'A block with a problem is not in the code, and stays on the canvas: '
              : `${printed.problems.length} problems keep blocks out of the code; they stay on the canvas: `}
            {printed.problems[0]?.message}
          </Word>
        ) : (
          <Word tone="good">In step with the drawing</Word>
        )}
        {hasComments && (
          <Word tone="plain">
            A drawing keeps no comments: they stay until the next edit on the canvas. Turn the strategy into
            code to keep them.
          </Word>
        )}
        {drawn && drawn.apart.length > 0 && (
          <Word tone="warn">
            {drawn.apart.join(', ')} came apart into single blocks: the edit changed what is inside.
          </Word>
        )}
        {drawn && drawn.code.length > 0 && (
          <Word tone="plain">
            {drawn.code.length === 1 ? 'Stays code in the drawing: ' : 'Stay code in the drawing: '}
            {drawn.code.map(({ name, lines }) => (lines ? `${name} (line ${lines.from})` : name)).join(', ')}
          </Word>
        )}
      </div>
      <div className="min-h-0 flex-1">
        <CodeEditor
          kind="formula"
          text={text}
          onChange={change}
          onCursor={onCursor}
          marked={marked}
          problems={onLines}
          readOnly={readOnly ?? false}
          {...(onSave && { onSave })}
          label="Code of the graph"
        />
      </div>
    </section>
  )
}

/** A problem of a block on the lines of its statement. */
function onLine(problem: Problem, statements: readonly Statement[]): Problem[] {
  if (!problem.block) return [problem]
  const at = statements.find(({ block }) => block === problem.block)
  if (!at) return []
  // what stands in a code block counts its own lines, and its first begins behind what the block is called
  const { line = 1, column, ...told } = problem
  return [{ ...told, line: Math.min(at.to, at.from + line - 1), ...(column && line > 1 && { column }) }]
}
