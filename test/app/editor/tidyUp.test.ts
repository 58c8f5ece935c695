import { expect, test } from 'vitest'
import { EditorSession } from '@/app/_editor/canvas/session'
import { tidyUp } from '@/app/_editor/canvas/tidyUp'
import { renameStrategy, setTimeframe } from '@/app/_editor/model/edits/settings'
import { makeSubgraph } from '@/app/_editor/model/edits/subgraphs'
import { newIds } from '@/app/_editor/model/ids'
import { openDocument } from '@/app/_editor/model/strategyModel'
import type { Layouter } from '@/app/_editor/model/tidy'
import { templates } from '@/sandbox/templates'
import { layoutHere } from './layoutHere'

function opened() {
  const read = openDocument('graph', templates.find(({ id }) => id === 'quietThenLoud')!.source)
  if (!read.ok) throw new Error('unread')
  const told: string[] = []
  const session = new EditorSession(read.model, {
    newId: newIds(Math.random),
    readOnly: false,
    say: sentence => void told.push(sentence),
  })
  return { session, model: read.model, told }
}

/** A layout that is at work until it is stopped. */
const endless: Layouter = (_, stop) =>
  new Promise(resolve => stop?.addEventListener('abort', () => resolve(null)))

test('a sheet is laid out as one step, and the blocks glide from where they stood', async () => {
  const { session, model } = opened()
  const { text } = model
  const { x, y } = session.scene.blocks.get('quiet')!
  await tidyUp(session, layoutHere)
  expect(model.text).not.toBe(text)
  expect(session.state.glide?.from.get('quiet')).toEqual({ x, y })
  expect(session.state.work).toBeNull()
  expect(model.history.log.past.map(({ title }) => title)).toEqual(['Tidy up'])
  session.undo()
  expect(model.text).toBe(text)
})

test('a layout that is cancelled leaves everything where it was', async () => {
  const { session, model, told } = opened()
  const { text } = model
  const work = tidyUp(session, endless)
  expect(session.state.work).not.toBeNull()
  session.state.work?.cancel()
  await work
  expect([session.state.work, model.text, told.length]).toEqual([null, text, 0])
})

test('an edit ends a layout, which says so, and is kept', async () => {
  const { session, model, told } = opened()
  const work = tidyUp(session, endless)
  session.do(renameStrategy('Meanwhile'))
  session.do(setTimeframe('5m'))
  await work
  expect(model.state.name).toBe('Meanwhile')
  expect(model.history.log.past).toHaveLength(2)
  expect(told).toEqual([expect.stringMatching(/changed while it was laid out/)])
})

test('a layout ends with the sheet it is of, and with a newer one', async () => {
  const { session, model } = opened()
  session.do(makeSubgraph(session.scene, ['usual', 'quiet'], 'Core', session.newId))
  const [block = ''] = session.state.selection
  const { text } = model
  const first = tidyUp(session, endless)
  session.enter(block)
  await first
  const second = tidyUp(session, endless)
  const third = tidyUp(session, endless)
  await second
  expect([session.state.work === null, model.text]).toEqual([false, text])
  session.state.work?.cancel()
  await third
  expect(session.state.work).toBeNull()
})

test('a layout that cannot be loaded is told', async () => {
  const { session, told } = opened()
  await tidyUp(session, () => Promise.reject(new Error('gone')))
  expect(told).toEqual([expect.stringMatching(/could not be loaded/)])
  expect(session.state.work).toBeNull()
})
