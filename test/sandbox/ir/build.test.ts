import { describe, expect, test } from 'vitest'
import type { CatalogueEntry } from '@/sandbox/catalogue/define'
import { catalogue } from '@/sandbox/catalogue/index'
import { ProgramBuilder } from '@/sandbox/ir/build'
import { BuildError } from '@/sandbox/ir/buildError'
import type { Program } from '@/sandbox/ir/program'

const make = (record: (b: ProgramBuilder) => void): Program => {
  const b = new ProgramBuilder(catalogue)
  record(b)
  return b.finish({ name: 'test', timeframe: null })
}
const ops = (program: Program) => program.nodes.map(node => node.op)

describe('equal nodes are one', () => {
  test('whoever asks for them', () => {
    const program = make(b => {
      b.column('a', b.op('sma', [b.source('close')], { length: 20 }))
      b.column('b', b.op('sma', [b.source('close')], { length: 20 }))
      b.column('c', b.op('sma', []))
    })
    expect(ops(program)).toEqual(['close', 'sma'])
    expect(new Set(program.columns.map(column => column.node)).size).toBe(1)
  })

  test('and 0 and −0 are not, nor a number and a truth', () => {
    const b = new ProgramBuilder(catalogue)
    expect(b.constant(0).node).not.toBe(b.constant(-0).node)
    expect(b.constant(Number.NaN).node).toBe(b.constant(Number.NaN).node)
    expect(b.constant(Number.POSITIVE_INFINITY).node).not.toBe(b.constant(Number.NaN).node)
    expect(b.constant(1).node).not.toBe(b.constant(true).node)
  })

  test('either way round where the numbers stay the same to the bit', () => {
    const b = new ProgramBuilder(catalogue)
    const [x, y] = [b.source('close'), b.source('open')]
    for (const id of ['add', 'mul', 'min', 'max', 'eq', 'ne', 'cross'])
      expect(b.op(id, [x, y]).node).toBe(b.op(id, [y, x]).node)
    for (const id of ['sub', 'div', 'gt', 'mod', 'pow', 'crossover'])
      expect(b.op(id, [x, y]).node).not.toBe(b.op(id, [y, x]).node)
  })

  test('but not on another clock', () => {
    const b = new ProgramBuilder(catalogue)
    const slow = b.within({ timeframe: '1d' }, () => b.source('close'))
    expect(slow.node).not.toBe(b.source('close').node)
    expect(b.typeOf(slow).clock).toEqual({ timeframe: '1d', instrument: null })
  })
})

describe('constants', () => {
  test('fold where every machine folds alike', () => {
    const program = make(b =>
      b.column('x', b.op('add', [b.constant(0.1), b.op('mul', [b.constant(2), b.constant(3)])])),
    )
    expect(program.nodes).toHaveLength(1)
    expect(program.nodes[0]!.params.value).toBe(0.1 + 6)
  })

  test('do not fold through what looks back or remembers', () => {
    expect(ops(make(b => b.column('x', b.op('ago', [b.constant(2)]))))).toEqual(['constant', 'ago'])
    expect(ops(make(b => b.column('x', b.op('ema', [b.constant(2)]))))).toEqual(['constant', 'ema'])
  })

  test('do not fold into a missing truth', () => {
    const program = make(b =>
      b.output('filter', b.op('gt', [b.op('div', [b.constant(1), b.constant(0)]), b.constant(1)])),
    )
    expect(ops(program)).toContain('gt')
  })

  test('belong to every clock', () => {
    const program = make(b => {
      const two = b.constant(2)
      b.column(
        'x',
        b.within({ timeframe: '1d' }, () => b.op('mul', [b.source('close'), two])),
      )
    })
    expect(ops(program).filter(op => op === 'seen')).toHaveLength(1)
  })
})

describe('a finished program', () => {
  test('holds nothing that no output needs', () => {
    const program = make(b => {
      b.apply('macd', [])
      b.column('x', b.part('bb', 'upper', []))
    })
    expect(ops(program)).toEqual(['close', 'sma', 'stdev', 'constant', 'mul', 'add'])
  })

  test('keeps every place a node comes from', () => {
    const program = make(b => {
      const first = b.from({ kind: 'block', block: 'a' }, () => b.op('sma', []))
      b.from({ kind: 'block', block: 'b' }, () => b.op('sma', []))
      b.from({ kind: 'block', block: 'b' }, () => b.op('sma', []))
      b.mark(first, { kind: 'code', line: 3, column: 7 })
      b.name(first, 'trend')
      b.column('x', first)
    })
    const sma = program.nodes.findIndex(node => node.op === 'sma')
    expect(program.origins[sma]).toEqual([
      { kind: 'block', block: 'a' },
      { kind: 'block', block: 'b' },
      { kind: 'code', line: 3, column: 7 },
    ])
    expect(program.names).toEqual([{ node: sma, name: 'trend' }])
  })

  test('sees another clock through a door of its own', () => {
    const program = make(b => {
      const slow = b.within({ timeframe: '4h' }, () => b.op('rsi', []))
      b.output('filter', b.op('lt', [slow, b.constant(30)]))
    })
    expect(ops(program)).toEqual(['close', 'rsi', 'constant', 'seen', 'lt'])
    expect(program.nodes.at(-1)!.type).toEqual({ kind: 'bool', clock: { timeframe: null, instrument: null } })
  })

  test('knows the kind of what may be either', () => {
    const b = new ProgramBuilder(catalogue)
    const up = b.op('gt', [b.source('close'), b.source('open')])
    expect(b.op('ago', [up], { n: 2 }).kind).toBe('bool')
    expect(b.op('where', [up, up, b.constant(true)]).kind).toBe('bool')
    expect(b.op('where', [up, b.source('close'), b.constant(true)]).kind).toBe('number')
  })
})

describe('misuse is named', () => {
  const b = new ProgramBuilder(catalogue)
  const close = b.source('close')
  const cases: readonly [string, string, () => unknown][] = [
    ['an unknown operator', 'unknown-entry', () => b.op('smaa', [close])],
    ['an unknown output', 'unknown-output', () => b.part('macd', 'middle', [close])],
    ['one of several outputs left open', 'unknown-output', () => b.op('macd', [close])],
    ['an unknown parameter', 'unknown-param', () => b.op('sma', [close], { lenght: 3 })],
    ['a parameter out of bounds', 'bad-param', () => b.op('sma', [close], { length: 0 })],
    ['a fraction for a whole number', 'bad-param', () => b.op('sma', [close], { length: 2.5 })],
    ['no number at all', 'bad-param', () => b.op('sma', [close], { length: Number.NaN })],
    ['a choice there is not', 'bad-param', () => b.op('vwap', [], { anchor: 'noon' })],
    ['too many inputs', 'input-count', () => b.op('sma', [close, close])],
    ['a missing input without fallback', 'input-count', () => b.op('add', [close])],
    ['a number for a condition', 'input-kind', () => b.op('not', [close])],
  ]

  test.each(cases)('%s', (_name, code, act) => {
    try {
      act()
    } catch (error) {
      expect(error).toBeInstanceOf(BuildError)
      expect((error as BuildError).code).toBe(code)
      return
    }
    throw new Error('nothing was thrown')
  })

  test('more nodes than allowed', () => {
    const small = new ProgramBuilder(catalogue, { nodes: 3 })
    expect(() => small.apply('macd', [])).toThrow('more than 3 nodes')
  })
})

test('every entry of the catalogue has parameters in bounds by default', () => {
  const b = new ProgramBuilder(catalogue)
  const wire = (entry: CatalogueEntry) =>
    entry.inputs.map(port =>
      port.kind === 'bool' ? b.op('gt', [b.source('close'), b.source('open')]) : b.source('close'),
    )
  for (const entry of catalogue.entries) expect(() => b.apply(entry.id, wire(entry))).not.toThrow()
})
