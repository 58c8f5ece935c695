// A selection turned into one reusable block with ports and parameters of its own.
import type { PortKind } from '@/sandbox/catalogue/define'
import type { Declaration, GraphBlock } from '@/sandbox/compile/graph/document'
import { type Attempt, type Change, count, done, type Json, refused } from '../edit'
import { membersOf, renamedFrame, withContents } from '../frames'
import { type End, inputKey, inputOf, paramsOf, type Scene, type SubgraphPort } from '../graphState'
import type { NewId } from '../ids'
import { carriedKind, downstreamOf, portsOfBlock, upstreamOf } from '../ports'
import { blockFields, blockPath, fieldsOf, framePath, notePath, numbered, wirePath } from '../record'
import { around, boxOf, clamped, snapped } from '../size'
import { titleOf } from '../titles'
import { UNNAMED } from './annotate'
import { addChange, connectChange, type Point } from './blocks'

const STEP_X = 260
const STEP_Y = 80
export const MOST_PORTS = 40

/**
 * Turns what is selected into one block. Outputs and columns stay outside; what they read becomes a result. Notes go inside, and
 * frames none of whose blocks is left behind.
 */
export function makeSubgraph(scene: Scene, ids: Iterable<string>, name: string, newId: NewId): Attempt {
  const { graph, within } = scene
  const meant = withContents(scene, ids)
  const inner = [...meant].flatMap(id => scene.blocks.get(id) ?? []).filter(isInner)
  const chosen = new Set(inner.map(({ id }) => id))
  if (chosen.size === 0)
    return refused('Select blocks that compute something: outputs and columns stay outside.')
  const [above, below] = [upstreamOf(scene, chosen), downstreamOf(scene, chosen)]
  const between = [...above].find(id => below.has(id) && !chosen.has(id))
  const blocker = between && scene.blocks.get(between)
  if (blocker)
    return refused(
      `${titleOf(blocker, graph)} lies between the selected blocks. Select it too, or leave out what it feeds.`,
    )

  const use = newId(name)
  const inlets = new Map<string, { readonly port: SubgraphPort; readonly from: End; readonly id: string }>()
  const outlets = new Map<string, { readonly port: SubgraphPort; readonly from: End; readonly id: string }>()
  const wires: Record<string, Json> = {}
  const changes: Change[] = []
  const block = newId('subgraph')
  for (const [key, from] of inPlace(scene)) {
    const to = inputOf(key)
    if (chosen.has(to.block)) {
      changes.push({ path: wirePath(within, to) })
      if (chosen.has(from.block)) wires[key] = { ...from }
      else {
        const inlet = inlets.get(inputKey(from)) ?? {
          port: portFor(scene, from, inlets.values()),
          from,
          id: newId('input'),
        }
        inlets.set(inputKey(from), inlet)
        wires[key] = { block: inlet.id, port: 'value' }
      }
    } else if (chosen.has(from.block)) {
      const outlet = outlets.get(inputKey(from)) ?? {
        port: portFor(scene, from, outlets.values()),
        from,
        id: newId('result'),
      }
      outlets.set(inputKey(from), outlet)
      wires[`${outlet.id}:value`] = { ...from }
      changes.push(connectChange(within, { block, port: outlet.port.name }, to))
    }
  }
  // a selection that nothing reads yet gives what its last blocks give
  if (outlets.size === 0)
    for (const each of inner) {
      const read = Object.values(wires).some(from => (from as unknown as End).block === each.id)
      for (const { name: port } of read ? [] : portsOfBlock(each, graph).outputs) {
        const from = { block: each.id, port }
        const outlet = { port: portFor(scene, from, outlets.values()), from, id: newId('result') }
        outlets.set(inputKey(from), outlet)
        wires[`${outlet.id}:value`] = from
      }
    }
  if (inlets.size > MOST_PORTS || outlets.size > MOST_PORTS)
    return refused(`A sub-graph has at most ${MOST_PORTS} inputs and as many results. Select less.`)

  const frames = [...meant]
    .flatMap(id => scene.frames.get(id) ?? [])
    .filter(frame => {
      const members = membersOf(scene, frame)
      const isEmptied = members.length > 0 && !members.some(id => chosen.has(id) || scene.notes.has(id))
      return !isEmptied && members.every(id => chosen.has(id) || !isInner(scene.blocks.get(id)))
    })
  const notes = [...meant].flatMap(id => scene.notes.get(id) ?? [])
  const kept = new Map([...inner, ...frames, ...notes].map(({ id }) => [id, id]))
  const blocksBox = around(inner.map(each => boxOf(each, graph)))!
  const box = around([blocksBox, ...frames, ...notes])!
  const shifted = <T extends Point>(each: T): T => ({
    ...each,
    x: clamped(each.x - box.x + STEP_X),
    y: clamped(each.y - box.y),
  })
  const body: GraphBlock[] = [
    ...[...inlets.values()].map(
      ({ id, port }, at): GraphBlock => ({ kind: 'input', id, port: port.name, x: 0, y: at * STEP_Y }),
    ),
    ...inner.map(shifted),
    ...[...outlets.values()].map(
      ({ id, port }, at): GraphBlock => ({
        kind: 'result',
        id,
        port: port.name,
        x: clamped(box.width + 2 * STEP_X),
        y: at * STEP_Y,
        values: {},
      }),
    ),
  ]
  const params = namedIn(inner, scene)
  const record = {
    name: name.slice(0, 80),
    version: 1,
    inputs: [...inlets.values()].map(({ port }) => port) as unknown as Json,
    outputs: [...outlets.values()].map(({ port }) => port) as unknown as Json,
    params: params as unknown as Json, // plain data by schema
    blocks: Object.fromEntries(body.map((each, at) => [each.id, { ...blockFields(each), at }])),
    wires,
    frames: numbered(frames.map(frame => shifted(renamedFrame(frame, kept)))),
    notes: numbered(notes.map(shifted)),
  }
  const used: GraphBlock = {
    kind: 'subgraph',
    id: block,
    use,
    version: 1,
    x: clamped(snapped(blocksBox.x + blocksBox.width / 2 - 100)),
    y: clamped(snapped(blocksBox.y)),
    params: Object.fromEntries(params.map(each => [each.name, { param: each.name }])),
    values: {},
  }
  return done({
    title: `Turn ${count(inner.length, 'block')} into ${name}`,
    changes: [
      { path: ['subgraphs', use], value: record },
      ...inner.map(({ id }) => ({ path: blockPath(within, id) })),
      ...frames.map(({ id }) => ({ path: framePath(within, id) })),
      ...notes.map(({ id }) => ({ path: notePath(within, id) })),
      addChange(within, used),
      ...changes,
      ...[...inlets.values()].map(({ from, port }) =>
        connectChange(within, from, { block, port: port.name }),
      ),
    ],
    select: [block],
  })
}

/** What a sub-graph is called at first: after the frame that is chosen for it. */
export function firstName(scene: Scene, ids: Iterable<string>): string {
  const [id = '', ...others] = ids
  const title = others.length === 0 ? (scene.frames.get(id)?.title.trim() ?? '') : ''
  return title === '' || title === UNNAMED ? 'Sub-graph' : title.slice(0, 80)
}

/** Wires by where they come from, top to bottom: ports stand in the order of what they carry, so that wires cross less. */
function inPlace({ blocks, wires }: Scene): readonly (readonly [string, End])[] {
  const y = ({ block }: End) => blocks.get(block)?.y ?? 0
  return [...wires].sort(([, a], [, b]) => y(a) - y(b))
}

const INNER: ReadonlySet<string | undefined> = new Set(['operator', 'constant', 'code', 'subgraph'])
const isInner = (block: GraphBlock | undefined): boolean => INNER.has(block?.kind)

/** A typed port for what a wire carries, named after the block it comes from. */
function portFor(
  scene: Scene,
  { block, port }: End,
  others: Iterable<{ readonly port: SubgraphPort }>,
): SubgraphPort {
  const from = scene.blocks.get(block)
  const word = from ? (from.name ?? wordFor(from)) : port
  const base =
    `${word}${port === 'value' ? '' : `_${port}`}`
      .replace(/[^A-Za-z0-9_]/g, '')
      .replace(/^[^A-Za-z]+/, '')
      .slice(0, 36) || 'x'
  const taken = new Set(Array.from(others, each => each.port.name))
  let name = base
  for (let n = 2; taken.has(name); n++) name = `${base}${n}`
  return { name, title: '', kind: carriedKind(scene, block, port) satisfies PortKind }
}

/** What the ports of a block are called after: what it computes, or the port it stands for. */
function wordFor(block: GraphBlock): string {
  if (block.kind === 'operator') return block.entry
  return block.kind === 'input' ? block.port : block.kind
}

/** Declarations of the parameters that blocks name, to become the sub-graph's own. */
function namedIn(blocks: readonly GraphBlock[], scene: Scene): readonly Declaration[] {
  const names = new Set(
    blocks.flatMap(fieldsOf).flatMap(({ value }) => (typeof value === 'object' ? [value.param] : [])),
  )
  return paramsOf(scene).filter(({ name }) => names.has(name))
}
