import { expect, test } from 'vitest'
import { behind } from '@/app/_editor/model/edits/behind'
import { addBlock, operatorBlock } from '@/app/_editor/model/edits/blocks'
import { offersFor } from '@/app/_editor/model/findBlocks'
import { sceneOf } from '@/app/_editor/model/graphState'
import { newIds } from '@/app/_editor/model/ids'
import { openDocument, type StrategyModel } from '@/app/_editor/model/strategyModel'
import { addUnderstood, understand } from '@/app/_editor/model/understand'

const newId = newIds(Math.random)

const opened = (...typed: readonly string[]): { model: StrategyModel; last: readonly string[] } => {
  const read = openDocument('graph', JSON.stringify({ version: 1, name: 'Empty', blocks: [] }))
  if (!read.ok) throw new Error('unread')
  const { model } = read
  return typed.reduce(({ last }, text) => ({ model, last: add(model, text, last) }), {
    model,
    last: [] as readonly string[],
  })
}

/** Adds a block by its id in the palette, or a rule as it is typed there; gives what is selected then. */
function add(model: StrategyModel, text: string, selected: readonly string[]): readonly string[] {
  const scene = sceneOf(model.state, null)
  const understood = understand(text)
  const offer = offersFor(scene).find(({ id }) => id === text)
  const at = { x: 0, y: 0 }
  const added = understood
    ? addUnderstood(scene, understood, at, newId)
    : addBlock(scene, offer?.block ?? operatorBlock(text), at, newId)
  const attempt = behind(scene, added, selected)
  if (!attempt.ok) throw new Error(attempt.reason)
  model.apply(attempt.edit)
  return attempt.edit.select ?? []
}

const fedBy = (model: StrategyModel, [id]: readonly string[], port = 'value') =>
  model.state.wires.get(`${id}:${port}`)?.block

test.each(['output:filter', 'output:long', 'output:exitShort', 'column', 'not', 'within'])(
  '%s goes behind the condition that is selected, as one step',
  id => {
    const { model, last } = opened('gt')
    const added = add(model, id, last)
    expect([...model.state.wires.values()]).toEqual([{ block: last[0], port: 'value' }])
    expect(model.history.last?.title).toMatch(/^Add .+, wired to Greater/)
    model.undo()
    expect([model.state.blocks.has(added[0]!), model.state.wires.size]).toEqual([false, 0])
  },
)

test.each([
  ['a number', 'rsi', 'output:filter'],
  ['a condition', 'gt', 'output:score'],
  ['what has two free inputs', 'gt', 'and'],
  ['what has several outputs', 'macd', 'output:score'],
  ['what has no output', 'output:filter', 'output:long'],
  ['an average behind an average', 'ema', 'sma'],
])('%s stays unwired', (_, selected, id) => {
  const { model, last } = opened(selected)
  add(model, id, last)
  expect(model.state.wires.size).toBe(0)
})

test('a source feeds what would read the close by itself', () => {
  const { model, last } = opened('volume')
  const average = add(model, 'sma', last)
  expect(fedBy(model, average, 'source')).toBe(last[0])
  add(model, 'ema', average)
  expect(model.state.wires.size).toBe(1)
})

test('an output goes behind the end of a rule that was typed', () => {
  const { model, last } = opened('close > open and rsi 14 < 30')
  const { size } = model.state.wires
  const end = [...model.state.blocks.values()].find(each => each.kind === 'operator' && each.entry === 'and')
  expect(fedBy(model, add(model, 'output:filter', last))).toBe(end?.id)
  expect(model.state.wires.size).toBe(size + 1)
})

test('a rule that is typed reads what it says, whatever is selected', () => {
  for (const first of ['volume', 'gt', 'rsi 14 < 30']) {
    const { model, last } = opened(first)
    const { size } = model.state.wires
    add(model, 'rsi 7 < 20', last)
    expect(model.state.wires.size).toBe(size + 1)
  }
})
