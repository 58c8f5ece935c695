'use client'
import { ChevronRight, Redo2, Undo2, Wand2 } from 'lucide-react'
import { IconButton } from '../../_ui/Button'
import type { View } from './command'
import { COMMANDS } from './commands'
import { useScene, useSession, useSessionState } from './context'

interface SheetBarProps {
  /** What the strategy is called. */
  readonly name: string
  readonly view: View | null
}

/** The bar above the canvas: where one is, and what was done last. */
export function SheetBar({ name, view }: SheetBarProps) {
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
          {name}
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
