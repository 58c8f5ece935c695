'use client'
import { Workflow } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { DrawTell } from '../_editor/code/drawer'
import { useDrawer } from '../_editor/code/useDrawer'
import { Button } from '../_ui/Button'
import { Loading } from '../_ui/States'
import { Word } from '../_ui/Word'
import { GraphView } from './GraphView'
import { tokens } from './highlight'
import type { Written } from './written'

interface DrawnCodeProps {
  readonly kind: 'formula' | 'script'
  readonly source: string
  /** Why it can't be turned into a graph here. */
  readonly blocked: string | null
  readonly onTurn: (into: Written) => void
  /** Brings a line of the code into view. */
  readonly onJump: (line: number) => void
}

/** Typing pauses that long before the code is drawn. */
const PAUSE_MS = 400

type Drawn = Extract<DrawTell, { ok: true }>

/** Code as the graph that it draws, and what becomes of it when it is turned into that graph. */
export function DrawnCode({ kind, source, blocked, onTurn, onJump }: DrawnCodeProps) {
  const [told, setTold] = useState<{ readonly source: string; readonly tell: DrawTell } | null>(null)
  const asked = useRef(source)
  const { draw, failed } = useDrawer(tell => setTold({ source: asked.current, tell }))
  const ask = useRef(draw)
  ask.current = draw
  const isFirst = useRef(true)
  useEffect(() => {
    const begin = () => {
      asked.current = source
      ask.current({ old: null, kind, source, compare: true })
    }
    const timer = setTimeout(begin, isFirst.current ? 0 : PAUSE_MS)
    isFirst.current = false
    return () => clearTimeout(timer)
  }, [kind, source])
  const [drawn, setDrawn] = useState<Drawn | null>(null)
  if (told?.tell.ok && told.tell !== drawn) setDrawn(told.tell)
  const isCurrent = told?.source === source && told.tell.ok
  const waits =
    failed ?? (isCurrent ? null : told?.source === source ? 'It has to compile first.' : 'It is being drawn.')
  return (
    <section aria-label="The code, drawn" className="flex h-full min-h-0 flex-col bg-ground">
      <div className="flex items-start gap-3 border-b border-line bg-panel px-3 py-2 text-[12px]">
        <div aria-live="polite" className="min-w-0 flex-1">
          {failed ? (
            <Word tone="bad">{failed}</Word>
          ) : told && !told.tell.ok ? (
            <Refused told={told.tell} isOld={drawn !== null} onJump={onJump} />
          ) : drawn ? (
            <What drawn={drawn} source={source} onJump={onJump} />
          ) : (
            <Word tone="plain">Drawing …</Word>
          )}
        </div>
        <Button
          look="primary"
          icon={<Workflow size={14} />}
          blocked={blocked ?? waits}
          onClick={() => drawn && onTurn({ kind: 'graph', document: drawn.document })}
        >
          Turn into a graph
        </Button>
      </div>
      <div className="min-h-0 flex-1">
        {drawn ? <GraphView document={drawn.document} /> : <Loading rows={6} />}
      </div>
    </section>
  )
}

interface RefusedProps {
  readonly told: Extract<DrawTell, { ok: false }>
  /** An older drawing is still in sight. */
  readonly isOld: boolean
  readonly onJump: (line: number) => void
}

function Refused({ told: { problems }, isOld, onJump }: RefusedProps) {
  const [first] = problems
  return (
    <Word tone="bad">
      {isOld ? 'The drawing stays as it was: ' : 'It can’t be drawn yet: '}
      {first?.message ?? 'it has problems.'}
      {first?.line && <Line from={first.line} to={first.line} onJump={onJump} />}
    </Word>
  )
}

interface WhatProps {
  readonly drawn: Drawn
  readonly source: string
  readonly onJump: (line: number) => void
}

/** What stays the same, what stays code, and what is left behind. */
function What({ drawn, source, onJump }: WhatProps) {
  const { code, problems, isSame, digest } = drawn
  const comments = useMemo(() => commentsIn(source), [source])
  return (
    <>
      {isSame ? (
        <Word tone="good">
          The same program, drawn: digest <code title={digest}>{digest.slice(0, 12)}</code> is kept.
        </Word>
      ) : (
        <Word tone="bad">
          The drawing is another program than the code: its digest differs. Compare their signals before you
          publish it.
        </Word>
      )}
      {code.length > 0 && (
        <Word tone="warn">
          {code.length === 1
            ? 'One statement stays code, as a block:'
            : `${code.length} statements stay code, as blocks:`}
          <ul aria-label="Statements that stay code" className="mt-0.5">
            {code.map(({ name, lines }) => (
              <li key={name} className="font-mono">
                {name}
                {lines && <Line {...lines} onJump={onJump} />}
              </li>
            ))}
          </ul>
        </Word>
      )}
      {problems.map(({ message, line }) => (
        <Word key={message} tone="warn">
          {message}
          {line && <Line from={line} to={line} onJump={onJump} />}
        </Word>
      ))}
      {comments > 0 && (
        <Word tone="plain">
          {comments === 1 ? 'A comment stays' : `${comments} comments stay`} behind; the code as it is can be
          had back until you publish.
        </Word>
      )}
    </>
  )
}

const commentsIn = (source: string): number => tokens(source).filter(({ kind }) => kind === 'comment').length

function Line({ from, to, onJump }: { from: number; to: number; onJump: (line: number) => void }) {
  return (
    <button
      type="button"
      onClick={() => onJump(from)}
      className="ml-1.5 font-sans text-faint underline decoration-dotted underline-offset-2 hover:text-ink"
    >
      {from === to ? `line ${from}` : `lines ${from}–${to}`}
    </button>
  )
}
