import { expect, test } from 'vitest'
import type { Attempt } from '@/app/_editor/model/edit'
import { addBlock, operatorBlock, removeBlocks } from '@/app/_editor/model/edits/blocks'
import { copied, paste } from '@/app/_editor/model/edits/clipboard'
import { makeSubgraph } from '@/app/_editor/model/edits/subgraphs'
import { unpack } from '@/app/_editor/model/edits/unpack'
import { newVersion, updatesOf, updateUse } from '@/app/_editor/model/edits/versions'
import { connectThrough, spliceOnWire } from '@/app/_editor/model/edits/wires'
import { sceneOf } from '@/app/_editor/model/graphState'
import { graphJson, subgraphJson } from '@/app/_editor/model/graphText'
import { newIds } from '@/app/_editor/model/ids'
import { boxOf } from '@/app/_editor/model/size'
import { openDocument, type StrategyModel } from '@/app/_editor/model/strategyModel'
import { tidy } from '@/app/_editor/model/tidy'
import { wireCheck } from '@/app/_editor/model/wireCheck'
import { compileGraph } from '@/sandbox/compile/graph/compile'
import { subgraphDifference } from '@/sandbox/compile/graph/difference'
import type { GraphInput } from '@/sandbox/compile/graph/document'
import { templates } from '@/sandbox/templates'
import { layoutHere } from './layoutHere'

const newId = newIds(Math.random)
const scene = (model: StrategyModel, within: string | null = null) => sceneOf(model.state, within)

const open = (graph: GraphInput | string): StrategyModel => {
  const opened = openDocument('graph', typeof graph === 'string' ? graph : JSON.stringify(graph))
  if (!opened.ok) throw new Error(opened.problems[0]?.message)
  return opened.model
}

const made = (model: StrategyModel, attempt: Attempt): readonly string[] => {
  if (!attempt.ok) throw new Error(attempt.reason)
  model.apply(attempt.edit)
  return attempt.edit.select ?? []
}

const digestOf = (model: StrategyModel): string => {
  const compiled = compileGraph(graphJson(model.state), {})
  if (!compiled.ok) throw new Error(compiled.problems[0]?.message)
  return compiled.program.digest
}

const operator = (id: string, entry: string, x: number, params = {}) => ({
  kind: 'operator' as const,
  id,
  entry,
  x,
  y: 0,
  params,
})

/** close → ema → gt(open) → filter, and a spare sma. */
const SMALL: GraphInput = {
  version: 1,
  name: 'Small',
  blocks: [
    operator('close', 'close', 0),
    operator('open', 'open', 0),
    operator('ema', 'ema', 300, { length: 9 }),
    operator('gt', 'gt', 600),
    operator('sma', 'sma', 0),
    operator('slow', 'close', 0),
    { kind: 'output', id: 'filter', output: 'filter', x: 900, y: 0 },
  ],
  wires: [
    { from: { block: 'close', port: 'value' }, to: { block: 'ema', port: 'source' } },
    { from: { block: 'ema', port: 'value' }, to: { block: 'gt', port: 'a' } },
    { from: { block: 'open', port: 'value' }, to: { block: 'gt', port: 'b' } },
    { from: { block: 'gt', port: 'value' }, to: { block: 'filter', port: 'value' } },
  ],
}

test('removing a block heals the wire it stood on', () => {
  const model = open(SMALL)
  model.apply(removeBlocks(scene(model), ['ema'], true))
  expect(model.state.wires.get('gt:a')).toEqual({ block: 'close', port: 'value' })
  model.undo()
  model.apply(removeBlocks(scene(model), ['gt'], true))
  // a number can't stand in for a condition
  expect(model.state.wires.has('filter:value')).toBe(false)
})

test('a block dropped on a wire stands between its ends', () => {
  const model = open(SMALL)
  made(model, spliceOnWire(scene(model), 'sma', { block: 'gt', port: 'a' }))
  expect(model.state.wires.get('sma:source')).toEqual({ block: 'ema', port: 'value' })
  expect(model.state.wires.get('gt:a')).toEqual({ block: 'sma', port: 'value' })
  const refusal = spliceOnWire(scene(model), 'slow', { block: 'gt', port: 'b' })
  expect(refusal).toMatchObject({ ok: false })
})

test('an impossible wire says why, and what would make it possible', () => {
  const model = open(SMALL)
  const check = wireCheck(scene(model), { block: 'ema', port: 'value' }, { block: 'filter', port: 'value' })
  if (check.ok) throw new Error('a number became a condition')
  expect(check).toMatchObject({ why: 'kind', reason: expect.stringContaining('takes a condition') })
  made(
    model,
    connectThrough(
      scene(model),
      { block: 'ema', port: 'value' },
      { block: 'filter', port: 'value' },
      check.adapters[0]!,
      newId,
    ),
  )
  digestOf(model)
  const real = open(SMALL)
  expect(
    wireCheck(scene(real), { block: 'gt', port: 'value' }, { block: 'ema', port: 'source' }),
  ).toMatchObject({ ok: false, why: 'cycle', reason: expect.stringContaining('circle') })
})

test('bars of one clock into a block of another are refused, and aligned on wish', () => {
  const model = open({
    ...SMALL,
    blocks: SMALL.blocks.map(block => (block.id === 'sma' ? { ...block, timeframe: '1d' as const } : block)),
  })
  const ends = [
    { block: 'close', port: 'value' },
    { block: 'sma', port: 'source' },
  ] as const
  const check = wireCheck(scene(model), ...ends)
  if (check.ok) throw new Error('clocks were mixed')
  expect(check.why).toBe('clock')
  made(model, connectThrough(scene(model), ...ends, check.adapters[0]!, newId))
  const compiled = compileGraph(graphJson(model.state), {})
  expect(compiled.problems.filter(({ code }) => code === 'mixed-clocks')).toEqual([])
})

test('blocks pasted into another strategy bring their parameters and sub-graphs along', () => {
  const from = open(templates.find(({ id }) => id === 'quietThenLoud')!.source)
  made(from, makeSubgraph(scene(from), ['usual', 'quiet'], 'Quiet', newId))
  const text = copied(scene(from), from.state.blocks.keys())!
  const to = open({ version: 1, name: 'Other', timeframe: '15m', blocks: [] })
  made(to, paste(scene(to), text, { incoming: false }, newId))
  expect(digestOf(to)).toBe(digestOf(from))
  expect([...to.state.blocks.keys()].filter(id => from.state.blocks.has(id))).toEqual([])
})

test('what no blocks are is refused with a sentence', () => {
  expect(paste(scene(open(SMALL)), 'hello', { incoming: true }, newId)).toMatchObject({
    ok: false,
    reason: expect.stringContaining('no blocks'),
  })
})

test('a selection becomes a sub-graph and back without another digest', () => {
  const model = open(templates.find(({ id }) => id === 'quietThenLoud')!.source)
  const before = digestOf(model)
  const [block] = made(model, makeSubgraph(scene(model), ['usual', 'quiet', 'limit', 'loud'], 'Core', newId))
  expect(digestOf(model)).toBe(before)
  const used = model.state.blocks.get(block!)
  expect(used?.kind === 'subgraph' && Object.keys(used.params)).toEqual(['wide'])
  made(model, unpack(scene(model), block!, newId))
  expect(digestOf(model)).toBe(before)
  expect(model.state.subgraphs.size).toBe(0)
})

test('a selection with a hole in it is refused', () => {
  const attempt = makeSubgraph(scene(open(SMALL)), ['close', 'gt'], 'Hole', newId)
  expect(attempt).toMatchObject({ ok: false, reason: expect.stringContaining('lies between') })
})

test('a block keeps its version until it is updated, and is told what changed', () => {
  const model = open(SMALL)
  const [first] = made(model, makeSubgraph(scene(model), ['ema'], 'Average', newId))
  const [second] = made(
    model,
    paste(scene(model), copied(scene(model), [first!])!, { incoming: true }, newId),
  )
  made(model, newVersion(scene(model), first!))
  const used = model.state.blocks.get(first!)
  if (used?.kind !== 'subgraph') throw new Error('no sub-graph')
  const inner = [...model.state.subgraphs.get(used.use)!.blocks.values()].find(
    each => each.kind === 'operator',
  )!
  model.apply({
    title: 'Longer',
    changes: [{ path: ['subgraphs', used.use, 'blocks', inner.id, 'param:length'], value: 21 }],
  })
  const other = model.state.blocks.get(second!)
  if (other?.kind !== 'subgraph') throw new Error('no sub-graph')
  expect(other.version).toBe(1)
  const [update] = updatesOf(model.state, other)
  expect(update).toEqual({ id: used.use, version: 2 })
  const version = (id: string) => subgraphJson(model.state.subgraphs.get(id)!)
  const { changed, added, removed } = subgraphDifference(version(other.use), version(used.use))
  expect({ added, removed, settings: changed.map(({ settings }) => settings) }).toEqual({
    added: [],
    removed: [],
    settings: [[{ what: 'length', before: '9', after: '21' }]],
  })
  made(model, updateUse(scene(model), second!, update!.id))
  digestOf(model)
})

test('tidying lays blocks from left to right without overlap, and leaves pinned ones alone', async () => {
  const model = open(templates.find(({ id }) => id === 'quietThenLoud')!.source)
  const pinned = [...model.state.blocks.keys()][0]!
  model.apply({ title: 'Pin', changes: [{ path: ['blocks', pinned, 'pinned'], value: true }] })
  const before = digestOf(model)
  const edit = await tidy(scene(model), [], layoutHere)
  const spot = model.state.blocks.get(pinned)
  model.apply(edit!)
  expect(digestOf(model)).toBe(before)
  expect(model.state.blocks.get(pinned)).toBe(spot)
  const blocks = [...model.state.blocks.values()].filter(({ id }) => id !== pinned)
  for (const { block, port: _ } of model.state.wires.values())
    for (const [key, from] of model.state.wires)
      if (from.block === block && block !== pinned && !key.startsWith(pinned))
        expect(model.state.blocks.get(block)!.x).toBeLessThan(model.state.blocks.get(key.split(':')[0]!)!.x)
  for (const [at, a] of blocks.entries())
    for (const b of blocks.slice(at + 1)) {
      const [one, two] = [boxOf(a, model.state), boxOf(b, model.state)]
      const apart =
        one.x + one.width <= two.x ||
        two.x + two.width <= one.x ||
        one.y + one.height <= two.y ||
        two.y + two.height <= one.y
      expect(apart, `${a.id} and ${b.id}`).toBe(true)
    }
})

test('a block that is added covers no other', () => {
  const model = open({ version: 1, name: 'Three', blocks: [] })
  for (let n = 0; n < 3; n++)
    made(model, addBlock(scene(model), operatorBlock('rsi'), { x: 10, y: 20 }, newId))
  const places = Array.from(model.state.blocks.values(), ({ x, y }) => ({ x, y }))
  expect(places).toEqual([
    { x: 10, y: 20 },
    { x: 250, y: 20 },
    { x: 490, y: 20 },
  ])
})
