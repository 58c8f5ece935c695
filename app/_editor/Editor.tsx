'use client'
import { ReactFlowProvider } from '@xyflow/react'
import clsx from 'clsx'
import { ChevronRight, Redo2, Undo2, Wand2 } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { readGraph } from '@/sandbox/compile/graph/document'
import type { Action } from '../_actions/actions'
import { useOffer } from '../_actions/registry'
import { IconButton } from '../_ui/Button'
import { Segments } from '../_ui/Segments'
import { Loading } from '../_ui/States'
import { useSay } from '../_ui/Toasts'
import { Canvas } from './canvas/Canvas'
import { type View, whyNot } from './canvas/command'
import { COMMANDS } from './canvas/commands'
import {
  PreviewProvider,
  SessionProvider,
  useGraph,
  useScene,
  useSession,
  useSessionState,
} from './canvas/context'
import { Inspector } from './canvas/Inspector'
import { ProblemList } from './canvas/ProblemList'
import { Sidebar } from './canvas/Sidebar'
import { EditorSession, type WrittenCode } from './canvas/session'
import { browserStore } from './model/browserStore'
import { replaceGraph } from './model/edits/replaceGraph'
import { type HistoryStore, keeping, revived } from './model/historyStore'
import { newIds } from './model/ids'
import { canonicalText, openDocument, type StrategyModel } from './model/strategyModel'
import { tabName } from './model/tab'
import { titleOf } from './model/titles'
import { BelowPane, usePane } from './preview/BelowPane'
import { portKey } from './preview/store'
import { usePreview, usePreviewState } from './preview/usePreview'

// Monaco, the printer and the chart come when they are shown.
const UndrawnCode = lazy(async () => ({ default: (await import('./code/UndrawnCode')).UndrawnCode }))
const SplitCode = lazy(async () => ({ default: (await import('./code/SplitCode')).SplitCode }))
const PreviewPane = lazy(async () => ({ default: (await import('./preview/PreviewPane')).PreviewPane }))

export type EditorView = 'drawing' | 'split' | 'code'

export interface EditorProps {
  readonly strategyId: string
  /** The text as it is written now. */
  readonly document: string
  /** The text as it was published; undoing back to it gives it letter by letter. */
  readonly published: string
  readonly onChange: (document: string) => void
  readonly view: EditorView
  /** The block that is shown first. */
  readonly startAt?: string | null
  readonly readOnly: boolean
  readonly onSave: () => void
  /** Shows the code. */
  readonly onCode: () => void
  /** What is seen below the inspector while nothing is selected. */
  readonly children?: ReactNode
}

/** The room in which a drawn strategy is built. */
export function Editor(props: EditorProps) {
  const { strategyId, document, readOnly, startAt } = props
  const say = useSay()
  const [session, setSession] = useState<EditorSession | null>(null)
  const [unread, setUnread] = useState<string | null>(null)
  const first = useRef({ document, readOnly, say, startAt })
  useEffect(() => {
    let isGone = false
    let stop = () => {}
    const { document, readOnly, say, startAt } = first.current
    void (async () => {
      const store = database()
      const key = { strategy: strategyId, tab: await tabName().catch(() => 'this') }
      const kept = await store.load(key).catch(() => []) // without a database the log begins anew
      const now = () => performance.now()
      const opened = openDocument('graph', document, now)
      if (isGone) return
      if (!opened.ok) {
        setUnread(opened.problems[0]?.message ?? 'The document can’t be read.')
        return
      }
      const model = revived(kept, 'graph', document, now) ?? opened.model
      if (!readOnly) stop = keeping(model, store, key)
      const session = new EditorSession(model, {
        newId: newIds(Math.random),
        readOnly,
        say: sentence => say.failed('Not possible', new Error(sentence)),
      })
      if (startAt) session.goTo(startAt)
      setSession(session)
    })()
    return () => {
      isGone = true
      stop()
    }
  }, [strategyId])
  if (unread) return <p className="p-6 text-bad">{unread} Open the document’s text to mend it.</p>
  if (!session) return <Loading rows={8} />
  return (
    <SessionProvider value={session}>
      <ReactFlowProvider>
        <Room {...props} model={session.model} />
      </ReactFlowProvider>
    </SessionProvider>
  )
}

let opened: HistoryStore | null = null
const database = (): HistoryStore => {
  opened ??= browserStore(() => Date.now())
  return opened
}

type Bottom = 'problems' | 'preview'

function Room({
  strategyId,
  document,
  published,
  onChange,
  view,
  readOnly,
  onSave,
  onCode,
  children,
  model,
}: EditorProps & { readonly model: StrategyModel }) {
  const session = useSession()
  const text = useGraph(() => model.text)
  const selection = useSessionState(state => state.selection)
  const [canvasView, setCanvasView] = useState<View | null>(null)
  const [bottom, setBottom] = useState<Bottom>('preview')
  const pane = usePane()
  const written = useMemo(() => ({ kind: 'graph' as const, document: text }), [text])
  const preview = usePreview(written)
  const { compiled, shown } = usePreviewState(preview)
  const failures = shown?.compiled === compiled ? shown?.ran.problems : undefined
  const problems = useSessionState(state => state.problems)
  useInStep({ document, published, onChange, model, text })
  useEffect(
    () => session.set({ problems: [...(compiled?.problems ?? []), ...(failures ?? [])] }),
    [session, compiled, failures],
  )
  const labels = useLabels()
  useCommands(canvasView)
  const redraw = useCallback(
    (next: string) => {
      const read = readGraph(next)
      if (read.ok) session.do({ ...replaceGraph(model.state, read.graph, 'Edit code'), merge: 'code' })
    },
    [session, model],
  )
  const [undrawn, setUndrawn] = useState<WrittenCode | null>(null)
  const keepCode = useCallback(
    (written: WrittenCode | null) => {
      session.code = written
      setUndrawn(null)
    },
    [session],
  )
  // what is being written is nobody's news before it is left
  useEffect(() => {
    if (view === 'drawing') setUndrawn(session.code?.isDrawn === false ? session.code : null)
  }, [session, view])
  const canvas = (
    <div className="flex h-full min-h-0 min-w-0 flex-col">
      <Bar view={canvasView} />
      {view === 'drawing' && undrawn && (
        <Suspense fallback={null}>
          <UndrawnCode
            document={text}
            written={undrawn}
            onRedraw={redraw}
            onDone={keepCode}
            onShow={onCode}
          />
        </Suspense>
      )}
      <div className="min-h-0 flex-1">
        <Canvas
          onView={setCanvasView}
          onPlot={({ block, port }) => preview.togglePlot(portKey(block, port))}
        />
      </div>
    </div>
  )
  const code = (
    <Suspense fallback={<Loading rows={6} />}>
      <SplitCode
        document={text}
        selected={[...selection]}
        onSelect={block => session.follow(block)}
        onRedraw={redraw}
        written={session.code}
        onWritten={keepCode}
        readOnly={readOnly}
        problems={problems}
        onSave={onSave}
      />
    </Suspense>
  )
  return (
    <PreviewProvider value={preview}>
      <div className="relative flex h-full min-h-0">
        <BelowPane
          pane={pane}
          above={
            view === 'code' ? (
              code
            ) : (
              <div className="flex h-full min-h-0">
                {!readOnly && <Sidebar />}
                <div className="min-h-0 min-w-0 flex-1">
                  {view === 'split' ? (
                    <div className="grid h-full min-h-0 grid-cols-2 divide-x divide-line">
                      {canvas}
                      {code}
                    </div>
                  ) : (
                    canvas
                  )}
                </div>
              </div>
            )
          }
          bar={
            <Segments
              label="Below the canvas"
              value={bottom}
              onChange={next => {
                setBottom(next)
                pane.fold(false)
              }}
              options={[
                { value: 'preview', label: 'Preview' },
                {
                  value: 'problems',
                  label: 'Problems',
                  note: problems.length > 0 ? problems.length : undefined,
                },
              ]}
            />
          }
        >
          {bottom === 'problems' ? (
            <ProblemList />
          ) : (
            <Suspense fallback={<Loading rows={5} />}>
              <PreviewPane
                strategyId={strategyId}
                store={preview}
                document={written}
                labels={labels}
                onJump={origin => origin.kind === 'block' && session.goTo(origin.block)}
              />
            </Suspense>
          )}
        </BelowPane>
        <aside
          aria-label="Inspector"
          // a narrow window, or a page that is enlarged, has room for it over the canvas only
          className={clsx(
            'w-72 shrink-0 overflow-auto border-l border-line bg-panel',
            selection.size === 0
              ? 'max-lg:hidden'
              : 'max-lg:absolute max-lg:inset-y-0 max-lg:right-0 max-lg:z-20 max-lg:shadow-float',
          )}
        >
          <Inspector />
          {/* its actions and dialogs stay while a block is looked at */}
          <div hidden={selection.size > 0}>{children}</div>
        </aside>
      </div>
    </PreviewProvider>
  )
}

/** The bar above the canvas: where one is, and what was done last. */
function Bar({ view }: { readonly view: View | null }) {
  const session = useSession()
  const path = useSessionState(state => state.path)
  const { graph } = useScene()
  const { last, next } = session.model.history
  return (
    <div className="flex h-8 shrink-0 items-center gap-1 border-b border-line bg-panel px-2 text-[12px]">
      <nav aria-label="Sheets" className="flex min-w-0 items-center gap-1">
        <button
          type="button"
          aria-current={path.length === 0}
          className="truncate rounded px-1 text-soft hover:bg-hover aria-[current=true]:text-ink"
          onClick={() => session.leave(0)}
        >
          {graph.name || 'Strategy'}
        </button>
        {path.map(({ block, use }, depth) => (
          <span key={block} className="flex items-center gap-1">
            <ChevronRight size={12} className="text-faint" />
            <button
              type="button"
              aria-current={depth === path.length - 1}
              className="rounded px-1 text-soft hover:bg-hover aria-[current=true]:text-ink"
              onClick={() => session.leave(depth + 1)}
            >
              {graph.subgraphs.get(use)?.name ?? use}
            </button>
          </span>
        ))}
      </nav>
      <span className="flex-1" />
      <IconButton
        label={last ? `Undo: ${last.title}` : 'Undo'}
        blocked={last && !session.readOnly ? null : 'Nothing is left to undo.'}
        onClick={() => session.undo()}
      >
        <Undo2 size={14} />
      </IconButton>
      <IconButton
        label={next ? `Redo: ${next.title}` : 'Redo'}
        blocked={next && !session.readOnly ? null : 'Nothing was undone.'}
        onClick={() => session.redo()}
      >
        <Redo2 size={14} />
      </IconButton>
      <IconButton
        label="Tidy up"
        blocked={session.readOnly ? 'You may look, not change.' : null}
        onClick={() => view && COMMANDS.find(({ id }) => id === 'tidy')?.run(session, view)}
      >
        <Wand2 size={14} />
      </IconButton>
    </div>
  )
}

/** What each block is called, for lists that know ids only. */
function useLabels(): ReadonlyMap<string, string> {
  const graph = useGraph(state => state)
  return useMemo(
    () => new Map(Array.from(graph.blocks, ([id, block]) => [id, titleOf(block, graph)])),
    [graph],
  )
}

interface InStep extends Pick<EditorProps, 'document' | 'published' | 'onChange'> {
  readonly model: StrategyModel
  readonly text: string
}

/** Hands every edit on as text, and takes over a text that was changed elsewhere: a draft thrown away, a file imported. */
function useInStep({ document, published, onChange, model, text }: InStep): void {
  const known = useRef(text)
  /** Handed on, and not yet come back as the page's text. */
  const pending = useRef<string[]>([])
  const seen = useRef(document)
  /** The published text as the model would write it: worked out once, not with every edit. */
  const canonical = useRef({ of: '', text: '' })
  useEffect(() => {
    if (text === known.current) return
    known.current = text
    if (canonical.current.of !== published)
      canonical.current = { of: published, text: canonicalText('graph', published) }
    const next = text === canonical.current.text ? published : text
    pending.current.push(next)
    onChange(next)
  }, [text, published, onChange])
  useEffect(() => {
    if (document === seen.current) return
    seen.current = document
    const own = pending.current.lastIndexOf(document)
    if (own >= 0) {
      pending.current.splice(0, own + 1)
      return
    }
    const read = readGraph(document)
    if (!read.ok) return
    model.apply(replaceGraph(model.state, read.graph, 'Take over another text'))
    known.current = model.text
  }, [document, model])
}

/** The canvas' commands, for the command palette and the shortcut sheet. */
function useCommands(view: View | null): void {
  const session = useSession()
  const actions = useMemo(
    (): readonly Action[] =>
      view === null
        ? []
        : COMMANDS.map(command => ({
            id: `canvas.${command.id}`,
            title: command.title,
            section: 'Canvas',
            ...(command.words && { words: command.words }),
            ...(command.keys && { [command.everywhere ? 'keys' : 'keysThere']: command.keys }),
            // asked for when it is read: it changes with every selection
            get blocked() {
              return whyNot(command, session)
            },
            run: () => command.run(session, view),
          })),
    [session, view],
  )
  useOffer(actions)
}
