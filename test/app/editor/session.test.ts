import { expect, test } from 'vitest'
import { EditorSession } from '@/app/_editor/canvas/session'
import { makeSubgraph } from '@/app/_editor/model/edits/subgraphs'
import { newVersion } from '@/app/_editor/model/edits/versions'
import { sceneOf } from '@/app/_editor/model/graphState'
import { newIds } from '@/app/_editor/model/ids'
import { openDocument } from '@/app/_editor/model/strategyModel'
import { templates } from '@/sandbox/templates'

/** A session with one sub-graph block, and its id. */
function folded() {
  const opened = openDocument('graph', templates.find(({ id }) => id === 'quietThenLoud')!.source)
  if (!opened.ok) throw new Error('unread')
  const told: string[] = []
  const session = new EditorSession(opened.model, {
    newId: newIds(Math.random),
    readOnly: false,
    say: sentence => void told.push(sentence),
  })
  session.do(makeSubgraph(session.scene, ['usual', 'quiet'], 'Core', session.newId))
  const [block = ''] = session.state.selection
  return { session, block, told }
}

test('who is inside goes along to another version, and back by undo', () => {
  const { session, block } = folded()
  session.enter(block)
  const first = session.within
  session.do(newVersion(sceneOf(session.model.state, null), block))
  expect(session.within).toBe(`${first}-v2`)
  session.undo()
  expect(session.within).toBe(first)
})

test('who is inside of what undo takes away stands outside again', () => {
  const { session, block } = folded()
  session.enter(block)
  expect(session.within).not.toBeNull()
  session.undo()
  expect([session.within, session.state.selection.size]).toEqual([null, 0])
  expect(session.scene.blocks.has('usual')).toBe(true)
})

test('a place inside is gone to by its way, with the field that is meant', () => {
  const { session, block } = folded()
  session.goTo(`${block}/quiet`, 'b')
  expect(session.state.path.map(step => step.block)).toEqual([block])
  expect([...session.state.selection]).toEqual(['quiet'])
  expect(session.state.target).toEqual({ block: 'quiet', port: 'b' })
  session.follow(`${block}/quiet`)
  expect(session.state.target).toEqual({ block: 'quiet', keepsFocus: true })
  session.leave(0)
  session.open(block)
  expect(session.within).toBe(session.state.path[0]?.use)
  session.open('nothing/like/that')
  expect(session.state.path).toHaveLength(1)
})

test('what is impossible is said and changes nothing', () => {
  const { session, told } = folded()
  const { text } = session.model
  session.do(makeSubgraph(session.scene, [], 'Empty', session.newId))
  expect(told).toEqual([expect.stringContaining('Select blocks')])
  expect(session.model.text).toBe(text)
})
