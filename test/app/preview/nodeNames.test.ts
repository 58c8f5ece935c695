import { expect, test } from 'vitest'
import { graphJson } from '@/app/_editor/model/graphText'
import { openDocument } from '@/app/_editor/model/strategyModel'
import { titlesApart } from '@/app/_editor/model/titles'
import { nodeNames } from '@/app/_editor/preview/nodeNames'
import { utcBar } from '@/app/_ui/numbers'
import { compileGraph } from '@/sandbox/compile/graph/compile'

const operator = (id: string, entry: string, rest: object = {}) => ({
  kind: 'operator',
  id,
  entry,
  x: 0,
  y: 0,
  ...rest,
})
const wire = (from: string, block: string, port: string) => ({
  from: { block: from, port: 'value' },
  to: { block, port },
})

const graph = (blocks: readonly object[], wires: readonly object[]) =>
  JSON.stringify({ version: 1, name: 'Named', timeframe: '1h', blocks, wires })

test('a node is told by what it is computed from', () => {
  const opened = openDocument(
    'graph',
    graph(
      [
        operator('high', 'high'),
        operator('before', 'ago', { params: { n: 1 } }),
        operator('close', 'close'),
        operator('above', 'gt'),
        operator('volume', 'volume'),
        operator('usual', 'sma', { params: { length: 20 } }),
        operator('twice', 'mul', { values: { a: 2 } }),
        operator('busy', 'gt'),
        operator('both', 'and'),
        { kind: 'output', id: 'out', output: 'filter', x: 0, y: 0 },
      ],
      [
        wire('high', 'before', 'x'),
        wire('close', 'above', 'a'),
        wire('before', 'above', 'b'),
        wire('volume', 'usual', 'source'),
        wire('usual', 'twice', 'b'),
        wire('volume', 'busy', 'a'),
        wire('twice', 'busy', 'b'),
        wire('above', 'both', 'a'),
        wire('busy', 'both', 'b'),
        wire('both', 'out', 'value'),
      ],
    ),
  )
  if (!opened.ok) throw new Error('unread')
  const compiled = compileGraph(graphJson(opened.model.state), {})
  if (!compiled.ok) throw new Error('does not compile')
  const nameOf = nodeNames({ ...compiled.program, names: [] })
  const names = compiled.program.nodes.map((_, node) => nameOf(node))
  expect(names).toContain('High (1 bar ago)')
  expect(names).toContain('Simple moving average 20 of Volume')
  expect(names).toContain('2 × Simple moving average 20 of Volume')
})

test('blocks of one title are told apart by their settings, and a name stays as it is', () => {
  const opened = openDocument(
    'graph',
    graph(
      [
        operator('fast', 'ema', { params: { length: 20 } }),
        operator('slow', 'ema'),
        operator('own', 'ema', { name: 'Trend' }),
        operator('rsi', 'rsi'),
      ],
      [],
    ),
  )
  if (!opened.ok) throw new Error('unread')
  expect(Object.fromEntries(titlesApart(opened.model.state))).toEqual({
    fast: 'Exponential moving average 20',
    slow: 'Exponential moving average 50',
    own: 'Trend',
    rsi: 'RSI',
  })
})

test('a bar is told with its year, and one of a day by the day', () => {
  const at = Date.UTC(2026, 2, 8, 14)
  expect(utcBar(at, 3_600_000)).toBe('08 Mar 2026, 14:00 UTC')
  expect(utcBar(Date.UTC(2026, 2, 8), 86_400_000)).toBe('8 Mar 2026')
  expect(utcBar(at, 86_400_000)).toBe('08 Mar 2026, 14:00 UTC')
})
