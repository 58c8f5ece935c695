import { disconnect, swapInputs } from '../../model/edits/wires'
import { inputOf } from '../../model/graphState'
import { portsOfBlock } from '../../model/ports'
import { type Command, needsBlock, needsWire, only, onlyBlock } from '../command'
import type { EditorSession } from '../session'

const onlyWire = ({ state }: EditorSession): string | undefined => [...state.wires][0]

const wiresAt = ({ scene }: EditorSession, block: string): string[] =>
  [...scene.wires].flatMap(([key, from]) =>
    from.block === block || inputOf(key).block === block ? [key] : [],
  )

const needsWired = (session: EditorSession): string | null =>
  needsBlock(session) ?? (wiresAt(session, only(session)).length > 0 ? null : 'No wire is at this block.')

/** The output that a chart would draw: the wire's, or the selected block's first. */
function plotted(session: EditorSession) {
  const wire = onlyWire(session)
  if (wire !== undefined) return session.scene.wires.get(wire)
  const block = onlyBlock(session)
  const port = block && portsOfBlock(block, session.scene.graph).outputs[0]
  return block && port ? { block: block.id, port: port.name } : undefined
}

export const wiring: readonly Command[] = [
  {
    id: 'wire',
    title: 'Connect the block to …',
    keys: 'w',
    words: 'wire link',
    edits: true,
    on: ['block'],
    blocked: needsBlock,
    run: session => session.set({ wiring: only(session) || null }),
  },
  {
    id: 'unwire',
    title: 'Remove a wire of the block …',
    keys: 'shift+w',
    words: 'disconnect unlink cut',
    edits: true,
    on: ['block'],
    blocked: needsWired,
    run: session => {
      const wires = wiresAt(session, only(session))
      // there is nothing to choose among one
      if (wires.length === 1) session.do(disconnect(session.scene, wires.map(inputOf)))
      else session.set({ unwiring: only(session) || null })
    },
  },
  {
    id: 'insert',
    title: 'Put a block on the wire …',
    keys: 'i',
    words: 'splice insert between',
    edits: true,
    on: ['wire'],
    blocked: needsWire,
    run: session => session.hands?.insertOnWire(inputOf(onlyWire(session)!)),
  },
  {
    id: 'swap',
    title: 'Swap the first two inputs',
    keys: 'x',
    edits: true,
    on: ['block'],
    blocked: session => {
      const block = onlyBlock(session)
      return block && portsOfBlock(block, session.scene.graph).inputs.length > 1
        ? null
        : 'Select a block with two inputs first.'
    },
    run: session => session.do(swapInputs(session.scene, only(session))),
  },
  {
    id: 'plot',
    title: 'Draw it in the chart, or no longer',
    keys: 'c',
    words: 'plot series line',
    on: ['block', 'wire'],
    blocked: session => (plotted(session) ? null : 'Select a wire, or a block with an output, first.'),
    run: session => {
      const end = plotted(session)
      if (end) session.hands?.plot(end)
    },
  },
  {
    id: 'source',
    title: 'Go to where the wire comes from',
    on: ['wire'],
    blocked: needsWire,
    run: session => {
      const from = session.scene.wires.get(onlyWire(session) ?? '')
      if (from) session.reach(from.block)
    },
  },
  {
    id: 'sink',
    title: 'Go to where the wire leads',
    on: ['wire'],
    blocked: needsWire,
    run: session => session.reach(inputOf(onlyWire(session) ?? ':').block),
  },
]
