'use client'
import { Fragment, type RefObject, useEffect, useRef } from 'react'
import { Keys } from '../../_actions/KeyCaps'
import { MenuLine } from '../../_ui/Menu'
import { MenuAt, MenuCommand, MenuMore } from '../../_ui/MenuAt'
import { titleOf } from '../model/titles'
import { type Command, onlyBlock, type Spot, type View, whyNot } from './command'
import { COMMAND_GROUPS } from './commands'
import { useSession, useSessionState } from './context'
import { cardOf, isTyping, paneOf } from './focus'
import type { EditorSession } from './session'

/** What was pointed at. It is selected, unless it is part of a selection; null where the browser's own menu belongs. */
export function spotOf(session: EditorSession, target: EventTarget | null): Spot | null {
  if (!(target instanceof Element) || isTyping(target)) return null
  const { selection, wires } = session.state
  const wire = target.closest('.react-flow__edge')?.getAttribute('data-id')
  if (wire) {
    if (!wires.has(wire)) session.select([], [wire])
    return 'wire'
  }
  const node = target.closest('.react-flow__node')?.getAttribute('data-id')
  if (node && !selection.has(node)) session.select([node])
  if (node && (selection.size < 2 || !selection.has(node))) return 'block'
  if (node || target.closest('.react-flow__nodesselection')) return 'selection'
  return target.closest('.react-flow') ? 'canvas' : null
}

const LABELS: Readonly<Record<Exclude<Spot, 'block'>, string>> = {
  canvas: 'Canvas',
  wire: 'Wire',
  selection: 'Selection',
}

interface CanvasMenuProps {
  readonly view: View
  readonly root: RefObject<HTMLElement | null>
}

/** The context menu: those commands that concern what was pointed at. */
export function CanvasMenu({ view, root }: CanvasMenuProps) {
  const session = useSession()
  const menu = useSessionState(state => state.menu)
  const shown = useRef(menu)
  if (menu) shown.current = menu
  /** What was chosen in the menu that was opened last. */
  const picked = useRef<Command | null>(null)
  useEffect(() => {
    if (menu) picked.current = null
  }, [menu])
  const on = shown.current?.on ?? 'canvas'
  const block = onlyBlock(session)
  const label = on === 'block' ? (block ? titleOf(block, session.scene.graph) : 'Block') : LABELS[on]
  const groups = COMMAND_GROUPS.map(group => group.filter(command => command.on?.includes(on))).filter(
    ({ length }) => length > 0,
  )
  /** Where the keys belong afterwards. */
  const place = () => {
    const [id] = session.state.selection
    return (id === undefined ? null : cardOf(root.current, id)) ?? paneOf(root.current)
  }
  const entry = (command: Command) => (
    <MenuCommand
      key={command.id}
      blocked={whyNot(command, session)}
      note={command.keys && <Keys keys={command.keys} />}
      onPick={() => {
        picked.current = command
      }}
    >
      {command.title}
    </MenuCommand>
  )
  return (
    <MenuAt
      at={menu?.screen ?? null}
      label={label}
      onClose={() => session.set({ menu: null })}
      onGone={() => {
        const command = picked.current
        if (!command) return
        // only now: what it opens takes the focus, which closing would take away again
        place()?.focus()
        command.run(session, view)
      }}
      focusAfter={() => !picked.current && (place() ?? false)}
    >
      {groups.map((group, at) => (
        <Fragment key={group[0]?.id}>
          {at > 0 && <MenuLine />}
          {group.filter(({ under }) => !under).map(entry)}
          {[...new Set(group.flatMap(({ under }) => under ?? []))].map(title => (
            <MenuMore key={title} title={title}>
              {group.filter(({ under }) => under === title).map(entry)}
            </MenuMore>
          ))}
        </Fragment>
      ))}
    </MenuAt>
  )
}
