'use client'
import { Handle, type NodeProps, NodeResizer, Position } from '@xyflow/react'
import { ChevronDown, ChevronRight, Maximize, Trash2 } from 'lucide-react'
import { memo } from 'react'
import { count } from '../model/edit'
import { collapseFrame, FRAME_COLOURS, fitFrame, setFrame } from '../model/edits/annotate'
import { removeBlocks } from '../model/edits/blocks'
import { membersOf } from '../model/frames'
import type { Frame, Scene } from '../model/graphState'
import { problemAt } from '../model/problemOrder'
import { useGraph, useSession, useSessionState } from './context'
import { CHIP_PORT, type FrameFlow } from './flow'
import { ProblemSign } from './ProblemSign'

const ICON = 'nodrag rounded p-0.5 text-faint hover:bg-hover hover:text-ink'

const blocksIn = (scene: Scene, frame: Frame): number =>
  membersOf(scene, frame).filter(id => scene.blocks.has(id)).length

/** A frame: a titled, coloured place for blocks that belong together; collapsed, a chip that stands for them. */
export const FrameNode = memo(function FrameNode({ data: { frame }, selected }: NodeProps<FrameFlow>) {
  const session = useSession()
  const { id, collapsed } = frame
  const change = (fields: Parameters<typeof setFrame>[2]) => session.do(setFrame(session.scene, id, fields))
  // the node is drawn a moment after the document changes; what is typed must not wait for it
  const title = useGraph(() => session.scene.frames.get(id)?.title ?? '')
  const members = useGraph(() => (collapsed ? blocksIn(session.scene, frame) : 0))
  const problem = useSessionState(({ problems }) =>
    collapsed
      ? problemAt(
          problems,
          membersOf(session.scene, frame).map(member => session.placeOf(member)),
        )
      : undefined,
  )
  return (
    <section
      aria-label={`Frame ${frame.title}`}
      data-colour={frame.color}
      data-problem={problem?.severity}
      data-title={title}
      data-collapsed={collapsed || undefined}
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
          disabled={session.readOnly}
          className={ICON}
          onClick={() => session.do(collapseFrame(session.scene, id, !collapsed))}
        >
          {collapsed ? <ChevronRight size={14} /> : <ChevronDown size={14} />}
        </button>
        <input
          aria-label="Title of the frame"
          className="nodrag nopan nokey field-sizing-content max-w-3/5 min-w-8 truncate bg-transparent text-[12px] font-semibold text-soft focus:outline-none"
          value={title}
          readOnly={session.readOnly}
          onChange={event => change({ title: event.target.value })}
        />
        {/* room to take the frame by, whatever its title and buttons need */}
        <span className="min-w-6 flex-1 self-stretch" />
        {collapsed && <span className="shrink-0 text-[11px] text-faint">{count(members, 'block')}</span>}
        {problem && <ProblemSign problem={problem} />}
        {selected && !collapsed && !session.readOnly && (
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
