// A selection turned into a reusable block with ports of its own, and back; versions of one, and what sets them apart.

import type { PortKind } from '@/sandbox/catalogue/define'
import type { Declaration, GraphBlock, PortValue, Setting } from '@/sandbox/compile/graph/document'
import { type Attempt, type Change, count, done, type Edit, type Json, refused } from '../edit'
import {
  type End,
  type GraphState,
  inputKey,
  inputOf,
  type Scene,
  type SubgraphPort,
  type SubgraphState,
} from '../graphState'
import type { NewId } from '../ids'
import { wordOf } from '../ids'
import { carriedKind, downstreamOf, portsOfBlock, upstreamOf } from '../ports'
import { blockFields, blockPath, wirePath } from '../record'
import { around, boxOf, clamped, snapped } from '../size'
import { titleOf } from '../titles'
import { addChange, connectChange } from './blocks'

const STEP_X = 260
const STEP_Y = 80
const MOST_PORTS = 40

/** Turns what is selected into one block. Outputs and columns stay outside; what they read becomes a result. */
export function makeSubgraph(scene: Scene, ids: Iterable<string>, name: string, newId: NewId): Attempt {
  const { graph, within } = scene
  const inner = [...ids].flatMap(id => scene.blocks.get(id) ?? []).filter(isInner)
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
  for (const [key, from] of scene.wires) {
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

  const box = around(inner.map(each => boxOf(each, graph)))!
  const shifted = <T extends GraphBlock>(each: T): T => ({
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
  }
  const used: GraphBlock = {
    kind: 'subgraph',
    id: block,
    use,
    version: 1,
    x: clamped(snapped(box.x + box.width / 2 - 100)),
    y: clamped(snapped(box.y)),
    params: Object.fromEntries(params.map(each => [each.name, { param: each.name }])),
    values: {},
  }
  return done({
    title: `Turn ${count(inner.length, 'block')} into ${name}`,
    changes: [
      { path: ['subgraphs', use], value: record },
      ...inner.map(each => ({ path: blockPath(within, each.id) })),
      addChange(within, used),
      ...changes,
      ...[...inlets.values()].map(({ from, port }) =>
        connectChange(within, from, { block, port: port.name }),
      ),
    ],
    select: [block],
  })
}

const isInner = ({ kind }: GraphBlock): boolean =>
  kind === 'operator' || kind === 'constant' || kind === 'code' || kind === 'subgraph'

/** A typed port for what a wire carries, named after the block it comes from. */
function portFor(
  scene: Scene,
  { block, port }: End,
  others: Iterable<{ readonly port: SubgraphPort }>,
): SubgraphPort {
  const from = scene.blocks.get(block)
  const word = from ? (from.name ?? ('entry' in from ? from.entry : from.kind)) : port
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

/** Declarations of the parameters that blocks name, to become the sub-graph's own. */
function namedIn(blocks: readonly GraphBlock[], { graph, within }: Scene): readonly Declaration[] {
  const settings = blocks.flatMap((block): (Setting | PortValue)[] => [
    ...('params' in block ? Object.values(block.params) : []),
    ...('values' in block ? Object.values(block.values) : []),
    ...(block.kind === 'constant' ? [block.value] : []),
  ])
  const names = new Set(settings.flatMap(value => (typeof value === 'object' ? [value.param] : [])))
  const own = within === null ? [] : (graph.subgraphs.get(within)?.params ?? [])
  const known = [...own, ...graph.params.filter(({ name }) => !own.some(each => each.name === name))]
  return known.filter(({ name }) => names.has(name))
}

/** Puts the inside of a sub-graph block in its place. */
export function unpack(scene: Scene, id: string, newId: NewId): Attempt {
  const { graph, within } = scene
  const used = scene.blocks.get(id)
  const inner = used?.kind === 'subgraph' ? graph.subgraphs.get(used.use) : undefined
  if (used?.kind !== 'subgraph' || !inner) return refused('The block is no sub-graph that is there.')
  const inlets = new Map<string, string>()
  const results = new Map<string, End>()
  const renewed = new Map<string, string>()
  for (const block of inner.blocks.values())
    if (block.kind === 'input') inlets.set(block.id, block.port)
    else if (block.kind !== 'result') renewed.set(block.id, newId(wordOf(block)))
  const source = (from: End): { readonly end?: End; readonly value?: PortValue } => {
    const port = inlets.get(from.block)
    if (port === undefined) {
      const block = renewed.get(from.block)
      return block ? { end: { block, port: from.port } } : {}
    }
    const end = scene.wires.get(inputKey({ block: id, port }))
    const value = used.values[port]
    return end ? { end } : value === undefined ? {} : { value }
  }
  const given = (name: string): Setting | undefined => {
    const declared = inner.params.find(each => each.name === name)
    return declared ? (used.params[name] ?? declared.default) : undefined
  }
  const body = [...inner.blocks.values()].filter(block => renewed.has(block.id))
  const box = around(body.map(block => boxOf(block, graph))) ?? { x: 0, y: 0 }
  const extra = new Map<string, Record<string, PortValue>>()
  const changes: Change[] = []
  for (const [key, from] of inner.wires) {
    const to = inputOf(key)
    const { end, value } = source(from)
    const target = inner.blocks.get(to.block)
    if (target?.kind === 'result') {
      if (end) results.set(target.port, end)
      continue
    }
    const block = renewed.get(to.block)
    if (!block) continue
    if (end) changes.push(connectChange(within, end, { ...to, block }))
    else if (value !== undefined) extra.set(to.block, { ...extra.get(to.block), [to.port]: value })
  }
  const added = body.map(block => {
    const settled = withParams(block, given)
    const values = extra.get(block.id)
    return addChange(within, {
      ...settled,
      ...(values && 'values' in settled && { values: { ...settled.values, ...values } }),
      id: renewed.get(block.id)!,
      x: clamped(block.x - box.x + used.x),
      y: clamped(block.y - box.y + used.y),
    })
  })
  const outer = [...scene.wires].flatMap(([key, from]): Change[] => {
    const to = inputOf(key)
    if (to.block === id) return [{ path: wirePath(within, to) }]
    if (from.block !== id) return []
    const end = results.get(from.port)
    return [end ? connectChange(within, end, to) : { path: wirePath(within, to) }]
  })
  const last = [...graph.subgraphs.values(), graph]
    .flatMap(sheet => [...sheet.blocks.values()])
    .every(block => block.kind !== 'subgraph' || block.use !== used.use || block.id === id)
  return done({
    title: `Unpack ${titleOf(used, graph)}`,
    changes: [
      ...added,
      { path: blockPath(within, id) },
      ...outer,
      ...changes,
      ...(last ? [{ path: ['subgraphs', used.use] }] : []),
    ],
    select: [...renewed.values()],
  })
}

/** A block with a sub-graph's own parameters put in; others stay named. */
function withParams(block: GraphBlock, given: (name: string) => Setting | undefined): GraphBlock {
  const settle = <T extends Setting | PortValue>(value: T): T =>
    typeof value === 'object' ? ((given(value.param) ?? value) as T) : value // a declared value of the kind it stands for
  const settled = <T extends Setting | PortValue>(values: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, settle(value)]))
  if (block.kind === 'constant') return { ...block, value: settle(block.value) }
  return {
    ...block,
    ...('params' in block && { params: settled(block.params) }),
    ...('values' in block && { values: settled(block.values) }),
  } as GraphBlock // the same block, with values of the same kinds
}

/** Versions of one sub-graph share what stands before `-v`. */
const lineOf = (id: string): string => id.replace(/-v\d+$/, '')

/** Newer versions of what a block uses, the newest first. */
export function updatesOf(
  graph: GraphState,
  block: GraphBlock,
): readonly { readonly id: string; readonly version: number }[] {
  if (block.kind !== 'subgraph') return []
  return [...graph.subgraphs]
    .filter(([id, { version }]) => lineOf(id) === lineOf(block.use) && version > block.version)
    .map(([id, { version }]) => ({ id, version }))
    .sort((a, b) => b.version - a.version)
}

/** How many blocks use a sub-graph, on every sheet. */
export const usesOf = (graph: GraphState, id: string): number =>
  [...graph.subgraphs.values(), graph]
    .flatMap(sheet => [...sheet.blocks.values()])
    .filter(block => block.kind === 'subgraph' && block.use === id).length

/** Gives a block a version of its own, to be changed while other blocks keep theirs. */
export function newVersion(scene: Scene, id: string): Attempt {
  const block = scene.blocks.get(id)
  const inner = block?.kind === 'subgraph' ? scene.graph.subgraphs.get(block.use) : undefined
  if (block?.kind !== 'subgraph' || !inner) return refused('The block is no sub-graph that is there.')
  const line = lineOf(block.use)
  const newest = Math.max(
    ...[...scene.graph.subgraphs].flatMap(([each, { version }]) => (lineOf(each) === line ? [version] : [])),
  )
  const use = `${line.slice(0, 56)}-v${newest + 1}`
  const record = {
    name: inner.name,
    version: newest + 1,
    inputs: inner.inputs as unknown as Json,
    outputs: inner.outputs as unknown as Json,
    params: inner.params as unknown as Json, // plain data by schema
    blocks: Object.fromEntries(
      [...inner.blocks.values()].map((each, at) => [each.id, { ...blockFields(each), at }]),
    ),
    wires: Object.fromEntries([...inner.wires].map(([key, from]) => [key, { ...from }])),
  }
  return done({
    title: `Begin version ${newest + 1} of ${inner.name}`,
    changes: [{ path: ['subgraphs', use], value: record }, ...useVersion(scene, id, use, newest + 1)],
  })
}

/** Lets a block use another version. Wires and values at ports that version doesn't have go. */
export function updateUse(scene: Scene, id: string, use: string): Attempt {
  const block = scene.blocks.get(id)
  const next = scene.graph.subgraphs.get(use)
  if (block?.kind !== 'subgraph' || !next) return refused('This version is no longer there.')
  const lost = [...scene.wires].flatMap(([key, from]): Change[] => {
    const to = inputOf(key)
    const isLost =
      (to.block === id && !next.inputs.some(({ name }) => name === to.port)) ||
      (from.block === id && !next.outputs.some(({ name }) => name === from.port))
    return isLost ? [{ path: wirePath(scene.within, to) }] : []
  })
  const stale = [
    ...Object.keys(block.params)
      .filter(name => !next.params.some(each => each.name === name))
      .map(name => `param:${name}`),
    ...Object.keys(block.values)
      .filter(port => !next.inputs.some(({ name }) => name === port))
      .map(port => `value:${port}`),
  ].map(field => ({ path: [...blockPath(scene.within, id), field] }))
  return done({
    title: `Update ${titleOf(block, scene.graph)} to version ${next.version}`,
    changes: [...useVersion(scene, id, use, next.version), ...lost, ...stale],
  })
}

const useVersion = (scene: Scene, id: string, use: string, version: number): Change[] => [
  { path: [...blockPath(scene.within, id), 'use'], value: use },
  { path: [...blockPath(scene.within, id), 'version'], value: version },
]

/** What sets two versions apart, a sentence each. */
export function versionDiff(graph: GraphState, before: SubgraphState, after: SubgraphState): string[] {
  const named = (block: GraphBlock) => titleOf(block, graph)
  const lines: string[] = []
  for (const [id, block] of after.blocks) if (!before.blocks.has(id)) lines.push(`${named(block)} is new.`)
  for (const [id, block] of before.blocks) {
    const now = after.blocks.get(id)
    if (!now) lines.push(`${named(block)} is gone.`)
    else
      for (const [field, value] of Object.entries(blockFields(now))) {
        const old = blockFields(block)[field]
        if (field !== 'x' && field !== 'y' && JSON.stringify(old) !== JSON.stringify(value))
          lines.push(`${named(now)}: ${field.replace(/^\w+:/, '')} was ${shown(old)}, is ${shown(value)}.`)
      }
  }
  for (const key of new Set([...before.wires.keys(), ...after.wires.keys()])) {
    const [old, now] = [before.wires.get(key), after.wires.get(key)]
    const block = after.blocks.get(inputOf(key).block)
    if (block && (old?.block !== now?.block || old?.port !== now?.port))
      lines.push(`${named(block)}: ${inputOf(key).port} is wired otherwise.`)
  }
  return lines
}

const shown = (value: Json | undefined): string =>
  value === undefined ? 'its default' : JSON.stringify(value)

/** Adds or takes away a port of the sub-graph one is in. */
export function setPorts(
  graph: GraphState,
  within: string,
  side: 'inputs' | 'outputs',
  ports: readonly SubgraphPort[],
): Edit {
  return {
    title: `Change the ${side === 'inputs' ? 'inputs' : 'results'} of ${graph.subgraphs.get(within)?.name ?? 'a sub-graph'}`,
    changes: [{ path: ['subgraphs', within, side], value: ports.slice(0, MOST_PORTS) as unknown as Json }],
    merge: `ports ${within} ${side}`,
  }
}
