import { expect, test } from 'vitest'
import { flowNodes, flowWires } from '@/app/_editor/canvas/flow'
import { addFrame } from '@/app/_editor/model/edits/annotate'
import { nudge } from '@/app/_editor/model/edits/arrange'
import { setParam } from '@/app/_editor/model/edits/blocks'
import { makeSubgraph } from '@/app/_editor/model/edits/subgraphs'
import { sceneOf } from '@/app/_editor/model/graphState'
import { newIds } from '@/app/_editor/model/ids'
import { isSameProgram } from '@/app/_editor/model/moved'
import { problemAt } from '@/app/_editor/model/problemOrder'
import { openDocument } from '@/app/_editor/model/strategyModel'
import { templates } from '@/sandbox/templates'

const newId = newIds(Math.random)
const BY = { x: 10, y: -10 }
const NOTHING: ReadonlySet<string> = new Set()

const opened = () => {
  const read = openDocument('graph', templates.find(({ id }) => id === 'quietThenLoud')!.source)
  if (!read.ok) throw new Error('unread')
  return read.model
}

test('what is only moved stays the same program, and goes back by one step', () => {
  const model = opened()
  const before = model.state
  const { text } = model
  for (let step = 0; step < 3; step++)
    model.apply(nudge(sceneOf(model.state, null), before.blocks.keys(), BY))
  const [id, first] = [...before.blocks][0]!
  expect(model.state.blocks.get(id)).toEqual({ ...first, x: first.x + 30, y: first.y - 30 })
  expect(isSameProgram(before, model.state)).toBe(true)
  model.undo()
  expect([model.text, isSameProgram(before, model.state)]).toEqual([text, true])
})

test('frames change no program; a parameter, a wire and a block do, inside of sub-graphs too', () => {
  const model = opened()
  const before = model.state
  const framed = addFrame(sceneOf(before, null), ['usual'], { x: 0, y: 0 }, newId)
  model.apply('ok' in framed ? (framed.ok ? framed.edit : { title: '', changes: [] }) : framed)
  expect(isSameProgram(before, model.state)).toBe(true)
  model.apply(setParam(sceneOf(model.state, null), 'usual', 'length', 33))
  expect(isSameProgram(before, model.state)).toBe(false)

  const folded = makeSubgraph(sceneOf(model.state, null), ['usual', 'quiet'], 'Core', newId)
  if (!folded.ok) throw new Error(folded.reason)
  model.apply(folded.edit)
  const [inner] = model.state.subgraphs.keys()
  const outside = model.state
  model.apply(nudge(sceneOf(outside, inner!), ['usual'], BY))
  expect(isSameProgram(outside, model.state)).toBe(true)
  model.apply(setParam(sceneOf(model.state, inner!), 'usual', 'length', 34))
  expect(isSameProgram(outside, model.state)).toBe(false)
})

test('a moved block is put elsewhere and not drawn anew, and no wire is', () => {
  const model = opened()
  const scene = sceneOf(model.state, null)
  const how = { isBroken: () => false, selected: NOTHING, over: null }
  const [nodes, wires] = [flowNodes(scene, [], NOTHING), flowWires(scene, [], how)]
  model.apply(nudge(scene, ['usual'], BY))
  const moved = sceneOf(model.state, null)
  const after = flowNodes(moved, nodes, NOTHING)
  for (const [at, node] of after.entries())
    if (node.id === 'usual') {
      const { x, y } = moved.blocks.get('usual')!
      expect(node.position).toEqual({ x, y })
      expect(node.data).toBe(nodes[at]?.data)
    } else expect(node).toBe(nodes[at])
  expect(flowNodes(moved, after, NOTHING)).toEqual(after)
  expect(flowWires(moved, wires, how)).toBe(wires)
})

test('the gravest problem of a place is an error, else the first that was told', () => {
  const of = (block: string | undefined, severity: 'error' | 'warning', code = 'x') =>
    ({ code, message: `${block} ${severity}`, severity, ...(block && { block }) }) as Parameters<
      typeof problemAt
    >[0][number]
  const problems = [
    of(undefined, 'error'),
    of('a', 'error', 'upstream-problem'),
    of('a', 'warning'),
    of('b/c', 'warning'),
    of('b', 'error'),
    of('ab', 'error'),
  ]
  expect(problemAt(problems, ['a'])).toBe(problems[2])
  expect(problemAt(problems, ['b/c'])).toBe(problems[3])
  expect(problemAt(problems, ['b'])).toBe(problems[4])
  expect(problemAt(problems, ['a', 'b'])).toBe(problems[4])
  expect(problemAt(problems, ['c'])).toBeUndefined()
})
