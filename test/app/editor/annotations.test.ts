import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import type { Attempt, Edit } from '@/app/_editor/model/edit'
import {
  addFrame,
  addNote,
  collapseFrame,
  fitFrame,
  setFrame,
  setNote,
} from '@/app/_editor/model/edits/annotate'
import { moveBlocks, removeBlocks } from '@/app/_editor/model/edits/blocks'
import { copied, duplicate, paste } from '@/app/_editor/model/edits/clipboard'
import { firstName, makeSubgraph } from '@/app/_editor/model/edits/subgraphs'
import { unpack } from '@/app/_editor/model/edits/unpack'
import { newVersion } from '@/app/_editor/model/edits/versions'
import { hiddenThings, membersOf } from '@/app/_editor/model/frames'
import { sceneOf } from '@/app/_editor/model/graphState'
import { graphJson } from '@/app/_editor/model/graphText'
import { keptOf, revived } from '@/app/_editor/model/historyStore'
import { newIds } from '@/app/_editor/model/ids'
import { openDocument, type StrategyModel } from '@/app/_editor/model/strategyModel'
import { tidy } from '@/app/_editor/model/tidy'
import type { UseBlock } from '@/app/_editor/model/uses'
import { graphRoot } from '@/app/_editor/model/yDocument'
import { compileGraph } from '@/sandbox/compile/graph/compile'
import { readGraph } from '@/sandbox/compile/graph/document'
import { templates } from '@/sandbox/templates'
import { layoutHere } from './layoutHere'

const newId = newIds(Math.random)
const scene = (model: StrategyModel, within: string | null = null) => sceneOf(model.state, within)

function apply(model: StrategyModel, told: Attempt | Edit | null): string {
  if (!told) throw new Error('nothing to do')
  if ('ok' in told && !told.ok) throw new Error(told.reason)
  const edit = 'ok' in told ? told.edit : told
  model.apply(edit)
  return edit.select?.[0] ?? ''
}

function digestOf(model: StrategyModel): string {
  const compiled = compileGraph(graphJson(model.state), {})
  if (!compiled.ok) throw new Error(compiled.problems[0]?.message)
  return compiled.program.digest
}

/** Quiet, then loud, without its own frames and notes. */
function bare(): StrategyModel {
  const read = openDocument('graph', templates.find(({ id }) => id === 'quietThenLoud')!.source)
  if (!read.ok) throw new Error('unread')
  const { frames, notes } = read.model.state
  read.model.apply(removeBlocks(scene(read.model), [...frames.keys(), ...notes.keys()], false))
  return read.model
}

const CORE = ['usual', 'quiet', 'limit', 'loud']

/** The same with its core in one block: the block, and what it uses. */
function folded() {
  const model = bare()
  const block = apply(model, makeSubgraph(scene(model), CORE, 'Core', newId))
  const { use } = model.state.blocks.get(block) as UseBlock
  return { model, block, use }
}

const titles = (frames: ReadonlyMap<string, { readonly title: string }>) =>
  Array.from(frames.values(), ({ title }) => title)

test('a sub-graph holds frames and notes, which change nothing of what it means', async () => {
  const { model, use } = folded()
  const [digest, text] = [digestOf(model), model.text]
  const inside = () => scene(model, use)
  const frame = apply(model, addFrame(inside(), ['usual', 'quiet'], { x: 0, y: 0 }, newId))
  const note = apply(model, addNote(inside(), { x: 900, y: 400 }, newId, 'why'))
  apply(model, setFrame(inside(), frame, { title: 'Calm', color: 'teal' }))
  apply(model, setNote(inside(), note, { text: 'why so' }))
  expect(membersOf(inside(), inside().frames.get(frame)!).toSorted()).toEqual(['quiet', 'usual'])
  expect([model.state.frames.size, model.state.notes.size]).toEqual([0, 0])

  const { x, y } = inside().blocks.get('usual')!
  const { x: left, y: top } = inside().frames.get(frame)!
  apply(model, moveBlocks(inside(), new Map([[frame, { x: left + 50, y: top + 70 }]])))
  expect(inside().blocks.get('usual')).toMatchObject({ x: x + 50, y: y + 70 })
  apply(model, fitFrame(inside(), frame))
  apply(model, await tidy(inside(), [], layoutHere))
  apply(model, collapseFrame(inside(), frame, true))
  expect([...hiddenThings(inside()).keys()].toSorted()).toEqual(['quiet', 'usual'])
  apply(model, collapseFrame(inside(), frame, false))
  expect(membersOf(inside(), inside().frames.get(frame)!).toSorted()).toEqual(['quiet', 'usual'])
  expect(digestOf(model)).toBe(digest)

  const again = openDocument('graph', model.text)
  if (!again.ok) throw new Error(again.problems[0]?.message)
  expect(again.model.text).toBe(model.text)
  expect(again.model.state).toEqual(model.state)
  while (model.text !== text) expect(model.undo()).not.toBeNull()
  expect([inside().frames.size, inside().notes.size]).toEqual([0, 0])
})

test('a sub-graph that was kept before it could have frames takes them, and gives them back', () => {
  const { model, use } = folded()
  const inner = (graphRoot(model.doc).get('subgraphs') as Y.Map<Y.Map<unknown>>).get(use)!
  model.doc.transact(() => {
    inner.delete('frames')
    inner.delete('notes')
  })
  const old = revived([structuredClone(keptOf(model))], 'graph', model.text, () => 0)!
  const { text } = old
  const frame = apply(old, addFrame(scene(old, use), ['usual'], { x: 0, y: 0 }, newId))
  apply(old, addNote(scene(old, use), { x: 0, y: 0 }, newId, 'late'))
  expect(scene(old, use).frames.has(frame)).toBe(true)
  expect(scene(old, use).notes.size).toBe(1)
  old.undo()
  old.undo()
  expect(old.text).toBe(text)
  old.redo()
  expect(scene(old, use).frames.has(frame)).toBe(true)
})

test('a document that was written before sub-graphs had frames reads as it did', () => {
  const { model, use } = folded()
  expect(JSON.parse(model.text).subgraphs[use]).not.toHaveProperty('frames')
  const read = readGraph(model.text)
  if (!read.ok) throw new Error(read.problems[0]?.message)
  expect(read.graph.subgraphs[use]).toMatchObject({ frames: [], notes: [] })
})

test('frames and notes go into a sub-graph with what is selected, and come out of it', () => {
  const model = bare()
  const [digest, text] = [digestOf(model), model.text]
  const inner = apply(model, addFrame(scene(model), ['usual', 'quiet'], { x: 0, y: 0 }, newId))
  apply(model, setFrame(scene(model), inner, { title: 'Calm' }))
  const outer = apply(model, addFrame(scene(model), [inner, ...CORE], { x: 0, y: 0 }, newId))
  apply(model, setFrame(scene(model), outer, { title: 'Both' }))
  const { x, y } = model.state.frames.get(outer)!
  const note = apply(model, addNote(scene(model), { x: x + 10, y: y + 10 }, newId, 'why'))
  apply(model, collapseFrame(scene(model), inner, true))

  // a frame that is chosen alone stands for what lies in it
  expect(firstName(scene(model), [outer])).toBe('Both')
  expect(firstName(scene(model), [outer, inner])).toBe('Sub-graph')
  const block = apply(model, makeSubgraph(scene(model), [outer], 'Core', newId))
  const { use } = model.state.blocks.get(block) as UseBlock
  const inside = scene(model, use)
  expect(digestOf(model)).toBe(digest)
  expect([model.state.frames.size, model.state.notes.size]).toEqual([0, 0])
  expect(titles(inside.frames)).toEqual(['Both', 'Calm'])
  expect(inside.notes.get(note)).toMatchObject({ text: 'why' })
  expect(membersOf(inside, inside.frames.get(outer)!).toSorted()).toEqual([...CORE, inner, note].toSorted())
  expect([...hiddenThings(inside).keys()].toSorted()).toEqual(['quiet', 'usual'])

  apply(model, unpack(scene(model), block, newId))
  expect(digestOf(model)).toBe(digest)
  expect(titles(model.state.frames)).toEqual(['Both', 'Calm'])
  const calm = [...model.state.frames.values()].find(({ title }) => title === 'Calm')!
  expect(membersOf(scene(model), calm)).toHaveLength(2)
  while (model.text !== text) expect(model.undo()).not.toBeNull()
})

test('a frame that keeps some of its blocks stays where it is', () => {
  const model = bare()
  const frame = apply(model, addFrame(scene(model), CORE, { x: 0, y: 0 }, newId))
  const block = apply(model, makeSubgraph(scene(model), [frame, 'usual', 'quiet'], 'Core', newId))
  const { use } = model.state.blocks.get(block) as UseBlock
  expect(scene(model, use).frames.size).toBe(0)
  expect(model.state.frames.has(frame)).toBe(true)
  expect([...scene(model, use).blocks.keys()]).not.toContain('loud')
})

test('a frame around outputs stays with them', () => {
  const model = bare()
  const outputs = [...model.state.blocks.values()].filter(
    ({ kind }) => kind === 'output' || kind === 'column',
  )
  const ids = outputs.map(({ id }) => id)
  const frame = apply(model, addFrame(scene(model), ids, { x: 0, y: 0 }, newId))
  const block = apply(model, makeSubgraph(scene(model), [frame, ...ids, ...CORE], 'Core', newId))
  expect(scene(model, (model.state.blocks.get(block) as UseBlock).use).frames.size).toBe(0)
  expect(membersOf(scene(model), model.state.frames.get(frame)!)).toEqual(expect.arrayContaining(ids))
})

test('a chip is copied with what it hides, which goes by its own ids where it is pasted', () => {
  const { model, use } = folded()
  const frame = apply(model, addFrame(scene(model, use), ['usual', 'quiet'], { x: 0, y: 0 }, newId))
  apply(model, collapseFrame(scene(model, use), frame, true))
  const text = copied(scene(model, use), [frame])!
  const other = bare()
  const before = other.state.blocks.size
  apply(other, paste(scene(other), text, { incoming: false }, newId))
  expect(other.state.blocks.size).toBe(before + 2)
  const [chip] = other.state.frames.values()
  const hidden = [...hiddenThings(scene(other)).keys()]
  expect(hidden.toSorted()).toEqual(chip!.members!.toSorted())
  expect(hidden).not.toContain('usual')

  apply(model, duplicate(scene(model, use), [frame], false, newId))
  expect(scene(model, use).frames.size).toBe(2)
  expect(hiddenThings(scene(model, use)).size).toBe(4)
})

test('a new version of a sub-graph begins with the frames and notes of the one before', () => {
  const { model, block, use } = folded()
  apply(model, addFrame(scene(model, use), ['usual'], { x: 0, y: 0 }, newId))
  apply(model, addNote(scene(model, use), { x: 0, y: 0 }, newId, 'why'))
  apply(model, newVersion(scene(model), block))
  const { use: next } = model.state.blocks.get(block) as UseBlock
  expect(next).not.toBe(use)
  const [old, now] = [scene(model, use), scene(model, next)]
  expect([...now.frames.values()]).toEqual([...old.frames.values()])
  expect([...now.notes.values()]).toEqual([...old.notes.values()])
  apply(model, removeBlocks(now, [...now.frames.keys()], false))
  expect([scene(model, use).frames.size, scene(model, next).frames.size]).toEqual([1, 0])
})
