import { expect, test } from 'vitest'
import { addBlock, moveBlocks, operatorBlock, removeBlocks, setParam } from '@/app/_editor/model/edits/blocks'
import { connect } from '@/app/_editor/model/edits/wires'
import { sceneOf } from '@/app/_editor/model/graphState'
import { newIds } from '@/app/_editor/model/ids'
import { canonicalText, openDocument, type StrategyModel } from '@/app/_editor/model/strategyModel'
import { readGraph } from '@/sandbox/compile/graph/document'
import { templates } from '@/sandbox/templates'

const graphs = templates.filter(({ kind }) => kind === 'graph')

const opened = (text: string, kind: 'graph' | 'formula' = 'graph'): StrategyModel => {
  const result = openDocument(kind, text)
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.model
}

const EMPTY = JSON.stringify({ version: 1, name: 'Empty', blocks: [] })
const scene = (model: StrategyModel) => sceneOf(model.state, null)
const ids = newIds(() => 0.5)

const sorted = (text: string) => {
  const read = readGraph(text)
  if (!read.ok) throw new Error('unread')
  return { ...read.graph, wires: read.graph.wires.map(wire => JSON.stringify(wire)).sort() }
}

test.each(graphs)('$id comes back from its document unchanged, and as the same text twice', ({ source }) => {
  const text = opened(source).text
  expect(opened(text).text).toBe(text)
  expect(sorted(text)).toEqual(sorted(source))
})

test('code comes back letter by letter', () => {
  expect(opened('const a = 1\n', 'formula').text).toBe('const a = 1\n')
})

test('an edit leaves every other block the same object', () => {
  const model = opened(graphs[0]!.source)
  const before = model.state
  const [first, second] = [...before.blocks.keys()]
  model.apply(moveBlocks(scene(model), new Map([[first!, { x: 500, y: 500 }]])))
  expect(model.state.blocks.get(first!)).toMatchObject({ x: 500, y: 500 })
  expect(model.state.blocks.get(second!)).toBe(before.blocks.get(second!))
  expect(model.state.wires).toBe(before.wires)
})

test('a block taken back by undo stands where it stood in the document', () => {
  const model = opened(graphs[0]!.source)
  const text = model.text
  const id = [...model.state.blocks.keys()][1]!
  model.apply(removeBlocks(scene(model), [id], false))
  expect(model.text).not.toBe(text)
  expect(model.undo()?.title).toMatch(/^Remove /)
  expect(model.text).toBe(text)
  model.redo()
  expect(model.state.blocks.has(id)).toBe(false)
})

test('keystrokes in one field are one entry, a pause begins another', () => {
  let now = 0
  const result = openDocument('graph', EMPTY, () => now)
  if (!result.ok) throw new Error('unread')
  const { model } = result
  const added = addBlock(scene(model), operatorBlock('rsi'), { x: 0, y: 0 }, ids)
  if (!added.ok) throw new Error(added.reason)
  model.apply(added.edit)
  const id = added.edit.select![0]!
  for (const length of [1, 12, 123]) model.apply(setParam(scene(model), id, 'length', length))
  now = 5_000
  model.apply(setParam(scene(model), id, 'length', 50))
  expect(model.history.log.past).toHaveLength(3)
  model.undo()
  expect(model.state.blocks.get(id)).toMatchObject({ params: { length: 123 } })
  model.undo()
  expect(model.state.blocks.get(id)).toMatchObject({ params: {} })
})

test('typed code is taken back stretch by stretch, and comes again', () => {
  const model = opened('abc', 'formula')
  model.setCode('abXc', 'Replace')
  model.setCode('abXcY', 'Format')
  expect(model.undo()?.title).toBe('Format')
  expect(model.text).toBe('abXc')
  model.undo()
  expect(model.text).toBe('abc')
  model.redo()
  model.redo()
  expect(model.text).toBe('abXcY')
})

test('an input keeps one wire', () => {
  const model = opened(EMPTY)
  const add = (entry: string) => {
    const attempt = addBlock(scene(model), operatorBlock(entry), { x: 0, y: 0 }, newIds(Math.random))
    if (!attempt.ok) throw new Error(attempt.reason)
    model.apply(attempt.edit)
    return attempt.edit.select![0]!
  }
  const [close, open, sma] = [add('close'), add('open'), add('sma')]
  for (const block of [close, open]) {
    const attempt = connect(scene(model), { block, port: 'value' }, { block: sma, port: 'source' })
    if (attempt.ok) model.apply(attempt.edit)
  }
  expect([...model.state.wires]).toEqual([[`${sma}:source`, { block: open, port: 'value' }]])
})

test('equal documents have equal texts, whatever order their fields were written in', () => {
  const [a, b] = [
    { version: 1, name: 'A', blocks: [{ kind: 'operator', id: 'x', entry: 'close', x: 0, y: 0 }] },
    {
      blocks: [{ y: 0, x: 0, entry: 'close', id: 'x', kind: 'operator', params: {} }],
      name: 'A',
      version: 1,
    },
  ]
  expect(canonicalText('graph', JSON.stringify(a))).toBe(canonicalText('graph', JSON.stringify(b)))
})
