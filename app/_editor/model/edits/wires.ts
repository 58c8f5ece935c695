import { type Attempt, type Change, done, type Edit, refused } from '../edit'
import { type End, inputKey, type Scene } from '../graphState'
import type { NewId } from '../ids'
import { portsOfBlock } from '../ports'
import { blockPath, valueField, wirePath } from '../record'
import { snapped } from '../size'
import { titleOf } from '../titles'
import { type Adapter, wireCheck } from '../wireCheck'
import {
  addChange,
  connectChange,
  type NewBlock,
  operatorBlock,
  type Point,
  placedBlock,
  roomRefusal,
} from './blocks'

/** Wires an output to an input; the input's old wire goes. */
export function connect(scene: Scene, from: End, to: End): Attempt {
  const check = wireCheck(scene, from, to)
  if (!check.ok) return refused(check.reason)
  return done({ title: connecting(scene, from, to), changes: [connectChange(scene.within, from, to)] })
}

const connecting = (scene: Scene, from: End, to: End): string =>
  `Connect ${nameOf(scene, from.block)} to ${nameOf(scene, to.block)}`

const nameOf = (scene: Scene, id: string): string => {
  const block = scene.blocks.get(id)
  return block ? titleOf(block, scene.graph) : id
}

/** Wires through the block that `wireCheck` offers, put half way between the two. */
export function connectThrough(scene: Scene, from: End, to: End, adapter: Adapter, newId: NewId): Attempt {
  const [source, target] = [scene.blocks.get(from.block), scene.blocks.get(to.block)]
  if (!source || !target) return refused('One of the two blocks is no longer there.')
  const block = { ...operatorBlock(adapter.entry, {}, adapter.values), ...adapter.clock } as NewBlock // a clock belongs to an operator
  const reason = roomRefusal(scene, [block])
  if (reason) return refused(reason)
  const half = { x: snapped((source.x + target.x) / 2), y: snapped((source.y + target.y) / 2) }
  const between = placedBlock(block, half, newId)
  return done({
    title: `${connecting(scene, from, to)} through ${adapter.title}`,
    changes: [
      addChange(scene.within, between),
      connectChange(scene.within, from, { block: between.id, port: adapter.input }),
      connectChange(scene.within, { block: between.id, port: 'value' }, to),
    ],
    select: [between.id],
  })
}

export function disconnect(scene: Scene, inputs: Iterable<End>): Edit {
  const ends = [...inputs]
  const title =
    ends.length === 1 ? `Disconnect ${nameOf(scene, ends[0]!.block)}` : `Remove ${ends.length} wires`
  return { title, changes: ends.map(to => ({ path: wirePath(scene.within, to) })) }
}

/** Drops a block that is there on a wire: the wire goes through its first free input and output that fit. */
export function spliceOnWire(scene: Scene, id: string, wireTo: End, at?: Point): Attempt {
  const block = scene.blocks.get(id)
  const from = scene.wires.get(inputKey(wireTo))
  if (!block || !from) return refused('The block or the wire is no longer there.')
  if (from.block === id || wireTo.block === id) return refused('The wire is already at this block.')
  const { inputs, outputs } = portsOfBlock(block, scene.graph)
  for (const { name } of inputs) {
    const input = { block: id, port: name }
    if (scene.wires.has(inputKey(input)) || !wireCheck(scene, from, input).ok) continue
    // the second half is checked as the sheet will be: with the first half there and the old wire gone
    const wires = new Map(scene.wires)
    wires.delete(inputKey(wireTo))
    wires.set(inputKey(input), from)
    const output = outputs.find(
      port => wireCheck({ ...scene, wires }, { block: id, port: port.name }, wireTo).ok,
    )
    if (!output) continue
    const moved: Change[] = at
      ? [
          { path: [...blockPath(scene.within, id), 'x'], value: at.x },
          { path: [...blockPath(scene.within, id), 'y'], value: at.y },
        ]
      : []
    return done({
      title: `Put ${titleOf(block, scene.graph)} on a wire`,
      changes: [
        ...moved,
        connectChange(scene.within, from, input),
        connectChange(scene.within, { block: id, port: output.name }, wireTo),
      ],
    })
  }
  return refused(
    `${titleOf(block, scene.graph)} doesn’t fit on this wire: no free port takes what it carries and gives it on.`,
  )
}

/** Adds a new block on a wire; where it doesn't fit it is only added. */
export function addOnWire(scene: Scene, block: NewBlock, at: Point, wireTo: End, newId: NewId): Attempt {
  const reason = roomRefusal(scene, [block])
  if (reason) return refused(reason)
  const placed = placedBlock(block, at, newId)
  const added = { ...scene, blocks: new Map(scene.blocks).set(placed.id, placed) }
  const splice = spliceOnWire(added, placed.id, wireTo)
  return done({
    title: splice.ok ? splice.edit.title : `Add ${titleOf(placed, scene.graph)}`,
    changes: [addChange(scene.within, placed), ...(splice.ok ? splice.edit.changes : [])],
    select: [placed.id],
  })
}

/** Adds a block at the free end of a wire being drawn, and wires it there. */
export function addAtEnd(
  scene: Scene,
  block: NewBlock,
  at: Point,
  end: { readonly kind: 'from' | 'to'; readonly end: End },
  newId: NewId,
): Attempt {
  const reason = roomRefusal(scene, [block])
  if (reason) return refused(reason)
  const placed = placedBlock(block, at, newId)
  const added = { ...scene, blocks: new Map(scene.blocks).set(placed.id, placed) }
  const { inputs, outputs } = portsOfBlock(placed, scene.graph)
  const pairs = (end.kind === 'from' ? inputs : outputs).map(({ name }) => {
    const free = { block: placed.id, port: name }
    return end.kind === 'from' ? ([end.end, free] as const) : ([free, end.end] as const)
  })
  const pair = pairs.find(([from, to]) => wireCheck(added, from, to).ok)
  return done({
    title: `Add ${titleOf(placed, scene.graph)}`,
    changes: [addChange(scene.within, placed), ...(pair ? [connectChange(scene.within, ...pair)] : [])],
    select: [placed.id],
  })
}

/** Swaps what stands at the first two inputs of a block, wires and values alike. */
export function swapInputs(scene: Scene, id: string): Attempt {
  const block = scene.blocks.get(id)
  const [a, b] = block ? portsOfBlock(block, scene.graph).inputs : []
  if (!block || !a || !b) return refused('The block has no two inputs.')
  const values = 'values' in block ? block.values : {}
  const changes = [
    [a.name, b.name],
    [b.name, a.name],
  ].flatMap(([to, from]): Change[] => {
    const wire = scene.wires.get(inputKey({ block: id, port: from! }))
    const value = values[from!]
    const path = wirePath(scene.within, { block: id, port: to! })
    const held = [...blockPath(scene.within, id), valueField(to!)]
    return [
      wire ? { path, value: { ...wire } } : { path },
      value === undefined ? { path: held } : { path: held, value },
    ]
  })
  return done({ title: `Swap the inputs of ${titleOf(block, scene.graph)}`, changes })
}
