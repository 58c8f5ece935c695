import { describe, expect, test } from 'vitest'
import { catalogue } from '@/sandbox/catalogue'
import { ProgramBuilder } from '@/sandbox/ir/build'
import type { NodeId, Program } from '@/sandbox/ir/program'
import { explain, explainWhole, lacksOf } from '@/sandbox/run/evidence'

/** rsi < 30 and (volume > 100 or close > 50), with values put in by hand. */
const b = new ProgramBuilder(catalogue)
const [close, volume, high, low] = ['close', 'volume', 'high', 'low'].map(field => b.source(field))
const rsi = high!
const oversold = b.op('lt', [rsi, b.constant(30)])
const busy = b.op('gt', [volume!, b.constant(100)])
const dear = b.op('gt', [close!, b.constant(50)])
b.name(rsi, 'rsi')
b.name(busy, 'busy')
b.output('filter', b.op('and', [oversold, b.op('or', [busy, dear])]))
b.output('long', b.op('not', [b.op('ge', [rsi, b.constant(30)])]))
b.output('short', b.op('crossover', [close!, low!]))
const program = b.finish({ name: 'test', timeframe: '1h' })

type Values = Readonly<Record<'close' | 'volume' | 'high' | 'low', number>>

/** Values of all nodes that follow from those of the sources. */
function reader(program: Program, given: Values): (node: NodeId) => number {
  const read = (id: NodeId): number => {
    const { op, inputs, params } = program.nodes[id]!
    const [a = NaN, b = NaN] = inputs.map(read)
    const missing = Number.isNaN(a) || Number.isNaN(b)
    switch (op) {
      case 'constant':
        return Number(params.value)
      case 'lt':
        return missing ? NaN : Number(a < b)
      case 'gt':
        return missing ? NaN : Number(a > b)
      case 'ge':
        return missing ? NaN : Number(a >= b)
      case 'crossover':
        return 0
      case 'and':
        return a === 0 || b === 0 ? 0 : missing ? NaN : 1
      case 'or':
        return a === 1 || b === 1 ? 1 : missing ? NaN : 0
      case 'not':
        return 1 - a
      default:
        return given[op as keyof Values] // the sources are all that is left
    }
  }
  return read
}

const lacks = (output: 'filter' | 'long' | 'short', given: Values) =>
  lacksOf(program, program.outputs[output]!, reader(program, given), catalogue).map(
    ({ op, by, wanted, sides }) => ({ op, by, wanted, of: sides[0]?.names[0] ?? sides[0]?.title }),
  )

describe('what was missing for an output to fire', () => {
  test('is nothing where it fired', () => {
    expect(lacks('filter', { high: 20, volume: 200, close: 1, low: 1 })).toEqual([])
  })

  test('is each side of an “and” that did not hold, and how far it has to move', () => {
    expect(lacks('filter', { high: 41, volume: 80, close: 1, low: 1 })).toEqual([
      { op: 'lt', by: -11, wanted: true, of: 'rsi' },
      { op: 'gt', by: 20, wanted: true, of: 'Volume' },
    ])
  })

  test('is the nearer side of an “or”, measured by what it is compared with', () => {
    expect(lacks('filter', { high: 20, volume: 10, close: 49, low: 1 })).toEqual([
      { op: 'gt', by: 1, wanted: true, of: 'Close' },
    ])
  })

  test('is a comparison that would have to turn under a “not”', () => {
    expect(lacks('long', { high: 33, volume: 1, close: 1, low: 1 })).toEqual([
      { op: 'ge', by: -3, wanted: false, of: 'rsi' },
    ])
  })

  test('is a value that is not there yet', () => {
    expect(lacks('filter', { high: NaN, volume: 200, close: 1, low: 1 })).toEqual([
      { op: 'lt', by: null, wanted: true, of: 'rsi' },
    ])
  })

  test('of a cross is the way to the line, unless it is crossed already', () => {
    expect(lacks('short', { high: 1, volume: 1, close: 9, low: 10 })[0]!.by).toBe(1)
    expect(lacks('short', { high: 1, volume: 1, close: 11, low: 10 })[0]!.by).toBe(null)
  })
})

test('the whole of the evidence has the sides too that did not decide', () => {
  const read = reader(program, { high: 41, volume: 200, close: 1, low: 1 })
  const root = program.outputs.filter!
  expect(explain(program, root, read, catalogue).inputs.map(({ op }) => op)).toEqual(['lt'])
  expect(explainWhole(program, root, read, catalogue).inputs.map(({ op }) => op)).toEqual(['lt', 'or'])
})
