import { expect, test } from 'vitest'
import { addFrame, addNote, collapseFrame } from '@/app/_editor/model/edits/annotate'
import { LayoutThread } from '@/app/_editor/model/elk'
import { membersOf } from '@/app/_editor/model/frames'
import { sceneOf } from '@/app/_editor/model/graphState'
import { newIds } from '@/app/_editor/model/ids'
import { boxOf, contains } from '@/app/_editor/model/size'
import { openDocument, type StrategyModel } from '@/app/_editor/model/strategyModel'
import { elkInput, tidy } from '@/app/_editor/model/tidy'
import { templates } from '@/sandbox/templates'
import { layoutHere, openHere } from './layoutHere'

const newId = newIds(Math.random)
const scene = (model: StrategyModel) => sceneOf(model.state, null)

function opened(): StrategyModel {
  const read = openDocument('graph', templates.find(({ id }) => id === 'quietThenLoud')!.source)
  if (!read.ok) throw new Error('unread')
  return read.model
}

function framed(model: StrategyModel, ids: readonly string[]): string {
  const attempt = addFrame(scene(model), ids, { x: 0, y: 0 }, newId)
  if (!attempt.ok) throw new Error(attempt.reason)
  model.apply(attempt.edit)
  return attempt.edit.select![0]!
}

const overlap = (a: ReturnType<typeof boxOf>, b: ReturnType<typeof boxOf>) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

test('what lies in a frame is laid out in it, and nothing else comes to lie there', async () => {
  const model = opened()
  const frame = framed(model, ['usual', 'quiet'])
  model.apply((await tidy(scene(model), [], layoutHere))!)
  const box = model.state.frames.get(frame)!
  for (const block of model.state.blocks.values()) {
    const place = boxOf(block, model.state)
    if (block.id === 'usual' || block.id === 'quiet') expect(contains(box, place), block.id).toBe(true)
    else expect(overlap(box, place), block.id).toBe(false)
  }
  model.undo()
  expect(model.state.frames.get(frame)).not.toEqual(box)
})

test('a collapsed frame is laid out as the chip it is, and takes what it hides along', async () => {
  const model = opened()
  const frame = framed(model, ['usual', 'quiet'])
  model.apply(collapseFrame(scene(model), frame, true))
  const before = model.state
  model.apply((await tidy(scene(model), [], layoutHere))!)
  const moved = (id: string) => {
    const [was, is] = [before.blocks.get(id)!, model.state.blocks.get(id)!]
    return [is.x - was.x, is.y - was.y]
  }
  const [was, is] = [before.frames.get(frame)!, model.state.frames.get(frame)!]
  expect(moved('usual')).toEqual([is.x - was.x, is.y - was.y])
  expect(moved('quiet')).toEqual(moved('usual'))
})

test('a frame around a pinned block stays with everything in it', async () => {
  const model = opened()
  const frame = framed(model, ['usual', 'quiet'])
  model.apply({ title: 'Pin', changes: [{ path: ['blocks', 'usual', 'pinned'], value: true }] })
  const before = model.state
  model.apply((await tidy(scene(model), [], layoutHere))!)
  expect(model.state.frames.get(frame)).toBe(before.frames.get(frame))
  expect(model.state.blocks.get('quiet')).toBe(before.blocks.get('quiet'))
  expect(model.state).not.toBe(before)
})

test('what is put into the room a collapsed frame gave free does not vanish', () => {
  const model = opened()
  const frame = framed(model, ['usual', 'quiet'])
  model.apply(collapseFrame(scene(model), frame, true))
  const { x, y } = model.state.frames.get(frame)!
  const note = addNote(scene(model), { x: x + 30, y: y + 40 }, newId)
  if (note.ok) model.apply(note.edit)
  expect(membersOf(scene(model), model.state.frames.get(frame)!).toSorted()).toEqual(['quiet', 'usual'])
})

test('a newer layout ends the older one, whose thread goes', async () => {
  let opens = 0
  let ends = 0
  const thread = new LayoutThread(async () => {
    opens++
    const elk = await openHere()
    elk.terminateWorker = () => void ends++
    return elk
  })
  const input = elkInput(scene(opened()), new Set(opened().state.blocks.keys()))
  const [first, second] = [thread.layout(input), thread.layout(input)]
  expect(await first).toBeNull()
  expect((await second)?.size).toBe(input.children.length)
  expect((await thread.layout(input))?.size).toBe(input.children.length)
  expect({ opens, ends }).toEqual({ opens: 2, ends: 1 })
})

test('a layout that is stopped ends its thread, one that is over does not', async () => {
  let ends = 0
  const thread = new LayoutThread(async () => {
    const elk = await openHere()
    elk.terminateWorker = () => void ends++
    return elk
  })
  const input = elkInput(scene(opened()), new Set(opened().state.blocks.keys()))
  const [stop, late] = [new AbortController(), new AbortController()]
  const stopped = thread.layout(input, stop.signal)
  stop.abort()
  expect(await stopped).toBeNull()
  expect(await thread.layout(input, stop.signal)).toBeNull()
  expect((await thread.layout(input, late.signal))?.size).toBe(input.children.length)
  late.abort()
  expect((await thread.layout(input))?.size).toBe(input.children.length)
  expect(ends).toBe(1)
})

test('a thread that breaks says so, and the next request opens another', async () => {
  let opens = 0
  const thread = new LayoutThread(async onBroken => {
    if (++opens === 1) queueMicrotask(() => onBroken('It is gone.'))
    return openHere()
  })
  const input = elkInput(scene(opened()), new Set(opened().state.blocks.keys()))
  await expect(thread.layout(input)).rejects.toThrow('It is gone.')
  expect((await thread.layout(input))?.size).toBe(input.children.length)
})
