'use client'
import { type ReactNode, Suspense } from 'react'
import type { Problem } from '@/sandbox/ir/problem'
import { CodeEditor } from '../_editor/code/CodeEditor'
import { codeKindOf } from '../_editor/code/kinds'
import { PreviewDock } from '../_editor/preview/PreviewDock'
import { later } from '../_ui/later'
import { Loading } from '../_ui/States'
import type { Written } from './written'

// The drawing's worker and its words come when the code is drawn.
const DrawnCode = later(async () => (await import('./DrawnCode')).DrawnCode)

interface CodeDeskProps {
  readonly strategyId: string
  readonly written: Written
  readonly onChange: (document: string) => void
  readonly onSave: () => void
  readonly readOnly: boolean
  readonly problems: readonly Problem[]
  /** What went wrong while the document's scripts ran. */
  readonly onFailures: (problems: readonly Problem[]) => void
  readonly place: { readonly line: number } | null
  readonly onPlace: (line: number) => void
  /** What the text is, for those who hear it. */
  readonly label: string
  /** Code stands beside its drawing. */
  readonly isDrawn: boolean
  /** Why it can't be turned into a graph. */
  readonly blocked: string | null
  readonly onTurn: (into: Written) => void
  /** What stands beside it. */
  readonly children: ReactNode
}

/** Where code is written, and a graph's document is read as text. */
export function CodeDesk(props: CodeDeskProps) {
  const { strategyId, written, onChange, onSave, readOnly, problems, onFailures, place, onPlace } = props
  const { label, isDrawn, blocked, onTurn, children } = props
  const { kind, document } = written
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] max-lg:grid-rows-[minmax(22rem,1fr)_auto] max-lg:overflow-auto lg:grid-cols-[minmax(0,1fr)_320px]">
      <div className="min-h-0 min-w-0">
        <PreviewDock
          strategyId={strategyId}
          document={written}
          onJump={origin => origin.kind === 'code' && onPlace(origin.line)}
          onProblems={onFailures}
        >
          <div
            className={isDrawn ? 'grid h-full min-h-0 grid-cols-2 divide-x divide-line' : 'h-full min-h-0'}
          >
            <CodeEditor
              kind={codeKindOf(kind, document)}
              text={document}
              onChange={onChange}
              onSave={onSave}
              readOnly={readOnly}
              problems={problems}
              reveal={place}
              label={label}
            />
            {isDrawn && kind !== 'graph' && (
              <Suspense fallback={<Loading rows={6} />}>
                <DrawnCode kind={kind} source={document} blocked={blocked} onTurn={onTurn} onJump={onPlace} />
              </Suspense>
            )}
          </div>
        </PreviewDock>
      </div>
      <aside className="flex min-h-0 flex-col overflow-auto border-t border-line bg-panel lg:border-t-0 lg:border-l">
        {children}
      </aside>
    </div>
  )
}
