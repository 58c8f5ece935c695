import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Attempt, Edit } from '@/app/_editor/model/edit'
import {
  addFrame,
  addNote,
  collapseFrame,
  fitFrame,
  setFrame,
  setNote,
} from '@/app/_editor/model/edits/annotate'
import { align, distribute, SIDES, snap } from '@/app/_editor/model/edits/arrange'
import {
  addBlock,
  moveBlocks,
  type NewBlock,
  operatorBlock,
  pinBlocks,
  removeBlocks,
  renameBlock,
  setClock,
  setParam,
  setValue,
} from '@/app/_editor/model/edits/blocks'
import { copied, duplicate, paste } from '@/app/_editor/model/edits/clipboard'
import {
  declareParam,
  followParam,
  moveParam,
  ownParams,
  promoteField,
  removeParam,
  unfollowParam,
} from '@/app/_editor/model/edits/params'
import { replaceGraph } from '@/app/_editor/model/edits/replaceGraph'
import { renameStrategy, setTimeframe } from '@/app/_editor/model/edits/settings'
import { addPort, movePort, removePort, renamePort, setPort } from '@/app/_editor/model/edits/subgraphPorts'
import { makeSubgraph } from '@/app/_editor/model/edits/subgraphs'
import { unpack } from '@/app/_editor/model/edits/unpack'
import { newVersion, updateAll, versionsOf } from '@/app/_editor/model/edits/versions'
import {
  addOnWire,
  connect,
  connectThrough,
  disconnect,
  spliceOnWire,
  swapInputs,
} from '@/app/_editor/model/edits/wires'
import { canFollow, declarationOf, specOfField } from '@/app/_editor/model/fieldParam'
import { inputOf, paramsOf, type Scene, sceneOf } from '@/app/_editor/model/graphState'
import { graphJson } from '@/app/_editor/model/graphText'
import { History } from '@/app/_editor/model/history'
import { keptOf, revived } from '@/app/_editor/model/historyStore'
import { newIds } from '@/app/_editor/model/ids'
import { paramSpecsOf, portsOfBlock } from '@/app/_editor/model/ports'
import { fieldsOf, paramField, valueField } from '@/app/_editor/model/record'
import { openDocument, StrategyModel } from '@/app/_editor/model/strategyModel'
import { wireCheck } from '@/app/_editor/model/wireCheck'
import { readState } from '@/app/_editor/model/yDocument'
import { catalogue } from '@/sandbox/catalogue'
import { graphSchema, readGraph } from '@/sandbox/compile/graph/document'
import { templates } from '@/sandbox/templates'

/** Mulberry32: small, and good enough to shuffle with. */
const random = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}

type Move = (scene: Scene, pick: Pick) => Edit | Attempt | null

interface Pick {
  readonly number: (most: number) => number
  readonly one: <T>(from: readonly T[]) => T | undefined
  readonly some: <T>(from: readonly T[]) => T[]
  readonly newId: (word: string) => string
}

const ENTRIES = [
  'close',
  'open',
  'rsi',
  'ema',
  'gt',
  'lt',
  'and',
  'not',
  'bb',
  'ago',
  'where',
  'macd',
  'seen',
  'crossover',
]

const spot = (pick: Pick) => ({ x: pick.number(3_000) - 500, y: pick.number(3_000) - 500 })
const anyBlock = (scene: Scene, pick: Pick) => pick.one([...scene.blocks.values()])
const anyInput = (scene: Scene, pick: Pick) => {
  const block = anyBlock(scene, pick)
  const port = block && pick.one(portsOfBlock(block, scene.graph).inputs)
  return block && port && { block: block.id, port: port.name }
}
const anyOutput = (scene: Scene, pick: Pick) => {
  const block = anyBlock(scene, pick)
  const port = block && pick.one(portsOfBlock(block, scene.graph).outputs)
  return block && port && { block: block.id, port: port.name }
}
const chosen = (scene: Scene, pick: Pick) =>
  pick.some([...scene.blocks.keys(), ...scene.frames.keys(), ...scene.notes.keys()])

const anyField = (scene: Scene, pick: Pick) => {
  const block = anyBlock(scene, pick)
  const field =
    block &&
    pick.one([
      ...paramSpecsOf(block, scene.graph).map(({ name }) => paramField(name)),
      ...('values' in block && block.kind !== 'output' && block.kind !== 'column'
        ? portsOfBlock(block, scene.graph).inputs.map(({ name }) => valueField(name))
        : []),
    ])
  return block && field ? { block, field } : undefined
}
const anyPort = ({ graph }: Scene, pick: Pick) => {
  const within = pick.one([...graph.subgraphs.keys()])
  const side = pick.one(['inputs', 'outputs'] as const)!
  const ports = (within && graph.subgraphs.get(within)?.[side]) || []
  return within && { within, side, name: pick.one(ports)?.name ?? 'none' }
}

const newBlock = (pick: Pick): NewBlock =>
  pick.one<NewBlock>([
    ...ENTRIES.map(entry => operatorBlock(entry)),
    { kind: 'constant', value: 30 },
    { kind: 'output', output: 'filter', values: {} },
    { kind: 'column', column: 'shown', values: {} },
  ])!

let clipboard = ''
const MOVES: Record<string, Move> = {
  add: (scene, pick) =>
    scene.blocks.size < 40 ? addBlock(scene, newBlock(pick), spot(pick), pick.newId) : null,
  move: (scene, pick) => moveBlocks(scene, new Map(chosen(scene, pick).map(id => [id, spot(pick)]))),
  connect: (scene, pick) => {
    const [from, to] = [anyOutput(scene, pick), anyInput(scene, pick)]
    if (!from || !to) return null
    const check = wireCheck(scene, from, to)
    const adapter = check.ok ? undefined : check.adapters[0]
    return adapter && scene.blocks.size < 40
      ? connectThrough(scene, from, to, adapter, pick.newId)
      : connect(scene, from, to)
  },
  disconnect: (scene, pick) =>
    disconnect(
      scene,
      pick
        .some([...scene.wires.keys()])
        .slice(0, 3)
        .map(inputOf),
    ),
  remove: (scene, pick) => removeBlocks(scene, chosen(scene, pick).slice(0, 3), false),
  heal: (scene, pick) => removeBlocks(scene, chosen(scene, pick).slice(0, 3), true),
  splice: (scene, pick) => {
    const [block, wire] = [anyBlock(scene, pick), pick.one([...scene.wires.keys()])]
    return block && wire ? spliceOnWire(scene, block.id, inputOf(wire)) : null
  },
  addOnWire: (scene, pick) => {
    const wire = pick.one([...scene.wires.keys()])
    return wire && scene.blocks.size < 40
      ? addOnWire(scene, newBlock(pick), spot(pick), inputOf(wire), pick.newId)
      : null
  },
  swap: (scene, pick) => swapInputs(scene, anyBlock(scene, pick)?.id ?? ''),
  param: (scene, pick) => {
    const block = anyBlock(scene, pick)
    const spec = block?.kind === 'operator' ? pick.one(catalogue.entry(block.entry)?.params ?? []) : undefined
    return block && spec
      ? setParam(scene, block.id, spec.name, pick.one([pick.number(90) + 1, { param: 'p' }]))
      : null
  },
  value: (scene, pick) => {
    const input = anyInput(scene, pick)
    return input
      ? setValue(scene, input.block, input.port, pick.one([pick.number(90), undefined, true]))
      : null
  },
  clock: (scene, pick) => {
    const block = anyBlock(scene, pick)
    return block?.kind === 'operator'
      ? setClock(scene, block.id, { timeframe: pick.one(['1h', '1d', undefined]) })
      : null
  },
  name: (scene, pick) =>
    renameBlock(scene, anyBlock(scene, pick)?.id ?? 'none', pick.one(['fast', 'slow', ''])!),
  pin: (scene, pick) => pinBlocks(scene, chosen(scene, pick), pick.number(2) === 0),
  copy: (scene, pick) => {
    clipboard = copied(scene, chosen(scene, pick)) ?? clipboard
    return null
  },
  paste: (scene, pick) =>
    scene.blocks.size < 30 ? paste(scene, clipboard, { incoming: pick.number(2) === 0 }, pick.newId) : null,
  duplicate: (scene, pick) =>
    scene.blocks.size < 30 ? duplicate(scene, chosen(scene, pick), pick.number(2) === 0, pick.newId) : null,
  align: (scene, pick) => align(scene, chosen(scene, pick), pick.one(SIDES)!),
  distribute: (scene, pick) => distribute(scene, chosen(scene, pick), pick.one(['across', 'down'] as const)!),
  snap: (scene, pick) => snap(scene, chosen(scene, pick)),
  frame: (scene, pick) =>
    scene.frames.size < 5 ? addFrame(scene, chosen(scene, pick), spot(pick), pick.newId) : null,
  fit: (scene, pick) => fitFrame(scene, pick.one([...scene.frames.keys()]) ?? ''),
  collapse: (scene, pick) =>
    collapseFrame(scene, pick.one([...scene.frames.keys()]) ?? '', pick.number(2) === 0),
  colour: (scene, pick) =>
    setFrame(scene, pick.one([...scene.frames.keys()]) ?? '', {
      color: pick.one(['blue', 'rose'] as const)!,
    }),
  note: (scene, pick) => (scene.notes.size < 5 ? addNote(scene, spot(pick), pick.newId, 'text') : null),
  write: (scene, pick) =>
    setNote(scene, pick.one([...scene.notes.keys()]) ?? '', { text: `${pick.number(9)}` }),
  declare: (scene, pick) =>
    declareParam(scene, {
      name: pick.one(['p', 'q'])!,
      title: '',
      kind: 'int',
      default: pick.number(9),
    }),
  undeclare: (scene, pick) => removeParam(scene, pick.one(['p', 'q'])!),
  renameParam: (scene, pick) => {
    const declared = pick.one(ownParams(scene))
    return declared
      ? declareParam(scene, { ...declared, name: pick.one(['p', 'q', 'r'])! }, declared.name)
      : null
  },
  moveParam: (scene, pick) => moveParam(scene, pick.one(['p', 'q'])!, pick.one([-1, 1] as const)!),
  promote: (scene, pick) => {
    const found = anyField(scene, pick)
    const declaration = found && declarationOf(scene, found.block, found.field)
    return declaration && ownParams(scene).length < 6
      ? promoteField(scene, found.block.id, found.field, declaration)
      : null
  },
  follow: (scene, pick) => {
    const found = anyField(scene, pick)
    const spec = found && specOfField(scene, found.block, found.field)
    const declared = spec && pick.one(paramsOf(scene).filter(each => canFollow(spec, each)))
    return declared ? followParam(scene, found.block.id, found.field, declared.name) : null
  },
  unfollow: (scene, pick) => {
    const found = pick.one(
      [...scene.blocks.values()].flatMap(block =>
        fieldsOf(block).flatMap(({ field, value }) => (typeof value === 'object' ? [{ block, field }] : [])),
      ),
    )
    return found ? unfollowParam(scene, found.block.id, found.field) : null
  },
  port: (scene, pick) => {
    const port = anyPort(scene, pick)
    if (!port) return null
    const { within, side, name } = port
    const { graph } = scene
    const ports = graph.subgraphs.get(within)?.[side].length ?? 0
    switch (pick.number(5)) {
      case 0:
        return ports < 5 ? addPort(graph, within, side, pick.newId) : null
      case 1:
        return removePort(graph, within, side, name)
      case 2:
        return renamePort(graph, within, side, name, pick.one(['left', 'right', 'a2'])!)
      case 3:
        return setPort(graph, within, side, name, { kind: pick.one(['number', 'bool', 'any'] as const)! })
      default:
        return movePort(graph, within, side, name, pick.one([-1, 1] as const)!)
    }
  },
  update: ({ graph }, pick) => {
    const one = pick.one([...graph.subgraphs.keys()])
    const other = one && pick.one(versionsOf(graph, one).filter(({ id }) => id !== one))?.id
    return one && other ? updateAll(graph, one, other) : null
  },
  rename: (_, pick) => renameStrategy(`Name ${pick.number(9)}`),
  timeframe: (_, pick) => setTimeframe(pick.one(['5m', '1h', null] as const)!),
  subgraph: (scene, pick) =>
    scene.graph.subgraphs.size < 4 ? makeSubgraph(scene, chosen(scene, pick), 'core', pick.newId) : null,
  unpack: (scene, pick) =>
    unpack(
      scene,
      pick.one([...scene.blocks.values()].filter(each => each.kind === 'subgraph'))?.id ?? '',
      pick.newId,
    ),
  version: (scene, pick) =>
    scene.graph.subgraphs.size < 4
      ? newVersion(
          scene,
          pick.one([...scene.blocks.values()].filter(each => each.kind === 'subgraph'))?.id ?? '',
        )
      : null,
  replace: (scene, pick) => {
    const read = readGraph(pick.one(templates.filter(({ kind }) => kind === 'graph'))!.source)
    return read.ok && pick.number(20) === 0 ? replaceGraph(scene.graph, read.graph, 'Import') : null
  },
}
const NAMES = Object.keys(MOVES)

/** Moves whose document is held against the schema every time; the others' every so often. */
const SURGERY = new Set([
  'port',
  'promote',
  'paste',
  'duplicate',
  'remove',
  'heal',
  'splice',
  'addOnWire',
  'subgraph',
  'unpack',
])

const STEPS = 10_000
const SEED = Number(process.env.EDIT_SEED ?? 20_261_121)

test(`${STEPS} edits, undos and redos give the same document again (seed ${SEED})`, {
  timeout: 400_000,
}, () => {
  const next = random(SEED)
  const number = (most: number) => Math.floor(next() * most)
  const pick: Pick = {
    number,
    one: from => from[number(from.length)],
    some: from => from.filter(() => next() < 0.15),
    newId: newIds(next),
  }
  const start = openDocument('graph', templates.find(({ kind }) => kind === 'graph')!.source)
  if (!start.ok) throw new Error('unread')
  let model = start.model
  let texts = [model.text]
  let at = 0
  const made = new Map<string, number>()
  for (let step = 0; step < STEPS; step++) {
    const what = next()
    let did = 'undo'
    if (what < 0.2) {
      if (model.undo()) at--
    } else if (what < 0.35) {
      did = 'redo'
      if (model.redo()) at++
    } else if (what < 0.36) {
      did = 'reload'
      model = revived([structuredClone(keptOf(model))], 'graph', model.text, () => 0)!
    } else {
      did = NAMES[number(NAMES.length)]!
      const inner = [...model.state.subgraphs.keys()]
      const within = next() < 0.2 ? (pick.one(inner) ?? null) : null
      const told = MOVES[did]!(sceneOf(model.state, within), pick)
      const edit = told && 'ok' in told ? (told.ok ? told.edit : null) : told
      // merged entries would make one digest of two edits; their joining has a test of its own
      if (edit && model.apply({ title: edit.title, changes: edit.changes })) {
        texts = [...texts.slice(0, at + 1), model.text]
        at++
        made.set(did, (made.get(did) ?? 0) + 1)
        const read = SURGERY.has(did) || step % 4 === 0 ? graphSchema.safeParse(graphJson(model.state)) : null
        if (read && !read.success) throw new Error(`step ${step} ${did} ${edit.title}: ${read.error.message}`)
      }
      const floor = at - model.history.log.past.length
      if (floor > 0) {
        texts = texts.slice(floor)
        at -= floor
      }
    }
    if (model.text !== texts[at]) throw new Error(`step ${step}: ${did} gave another document`)
    if (step % 500 === 0) expect(readState(model.doc)).toEqual(model.state)
  }
  for (const name of NAMES) if (name !== 'copy') expect(made.get(name) ?? 0, name).toBeGreaterThan(0)
})

test('a document and its log come back after a reload, and go on from there', () => {
  const opened = openDocument('formula', 'one')
  if (!opened.ok) throw new Error('unread')
  opened.model.setCode('one two', 'Add two')
  opened.model.setCode('one two three', 'Add three')
  opened.model.undo()
  const kept = structuredClone(keptOf(opened.model))
  const again = revived([kept], 'formula', 'one two', () => 0)!
  expect(again.text).toBe('one two')
  again.redo()
  expect(again.text).toBe('one two three')
  again.undo()
  again.undo()
  expect(again.text).toBe('one')
  expect(revived([kept], 'formula', 'published since', () => 0)).toBeNull()
})

test('what somebody else has changed since stays theirs when one undoes', () => {
  const opened = openDocument('graph', templates.find(({ id }) => id === 'goldenCross')!.source)
  if (!opened.ok) throw new Error('unread')
  const mine = opened.model
  const theirs = new StrategyModel('graph', new Y.Doc(), new History())
  Y.applyUpdate(theirs.doc, Y.encodeStateAsUpdate(mine.doc))
  const id = [...mine.state.blocks.keys()][0]!
  mine.apply(moveBlocks(sceneOf(mine.state, null), new Map([[id, { x: 10, y: 20 }]])))
  Y.applyUpdate(theirs.doc, Y.encodeStateAsUpdate(mine.doc))
  theirs.apply(moveBlocks(sceneOf(theirs.state, null), new Map([[id, { x: 70, y: 20 }]])))
  Y.applyUpdate(mine.doc, Y.encodeStateAsUpdate(theirs.doc), 'remote')
  mine.undo()
  expect(mine.state.blocks.get(id)?.x).toBe(70)
  expect(mine.state.blocks.get(id)?.y).not.toBe(20)
})
