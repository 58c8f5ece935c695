import { expect, test } from 'vitest'
import type { Attempt, Edit } from '@/app/_editor/model/edit'
import { setParam } from '@/app/_editor/model/edits/blocks'
import { duplicate } from '@/app/_editor/model/edits/clipboard'
import {
  declareParam,
  followingOf,
  promoteField,
  removeParam,
  unfollowParam,
} from '@/app/_editor/model/edits/params'
import { addPort, movePort, removePort, renamePort } from '@/app/_editor/model/edits/subgraphPorts'
import { makeSubgraph } from '@/app/_editor/model/edits/subgraphs'
import { unpack } from '@/app/_editor/model/edits/unpack'
import { newVersion, removeVersion, updateAll, updateUse } from '@/app/_editor/model/edits/versions'
import { declarationOf } from '@/app/_editor/model/fieldParam'
import { sceneOf } from '@/app/_editor/model/graphState'
import { graphJson } from '@/app/_editor/model/graphText'
import { newIds } from '@/app/_editor/model/ids'
import { upstreamOf } from '@/app/_editor/model/ports'
import { nextProblem, placesIn } from '@/app/_editor/model/problemOrder'
import { openDocument, type StrategyModel } from '@/app/_editor/model/strategyModel'
import { holds, placeOf, type UseBlock, usesOf } from '@/app/_editor/model/uses'
import { compileGraph } from '@/sandbox/compile/graph/compile'
import { templates } from '@/sandbox/templates'

const newId = newIds(Math.random)
const scene = (model: StrategyModel, within: string | null = null) => sceneOf(model.state, within)

function opened(source: string): StrategyModel {
  const read = openDocument('graph', source)
  if (!read.ok) throw new Error(read.problems[0]?.message)
  return read.model
}
const quiet = () => opened(templates.find(({ id }) => id === 'quietThenLoud')!.source)

function apply(model: StrategyModel, told: Attempt | Edit): readonly string[] {
  if ('ok' in told && !told.ok) throw new Error(told.reason)
  const edit = 'ok' in told ? told.edit : told
  model.apply(edit)
  return edit.select ?? []
}

const compiled = (model: StrategyModel) => compileGraph(graphJson(model.state), {})
function digestOf(model: StrategyModel): string {
  const { ok, ...rest } = compiled(model)
  if (!ok || !('program' in rest)) throw new Error(rest.problems[0]?.message)
  return rest.program!.digest
}

/** Quiet, then loud, with what is quiet and loud in one block; the block and the sub-graph's id. */
function folded() {
  const model = quiet()
  const before = digestOf(model)
  const [block = ''] = apply(
    model,
    makeSubgraph(scene(model), ['usual', 'quiet', 'limit', 'loud'], 'Core', newId),
  )
  const use = (model.state.blocks.get(block) as UseBlock).use
  const inner = () => model.state.subgraphs.get(use)!
  return { model, before, block, use, inner }
}

const graphs = templates.filter(({ kind }) => kind === 'graph')

test.each(graphs.map(({ id, source }) => [id, source]))(
  'every part of %s that can be one block means the same as one, and unpacked again',
  (_, source) => {
    let made = 0
    for (const end of opened(source!).state.blocks.keys()) {
      const model = opened(source!)
      const before = compiled(model)
      const upstream = upstreamOf(model.state, [end])
      const attempt = makeSubgraph(scene(model), upstream, 'Part', newId)
      if (!attempt.ok) continue
      const { text, state } = model
      const [block = ''] = apply(model, attempt)
      const digest = before.ok ? before.program.digest : null
      if (digest) expect(digestOf(model)).toBe(digest)
      apply(model, unpack(scene(model), block, newId))
      if (digest) expect(digestOf(model)).toBe(digest)
      expect([...model.state.subgraphs.keys()]).toEqual([...state.subgraphs.keys()])
      model.undo()
      model.undo()
      expect(model.text).toBe(text)
      made++
    }
    expect(made).toBeGreaterThan(0)
  },
)

test('wires and values follow a port under its new name', () => {
  const { model, before, block, use, inner } = folded()
  const port = inner().inputs[0]!.name
  const [result] = inner().outputs
  apply(model, renamePort(model.state, use, 'inputs', port, 'band'))
  apply(model, renamePort(model.state, use, 'outputs', result!.name, 'answer'))
  expect(digestOf(model)).toBe(before)
  expect(model.state.wires.has(`${block}:band`)).toBe(true)
  expect(model.state.wires.has(`${block}:${port}`)).toBe(false)
  expect(renamePort(model.state, use, 'inputs', 'band', inner().inputs[1]!.name)).toMatchObject({ ok: false })
  expect(renamePort(model.state, use, 'inputs', 'band', '1 bad')).toMatchObject({ ok: false })
})

test('a port that goes takes its wires and its block inside along, and undo brings all of it back', () => {
  const { model, use, inner } = folded()
  const text = model.text
  const port = inner().inputs[0]!.name
  apply(model, removePort(model.state, use, 'inputs', port))
  expect([...inner().blocks.values()].filter(each => each.kind === 'input' && each.port === port)).toEqual([])
  model.undo()
  expect(model.text).toBe(text)
})

test('ports that are added or moved leave what is wired alone', () => {
  const { model, before, use, inner } = folded()
  const [door = ''] = apply(model, addPort(model.state, use, 'inputs', newId))
  expect(inner().blocks.get(door)).toMatchObject({ kind: 'input', port: inner().inputs.at(-1)!.name })
  apply(model, movePort(model.state, use, 'inputs', inner().inputs.at(-1)!.name, -1))
  expect(inner().inputs.at(-2)?.name).toBe('input')
  expect(digestOf(model)).toBe(before)
})

test('a number inside becomes a parameter of the sub-graph, and each block sets its own', () => {
  const { model, before, block, use, inner } = folded()
  const average = [...inner().blocks.values()].find(each => each.name === 'usual')!
  const inside = scene(model, use)
  const declaration = declarationOf(inside, average, 'param:length')!
  apply(model, promoteField(inside, average.id, 'param:length', declaration))
  expect(digestOf(model)).toBe(before)
  expect(inner().params.map(({ name }) => name)).toContain(declaration.name)
  apply(model, setParam(scene(model), block, declaration.name, 7))
  const changed = digestOf(model)
  expect(changed).not.toBe(before)
  apply(model, declareParam(scene(model, use), { ...declaration, name: 'bars' }, declaration.name))
  expect(digestOf(model)).toBe(changed)
  expect((model.state.blocks.get(block) as UseBlock).params).toMatchObject({ bars: 7 })
  apply(model, removeParam(scene(model, use), 'bars'))
  expect(digestOf(model)).toBe(before)
})

test('a parameter knows what follows it, inside sub-graphs too, and lets go with its value', () => {
  const { model, before, block } = folded()
  expect(followingOf(scene(model), 'wide').map(({ within, field }) => [within, field])).toEqual([
    [null, 'param:wide'],
  ])
  apply(model, unfollowParam(scene(model), block, 'param:wide'))
  expect((model.state.blocks.get(block) as UseBlock).params).toEqual({ wide: 1.6 })
  const { ok, problems } = compiled(model)
  expect([ok, problems.filter(({ severity }) => severity === 'error')]).toEqual([true, []])
  expect(digestOf(model)).not.toBe('')
  expect(before).not.toBe('')
})

test('a name that would quietly come to mean another parameter is refused', () => {
  const { model, use } = folded()
  const wide = model.state.params.find(({ name }) => name === 'wide')!
  apply(model, unfollowParam(scene(model), [...usesOf(model.state, use)][0]!.block.id, 'param:wide'))
  const average = [...model.state.subgraphs.get(use)!.blocks.values()].find(each => each.name === 'usual')!
  apply(model, {
    title: 'Follow the strategy',
    changes: [{ path: ['subgraphs', use, 'blocks', average.id, 'param:length'], value: { param: 'busy' } }],
  })
  expect(declareParam(scene(model, use), { ...wide, name: 'busy' }, 'wide')).toMatchObject({
    ok: false,
    reason: expect.stringContaining('busy'),
  })
  const busy = model.state.params.find(({ name }) => name === 'busy')!
  expect(declareParam(scene(model), { ...busy, name: 'wide2' }, 'busy')).toMatchObject({ ok: true })
})

test('two blocks part at a new version and meet again, one at a time or all at once', () => {
  const { model, before, block, use } = folded()
  const [copy = ''] = apply(model, duplicate(scene(model), [block], true, newId))
  apply(model, newVersion(scene(model), block))
  const fresh = (model.state.blocks.get(block) as UseBlock).use
  expect([usesOf(model.state, use).length, usesOf(model.state, fresh).length]).toEqual([1, 1])
  expect(digestOf(model)).toBe(before)
  expect(removeVersion(model.state, use)).toMatchObject({
    ok: false,
    reason: expect.stringContaining('1 block'),
  })
  apply(model, updateUse(scene(model), copy, fresh))
  expect(usesOf(model.state, fresh).length).toBe(2)
  apply(model, updateAll(model.state, fresh, use))
  expect(usesOf(model.state, use).length).toBe(2)
  apply(model, removeVersion(model.state, fresh))
  expect([...model.state.subgraphs.keys()]).toEqual([use])
  expect(digestOf(model)).toBe(before)
})

test('a problem inside names the way there, and is found in turn', () => {
  const { model, block, use, inner } = folded()
  const door = [...inner().wires.keys()].find(key => key.startsWith('quiet:')) ?? 'quiet:b'
  apply(model, { title: 'Cut', changes: [{ path: ['subgraphs', use, 'wires', door] }] })
  const { problems } = compiled(model)
  const [first] = problems.filter(each => each.code === 'missing-input')
  expect(first?.block).toBe(`${block}/quiet`)
  expect(placesIn(model.state, first!.block!)).toEqual(['Core', 'quiet'])
  expect(nextProblem(problems, null, 1)?.block).toBe(`${block}/quiet`)
  expect(placeOf(model.state, use, 'quiet')).toBe(`${block}/quiet`)
  expect(holds(model.state, use, use)).toBe(true)
})
