import fc from 'fast-check'
import { expect, test } from 'vitest'
import { graphDifference, isUnchanged } from '@/sandbox/compile/graph/difference'
import { type GraphDocument, type GraphInput, graphSchema } from '@/sandbox/compile/graph/document'
import { randomGraph } from './random'

const graph = (change: Partial<GraphInput> = {}): GraphDocument =>
  graphSchema.parse({
    version: 1,
    name: 'A',
    timeframe: '1h',
    params: [{ name: 'length', kind: 'int', default: 14, min: 2, max: 99 }],
    blocks: [
      { kind: 'operator', id: 'c', x: 0, y: 0, entry: 'close' },
      { kind: 'operator', id: 'r', x: 200, y: 0, name: 'strength', entry: 'rsi', params: { length: 14 } },
    ],
    wires: [{ from: { block: 'c', port: 'value' }, to: { block: 'r', port: 'source' } }],
    ...change,
  })

test('a graph differs in nothing from itself, in whatever order its blocks and keys are (seed 41)', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 20 }), (seed, size) => {
      const one = graphSchema.parse(randomGraph(seed, size))
      const other = {
        ...one,
        blocks: [...one.blocks].reverse().map(block => Object.fromEntries(Object.entries(block).reverse())),
        wires: [...one.wires].reverse(),
      } as GraphDocument // the same entries
      const difference = graphDifference(one, other)
      expect(isUnchanged(difference)).toBe(true)
      expect(difference.moved).toBe(0)
    }),
    { seed: 41, numRuns: 60 },
  )
})

test('a changed parameter is told with both values, a moved block only counted', () => {
  const { blocks } = graph()
  const after = graph({
    blocks: [
      { ...blocks[0]!, x: 40 },
      { kind: 'operator', id: 'r', x: 200, y: 0, name: 'strength', entry: 'rsi', params: { length: 21 } },
    ] as GraphInput['blocks'],
  })
  expect(graphDifference(graph(), after)).toEqual({
    added: [],
    removed: [],
    changed: [{ id: 'r', title: 'strength', settings: [{ what: 'length', before: '14', after: '21' }] }],
    document: [],
    subgraphs: [],
    moved: 1,
  })
})

test('blocks that came and went, and what feeds the others', () => {
  const { blocks } = graph()
  const after = graph({
    blocks: [blocks[1]!, { kind: 'operator', id: 'v', x: 0, y: 0, entry: 'volume' }] as GraphInput['blocks'],
    wires: [{ from: { block: 'v', port: 'value' }, to: { block: 'r', port: 'source' } }],
  })
  const { added, removed, changed } = graphDifference(graph(), after)
  expect(added).toEqual([{ id: 'v', title: 'volume' }])
  expect(removed).toEqual([{ id: 'c', title: 'close' }])
  expect(changed[0]?.settings).toEqual([{ what: 'wire source', before: 'close', after: 'volume' }])
})

test('name, timeframe and declared parameters belong to the strategy', () => {
  const { document } = graphDifference(graph(), graph({ name: 'B', timeframe: null, params: [] }))
  expect(document.map(({ what, before, after }) => [what, before === null, after === null])).toEqual([
    ['name', false, false],
    ['parameter length', false, true],
    ['timeframe', false, true],
  ])
})
