'use client'
import type { Connection, Edge, FinalConnectionState, HandleType } from '@xyflow/react'
import { useReactFlow } from '@xyflow/react'
import { type RefObject, useCallback, useRef } from 'react'
import type { Attempt } from '../model/edit'
import { connect, disconnect } from '../model/edits/wires'
import { type End, inputKey, inputOf, type Scene } from '../model/graphState'
import { wireCheck } from '../model/wireCheck'
import { useSession } from './context'
import type { WireFlow } from './flow'
import { gridded, within } from './points'
import type { EditorSession } from './session'

interface Ends {
  readonly source: string
  readonly target: string
  readonly sourceHandle?: string | null
  readonly targetHandle?: string | null
}

const endsOf = ({ source, sourceHandle, target, targetHandle }: Ends): { from: End; to: End } => ({
  from: { block: source, port: sourceHandle ?? 'value' },
  to: { block: target, port: targetHandle ?? 'value' },
})

/** One end of a wire put elsewhere: the old wire goes, the new one comes, as one entry of the log. */
function rewire(scene: Scene, old: string, from: End, to: End): Attempt {
  const wires = new Map(scene.wires)
  wires.delete(old)
  const made = connect({ ...scene, wires }, from, to)
  if (!made.ok || inputKey(to) === old) return made
  const gone = disconnect(scene, [inputOf(old)]).changes
  return { ok: true, edit: { ...made.edit, changes: [...gone, ...made.edit.changes] } }
}

/** Where a wire was let go: over a port that refuses it the reason, over nothing what the caller does there. */
function letGo(
  session: EditorSession,
  { fromHandle, toHandle, isValid }: FinalConnectionState,
  screen: { readonly x: number; readonly y: number },
  onNothing: (end: End, isOutput: boolean) => void,
): void {
  if (!fromHandle || isValid || session.readOnly) return
  const end = { block: fromHandle.nodeId, port: fromHandle.id ?? 'value' }
  const isOutput = fromHandle.type === 'source'
  if (!toHandle) {
    onNothing(end, isOutput)
    return
  }
  const refuse = (reason: string, offers: NonNullable<EditorSession['state']['bubble']>['offers'] = []) =>
    session.set({ bubble: { screen, reason, offers } })
  if (toHandle.type === fromHandle.type) {
    refuse('A wire goes from an output, right, to an input, left.')
    return
  }
  const other = { block: toHandle.nodeId, port: toHandle.id ?? 'value' }
  const [from, to] = isOutput ? [end, other] : [other, end]
  const check = wireCheck(session.scene, from, to)
  if (!check.ok)
    refuse(
      check.reason,
      check.adapters.map(adapter => ({ adapter, from, to })),
    )
}

/** Drawing wires from port to port, into the void, and putting the ends of old ones elsewhere. */
export function useWiring(root: RefObject<HTMLElement | null>) {
  const session = useSession()
  const flow = useReactFlow()
  /** React Flow tells of the end of an old wire as of that of a new one, too. */
  const isOld = useRef(false)

  const isValidConnection = useCallback(
    (wire: Connection | Edge) => {
      const { from, to } = endsOf(wire)
      return wireCheck(session.scene, from, to).ok
    },
    [session],
  )
  const onConnect = useCallback(
    (wire: Connection) => {
      const { from, to } = endsOf(wire)
      session.do(connect(session.scene, from, to))
    },
    [session],
  )
  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      const at = pointOf(event)
      if (!at || isOld.current) return
      const screen = within(root.current, at)
      letGo(session, state, screen, (end, isOutput) =>
        session.set({
          bubble: null,
          quickAdd: {
            at: gridded(flow.screenToFlowPosition(at)),
            screen,
            wire: { kind: isOutput ? 'from' : 'to', end },
          },
        }),
      )
    },
    [session, flow, root],
  )
  const onReconnectStart = useCallback(() => {
    isOld.current = true
  }, [])
  const onReconnect = useCallback(
    (old: WireFlow, wire: Connection) => {
      const { from, to } = endsOf(wire)
      session.do(rewire(session.scene, old.id, from, to))
    },
    [session],
  )
  const onReconnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, old: WireFlow, _: HandleType, state: FinalConnectionState) => {
      isOld.current = false
      const at = pointOf(event)
      if (!at) return
      letGo(session, state, within(root.current, at), () =>
        session.do(disconnect(session.scene, [inputOf(old.id)])),
      )
    },
    [session, root],
  )
  return { isValidConnection, onConnect, onConnectEnd, onReconnectStart, onReconnect, onReconnectEnd }
}

function pointOf(event: MouseEvent | TouchEvent): { x: number; y: number } | null {
  const touch = 'changedTouches' in event ? event.changedTouches[0] : event
  return touch ? { x: touch.clientX, y: touch.clientY } : null
}
