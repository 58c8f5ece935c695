// The ports of a sub-graph, changed from its inside. Every block that uses it keeps its wires: they follow a new name, and go with
// a port that goes.
import type { PortKind } from '@/sandbox/catalogue/define'
import type { GraphBlock } from '@/sandbox/compile/graph/document'
import { type Attempt, type Change, done, type Json, refused } from '../edit'
import {
  type GraphState,
  inputKey,
  inputOf,
  type SubgraphPort,
  type SubgraphState,
  sceneOf,
} from '../graphState'
import type { NewId } from '../ids'
import { blockPath, valueField, wirePath } from '../record'
import { around, boxOf, clamped } from '../size'
import { usesOf } from '../uses'
import { addChange, type NewBlock, placedBlock } from './blocks'
import { movedBy } from './movedBy'
import { MOST_PORTS } from './subgraphs'

export type Side = 'inputs' | 'outputs'

const GONE = 'The sub-graph is no longer there.'
const WORD = /^(?!__)[A-Za-z_]\w{0,39}$/
const STEP_X = 260
const GAP_Y = 20

export const NAME_RULE = 'A name begins with a letter and holds at most 40 letters, digits and _.'

/** The block inside that stands for a port. */
const doorKind = (side: Side) => (side === 'inputs' ? 'input' : 'result')

export const doorsOf = (inner: SubgraphState, side: Side, port: string): readonly GraphBlock[] =>
  [...inner.blocks.values()].filter(block => block.kind === doorKind(side) && block.port === port)

const listChange = (within: string, side: Side, ports: readonly SubgraphPort[]): Change => ({
  path: ['subgraphs', within, side],
  value: ports as unknown as Json, // plain data by schema
})

/** One more port, with its block inside. */
export function addPort(graph: GraphState, within: string, side: Side, newId: NewId): Attempt {
  const inner = graph.subgraphs.get(within)
  if (!inner) return refused(GONE)
  const ports = inner[side]
  if (ports.length >= MOST_PORTS)
    return refused(`A sub-graph has at most ${MOST_PORTS} ${side === 'inputs' ? 'inputs' : 'results'}.`)
  const word = doorKind(side)
  let name: string = word
  for (let n = 2; ports.some(port => port.name === name); n++) name = `${word}${n}`
  const door = placedDoor(graph, within, side, name, newId)
  return done({
    title: `Add the ${word} ${name} to ${inner.name}`,
    changes: [
      listChange(within, side, [...ports, { name, title: '', kind: 'number' }]),
      addChange(within, door),
    ],
    select: [door.id],
  })
}

/** Puts a port's block back that was removed inside. */
export function placeDoor(
  graph: GraphState,
  within: string,
  side: Side,
  port: string,
  newId: NewId,
): Attempt {
  if (!graph.subgraphs.has(within)) return refused(GONE)
  const door = placedDoor(graph, within, side, port, newId)
  return done({ title: `Place ${port}`, changes: [addChange(within, door)], select: [door.id] })
}

/** Inputs stand left of everything inside, results right, each below those that are there. */
function placedDoor(graph: GraphState, within: string, side: Side, port: string, newId: NewId): GraphBlock {
  const kind = doorKind(side)
  const block: NewBlock = kind === 'input' ? { kind, port } : { kind, port, values: {} }
  const boxes = Array.from(sceneOf(graph, within).blocks.values(), each => ({
    ...boxOf(each, graph),
    isDoor: each.kind === kind,
  }))
  const doors = boxes.filter(({ isDoor }) => isDoor)
  const all = around(boxes) ?? { x: 0, y: 0, width: 0, height: 0 }
  const column = around(doors)
  const x = column?.x ?? (side === 'inputs' ? all.x - STEP_X : all.x + all.width + STEP_X - 200)
  const y = column ? column.y + column.height + GAP_Y : all.y
  return placedBlock(block, { x: clamped(x), y: clamped(y) }, newId)
}

/** A port under another name; what is wired to it stays wired. */
export function renamePort(
  graph: GraphState,
  within: string,
  side: Side,
  before: string,
  after: string,
): Attempt {
  const inner = graph.subgraphs.get(within)
  if (!inner) return refused(GONE)
  if (!WORD.test(after)) return refused(NAME_RULE)
  if (inner[side].some(({ name }) => name === after && name !== before))
    return refused(
      `There is ${side === 'inputs' ? 'an input' : 'a result'} ${after} already. Choose another name.`,
    )
  if (before === after) return done({ title: 'Rename a port', changes: [] })
  return done({
    title: `Rename ${before} of ${inner.name} to ${after}`,
    changes: [
      listChange(
        within,
        side,
        inner[side].map(port => (port.name === before ? { ...port, name: after } : port)),
      ),
      ...doorsOf(inner, side, before).map(({ id }) => ({
        path: [...blockPath(within, id), 'port'],
        value: after,
      })),
      ...outside(graph, within, side, before, after),
    ],
  })
}

/** A port that goes takes its block inside along, and every wire and value at it. */
export function removePort(graph: GraphState, within: string, side: Side, name: string): Attempt {
  const inner = graph.subgraphs.get(within)
  if (!inner) return refused(GONE)
  const doors = new Set(doorsOf(inner, side, name).map(({ id }) => id))
  const cut = [...inner.wires].flatMap(([key, from]): Change[] =>
    doors.has(from.block) || doors.has(inputOf(key).block) ? [{ path: wirePath(within, inputOf(key)) }] : [],
  )
  return done({
    title: `Remove the ${doorKind(side)} ${name} of ${inner.name}`,
    changes: [
      listChange(
        within,
        side,
        inner[side].filter(port => port.name !== name),
      ),
      ...cut,
      ...[...doors].map(id => ({ path: blockPath(within, id) })),
      ...outside(graph, within, side, name, null),
    ],
    select: [],
  })
}

/** What a port carries, or what it is called on the block. */
export function setPort(
  graph: GraphState,
  within: string,
  side: Side,
  name: string,
  fields: { readonly kind?: PortKind; readonly title?: string },
): Attempt {
  const inner = graph.subgraphs.get(within)
  if (!inner) return refused(GONE)
  const { title, ...rest } = fields
  const told = title === undefined ? rest : { ...rest, title: title.slice(0, 200) }
  return done({
    title: `Change ${name} of ${inner.name}`,
    changes: [
      listChange(
        within,
        side,
        inner[side].map(port => (port.name === name ? { ...port, ...told } : port)),
      ),
    ],
    merge: `port ${within} ${side} ${name} ${Object.keys(fields).join(' ')}`,
  })
}

/** A step up or down among its neighbours, as they stand on the block. */
export function movePort(graph: GraphState, within: string, side: Side, name: string, by: -1 | 1): Attempt {
  const inner = graph.subgraphs.get(within)
  if (!inner) return refused(GONE)
  const moved = movedBy(inner[side], name, by)
  return done({
    title: `Move ${name} of ${inner.name} ${by < 0 ? 'up' : 'down'}`,
    changes: moved ? [listChange(within, side, moved)] : [],
  })
}

/** What a renamed or removed port means for the blocks that use the sub-graph. */
function outside(
  graph: GraphState,
  within: string,
  side: Side,
  before: string,
  after: string | null,
): Change[] {
  return usesOf(graph, within).flatMap(({ within: where, sheet, block }): Change[] => {
    if (side === 'outputs')
      return [...sheet.wires].flatMap(([key, from]): Change[] => {
        if (from.block !== block.id || from.port !== before) return []
        const path = wirePath(where, inputOf(key))
        return [after === null ? { path } : { path, value: { block: block.id, port: after } }]
      })
    const end = sheet.wires.get(inputKey({ block: block.id, port: before }))
    const value = block.values[before]
    const fields = blockPath(where, block.id)
    return [
      ...(end ? [{ path: wirePath(where, { block: block.id, port: before }) }] : []),
      ...(end && after !== null
        ? [{ path: wirePath(where, { block: block.id, port: after }), value: { ...end } }]
        : []),
      ...(value === undefined ? [] : [{ path: [...fields, valueField(before)] }]),
      ...(value === undefined || after === null ? [] : [{ path: [...fields, valueField(after)], value }]),
    ]
  })
}
