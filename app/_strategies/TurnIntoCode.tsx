'use client'
import { useEffect, useMemo, useRef, useState } from 'react'
import { readGraph } from '@/sandbox/compile/graph/document'
import { printGraph } from '@/sandbox/compile/graph/print'
import type { DrawTell } from '../_editor/code/drawer'
import { useDrawer } from '../_editor/code/useDrawer'
import { Button } from '../_ui/Button'
import { DialogWindow } from '../_ui/DialogWindow'
import { Word } from '../_ui/Word'
import { Code } from './Code'
import type { Written } from './written'

interface TurnIntoCodeProps {
  readonly open: boolean
  readonly onClose: () => void
  /** JSON text of the graph. */
  readonly document: string
  readonly onTurn: (into: Written) => void
}

/** A graph is about to become code: what the code says, and what of the drawing it can't. */
export const TurnIntoCode = ({ open, onClose, document, onTurn }: TurnIntoCodeProps) => (
  <DialogWindow
    open={open}
    onClose={onClose}
    title="Turn into code"
    about="The strategy goes on as a formula. Nothing runs it before you publish, and the drawing can be had back until then."
    size="large"
  >
    {open && <Contents document={document} onClose={onClose} onTurn={onTurn} />}
  </DialogWindow>
)

function Contents({ document, onClose, onTurn }: Omit<TurnIntoCodeProps, 'open'>) {
  const printed = useMemo(() => printedOf(document), [document])
  const [told, setTold] = useState<DrawTell | null>(null)
  const { draw, failed } = useDrawer(setTold)
  const ask = useRef(draw)
  ask.current = draw
  useEffect(() => {
    ask.current({ old: document, kind: 'formula', source: printed.text, compare: true })
  }, [document, printed])
  return (
    <div className="flex h-[62vh] min-h-0 flex-col gap-3">
      <div aria-live="polite" className="flex flex-col gap-0.5 text-[12px]">
        {printed.missing.length > 0 ? (
          <Word tone="bad">
            {printed.missing.length === 1
              ? 'A block with a problem is'
              : `${printed.missing.length} blocks with problems are`}{' '}
            not in the code and would be left out:
            <ul aria-label="Blocks that are left out" className="list-disc pl-4">
              {printed.missing.map(({ block, message }) => (
                <li key={`${block} ${message}`}>
                  <span className="font-mono">{block}</span> {message}
                </li>
              ))}
            </ul>
          </Word>
        ) : failed ? (
          <Word tone="bad">{failed}</Word>
        ) : !told ? (
          <Word tone="plain">Comparing the programs …</Word>
        ) : !told.ok ? (
          <Word tone="bad">The code does not compile: {told.problems[0]?.message}</Word>
        ) : told.isSame ? (
          <Word tone="good">
            The same program: digest <code title={told.digest}>{told.digest.slice(0, 12)}</code> is kept.
          </Word>
        ) : (
          <Word tone="bad">
            The code is another program than the drawing. Compare their signals before you publish it.
          </Word>
        )}
        {printed.behind && <Word tone="warn">{printed.behind}</Word>}
      </div>
      <pre className="min-h-0 flex-1 overflow-auto rounded-md border border-line bg-ground p-3 font-mono text-[12px] leading-5 [font-variant-ligatures:none]">
        <Code source={printed.text} />
      </pre>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          look="primary"
          blocked={printed.text === '' ? 'The document can’t be read.' : null}
          onClick={() => {
            onTurn({ kind: 'formula', document: printed.text })
            onClose()
          }}
        >
          Turn into code
        </Button>
      </div>
    </div>
  )
}

/** The code of a graph, the blocks that are not in it, and a sentence about what a drawing has and code has not. */
function printedOf(document: string) {
  const read = readGraph(document)
  if (!read.ok) return { text: '', missing: read.problems, behind: null }
  const { graph } = read
  const { text, problems } = printGraph(graph)
  const subgraphs = new Set(graph.blocks.flatMap(block => (block.kind === 'subgraph' ? [block.use] : [])))
    .size
  const sheets = [graph, ...Object.values(graph.subgraphs)]
  const things = [
    counted(sheets.flatMap(({ frames }) => frames).length, 'frame'),
    counted(sheets.flatMap(({ notes }) => notes).length, 'note'),
    subgraphs > 0 ? `${counted(subgraphs, 'sub-graph')} as such (what is inside is written out)` : null,
  ].filter(thing => thing !== null)
  const behind =
    things.length > 0
      ? `Left behind with the places of the blocks: ${things.join(', ')}.`
      : 'Places of the blocks are left behind.'
  return { text, missing: problems, behind }
}

const counted = (count: number, what: string): string | null =>
  count === 0 ? null : `${count} ${what}${count === 1 ? '' : 's'}`
