'use client'
import { ReactFlowProvider } from '@xyflow/react'
import { memo, type ReactNode, Suspense, useCallback, useEffect, useState } from 'react'
import { readGraph } from '@/sandbox/compile/graph/document'
import type { Origin } from '@/sandbox/ir/program'
import { later } from '../_ui/later'
import { Segments } from '../_ui/Segments'
import { Loading } from '../_ui/States'
import { Canvas } from './canvas/Canvas'
import type { View } from './canvas/command'
import { PreviewProvider, SessionProvider, useGraph, useSession, useSessionState } from './canvas/context'
import { InspectorSide } from './canvas/InspectorSide'
import { ProblemList } from './canvas/ProblemList'
import { SheetBar } from './canvas/SheetBar'
import { Sidebar } from './canvas/Sidebar'
import type { WrittenCode } from './canvas/session'
import { useOfferedCommands } from './canvas/useOfferedCommands'
import { replaceGraph } from './model/edits/replaceGraph'
import type { End } from './model/graphState'
import type { StrategyModel } from './model/strategyModel'
import { titlesApart } from './model/titles'
import { BelowPane, usePane } from './preview/BelowPane'
import { portKey } from './preview/store'
import { usePreview, usePreviewState } from './preview/usePreview'
import { useInStep } from './useInStep'
import { useOpened } from './useOpened'
import { useProgram } from './useProgram'

// Monaco, the printer and the chart come when they are shown.
const UndrawnCode = later(async () => (await import('./code/UndrawnCode')).UndrawnCode)
const SplitCode = later(async () => (await import('./code/SplitCode')).SplitCode)
const PreviewPane = memo(later(async () => (await import('./preview/PreviewPane')).PreviewPane))

export type EditorView = 'drawing' | 'split' | 'code'

export interface EditorProps {
  readonly strategyId: string
  /** What the strategy is called. */
  readonly name: string
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
  const { session, unread } = useOpened(props)
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

type Bottom = 'problems' | 'preview'

function Room({
  strategyId,
  name,
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
  const written = useProgram(() => ({ kind: 'graph' as const, document: model.text }))
  const preview = usePreview(written)
  const { compiled, shown } = usePreviewState(preview)
  const failures = shown?.compiled === compiled ? shown?.ran.problems : undefined
  const problems = useSessionState(state => state.problems)
  useInStep({ document, published, onChange, model, text })
  useEffect(
    () => session.set({ problems: [...(compiled?.problems ?? []), ...(failures ?? [])] }),
    [session, compiled, failures],
  )
  const labels = useProgram(titlesApart)
  useOfferedCommands(canvasView)
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
  // the same with every edit: the canvas and the preview have less to do the less comes new to them
  const plot = useCallback(({ block, port }: End) => preview.togglePlot(portKey(block, port)), [preview])
  const jump = useCallback(
    (origin: Origin) => origin.kind === 'block' && session.goTo(origin.block),
    [session],
  )
  const canvas = (
    <div className="flex h-full min-h-0 min-w-0 flex-col">
      <SheetBar name={name} view={canvasView} />
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
        <Canvas onView={setCanvasView} onPlot={plot} />
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
                onJump={jump}
              />
            </Suspense>
          )}
        </BelowPane>
        <InspectorSide>{children}</InspectorSide>
      </div>
    </PreviewProvider>
  )
}
