'use client'
import { Handle, type NodeProps, NodeResizer, Position } from '@xyflow/react'
import { ChevronDown, ChevronRight, Maximize, Trash2 } from 'lucide-react'
import { memo, useState } from 'react'
import { collapseFrame, FRAME_COLOURS, fitFrame, setFrame, setNote } from '../model/edits/annotate'
import { removeBlocks } from '../model/edits/blocks'
import { membersOf } from '../model/frames'
import { useSession } from './context'
import { CHIP_PORT, type FrameFlow, type NoteFlow } from './flow'

const ICON = 'nodrag rounded p-0.5 text-faint hover:bg-hover hover:text-ink'

/** A frame: a titled, coloured place for blocks that belong together; collapsed, a chip that stands for them. */
export const FrameNode = memo(function FrameNode({ data: { frame }, selected }: NodeProps<FrameFlow>) {
  const session = useSession()
  const { id, collapsed } = frame
  const change = (fields: Parameters<typeof setFrame>[2]) =>
    session.do(setFrame(session.model.state, id, fields))
  const members = collapsed ? membersOf(session.model.state, frame).length : 0
  return (
    <section
      aria-label={`Frame ${frame.title}`}
      data-colour={frame.color}
      className="frame-card h-full w-full rounded-xl border"
    >
      {!collapsed && !session.readOnly && (
        <NodeResizer
          isVisible={selected}
          minWidth={120}
          minHeight={80}
          onResizeEnd={(_, { x, y, width, height }) => change({ x, y, width, height })}
        />
      )}
      <header className="frame-handle flex h-8 cursor-grab items-center gap-1 px-2">
        <button
          type="button"
          aria-label={collapsed ? `Open ${frame.title}` : `Collapse ${frame.title}`}
          aria-expanded={!collapsed}
          className={ICON}
          onClick={() => session.do(collapseFrame(session.model.state, id, !collapsed))}
        >
          {collapsed ? <ChevronRight size={14} /> : <ChevronDown size={14} />}
        </button>
        <input
          aria-label="Title of the frame"
          className="nodrag nopan nokey min-w-0 flex-1 truncate bg-transparent text-[12px] font-semibold text-soft focus:outline-none"
          value={frame.title}
          readOnly={session.readOnly}
          onChange={event => change({ title: event.target.value })}
        />
        {collapsed && <span className="text-[11px] text-faint">{members}</span>}
        {selected && !collapsed && (
          <>
            {FRAME_COLOURS.map(color => (
              <button
                key={color}
                type="button"
                aria-label={`Colour ${color}`}
                aria-pressed={frame.color === color}
                data-colour={color}
                className="frame-swatch nodrag h-3 w-3 rounded-full border border-line-strong"
                onClick={() => change({ color })}
              />
            ))}
            <button
              type="button"
              aria-label="Fit the frame to its blocks"
              className={ICON}
              onClick={() => session.do(fitFrame(session.scene, id))}
            >
              <Maximize size={13} />
            </button>
            <button
              type="button"
              aria-label="Remove the frame, keep its blocks"
              className={ICON}
              onClick={() => session.do(removeBlocks(session.scene, [id], false))}
            >
              <Trash2 size={13} />
            </button>
          </>
        )}
      </header>
      {collapsed && (
        <>
          <Handle
            id={CHIP_PORT}
            type="target"
            position={Position.Left}
            isConnectable={false}
            className="port"
          />
          <Handle
            id={CHIP_PORT}
            type="source"
            position={Position.Right}
            isConnectable={false}
            className="port"
          />
        </>
      )}
    </section>
  )
})

/** A note in plain markdown: headings, lists, strong and code are shown as such. */
export const NoteNode = memo(function NoteNode({ data: { note }, selected }: NodeProps<NoteFlow>) {
  const session = useSession()
  const [isEditing, setEditing] = useState(note.text === '')
  const change = (fields: Parameters<typeof setNote>[1]) => session.do(setNote(note.id, fields))
  return (
    <section
      aria-label="Note"
      className="note-card h-full w-full overflow-hidden rounded-lg border border-line bg-panel text-[12px]"
    >
      {!session.readOnly && (
        <NodeResizer
          isVisible={selected}
          minWidth={100}
          minHeight={50}
          onResizeEnd={(_, { x, y, width, height }) => change({ x, y, width, height })}
        />
      )}
      {isEditing && !session.readOnly ? (
        <textarea
          aria-label="Text of the note"
          // biome-ignore lint/a11y/noAutofocus: a new note is there to be written
          autoFocus
          className="nodrag nopan nokey nowheel h-full w-full resize-none bg-transparent p-2 text-ink focus:outline-none"
          value={note.text}
          onChange={event => change({ text: event.target.value })}
          onBlur={() => setEditing(false)}
          onKeyDown={event => event.key === 'Escape' && setEditing(false)}
        />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: Enter on the note's node does the same
        <div className="h-full overflow-auto p-2 text-soft" onDoubleClick={() => setEditing(true)}>
          {note.text.split('\n').map((line, at) => (
            <MarkdownLine key={at} line={line} />
          ))}
        </div>
      )}
    </section>
  )
})

function MarkdownLine({ line }: { readonly line: string }) {
  const heading = /^(#{1,3})\s+(.*)$/.exec(line)
  if (heading) return <p className="font-semibold text-ink">{heading[2]}</p>
  const item = /^[-*]\s+(.*)$/.exec(line)
  if (item)
    return (
      <p className="pl-3 -indent-3">
        • <Spans text={item[1]!} />
      </p>
    )
  return <p className="min-h-4">{<Spans text={line} />}</p>
}

/** `**strong**` and `code` inside a line. */
const Spans = ({ text }: { readonly text: string }) =>
  text.split(/(\*\*[^*]+\*\*|`[^`]+`)/).map((part, at) =>
    part.startsWith('**') ? (
      <strong key={at} className="text-ink">
        {part.slice(2, -2)}
      </strong>
    ) : part.startsWith('`') ? (
      <code key={at} className="font-mono text-[11px]">
        {part.slice(1, -1)}
      </code>
    ) : (
      part
    ),
  )
