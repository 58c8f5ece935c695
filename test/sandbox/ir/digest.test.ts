import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Series } from '@/sandbox/catalogue/define'
import { catalogue } from '@/sandbox/catalogue/index'
import { ProgramBuilder } from '@/sandbox/ir/build'
import { isCommutative } from '@/sandbox/ir/catalogue'
import { programDigest } from '@/sandbox/ir/digest'
import type { Program } from '@/sandbox/ir/program'
import { sha256 } from '@/sandbox/ir/sha256'
import { programText } from '@/sandbox/ir/text'

const SEED = Number(process.env.SEED ?? 99)

test(`the hash is SHA-256 (seed ${SEED})`, () => {
  expect(sha256(new Uint8Array())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
      expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'))
    }),
    { seed: SEED, numRuns: 300 },
  )
})

const build = (record: (b: ProgramBuilder) => void): Program => {
  const b = new ProgramBuilder(catalogue)
  record(b)
  return b.finish({ name: 'test', timeframe: null })
}

const golden = (b: ProgramBuilder) => {
  const rsi = b.op('rsi', [], { length: 14 })
  const busy = b.op('gt', [
    b.source('volume'),
    b.op('mul', [b.constant(2), b.op('sma', [b.source('volume')])]),
  ])
  b.output('filter', b.op('and', [b.op('lt', [rsi, b.constant(30)]), busy]))
  b.output('score', b.op('neg', [rsi]))
  b.column('rsi', rsi)
}

describe('a digest', () => {
  test('is the same for ever', () => {
    expect(build(golden).digest).toMatchInlineSnapshot(
      `"190de1e4c1dba8a31d0b14adc4b40d4d1f4883f62e3531c3712d95a38d938942"`,
    )
  })

  test('is the same in whatever order a program is built', () => {
    const backwards = build(b => {
      const volume = b.source('volume')
      b.apply('macd', [])
      const busy = b.op('gt', [volume, b.op('mul', [b.op('sma', [volume]), b.constant(2)])])
      const rsi = b.op('rsi', [b.source('close')])
      b.column('rsi', rsi)
      b.output('score', b.op('neg', [rsi]))
      b.output('filter', b.op('and', [busy, b.op('lt', [rsi, b.constant(30)])]))
    })
    expect(backwards.digest).toBe(build(golden).digest)
  })

  test('does not heed names, origins or the title', () => {
    const named = build(b => b.from({ kind: 'code', line: 1, column: 1 }, () => golden(b)))
    expect(named.digest).toBe(build(golden).digest)
  })

  test.each<[string, (b: ProgramBuilder) => void]>([
    ['a parameter', b => b.column('x', b.op('sma', [], { length: 21 }))],
    ['an operator', b => b.column('x', b.op('ema', [], { length: 20 }))],
    ['an input', b => b.column('x', b.op('sma', [b.source('open')], { length: 20 }))],
    ['a name of a column', b => b.column('y', b.op('sma', [], { length: 20 }))],
    [
      'the timeframe of a node',
      b =>
        b.column(
          'x',
          b.within({ timeframe: '1d' }, () => b.op('sma', [], { length: 20 })),
        ),
    ],
    [
      'the instrument',
      b =>
        b.column(
          'x',
          b.within({ instrument: 'BTC' }, () => b.op('sma', [], { length: 20 })),
        ),
    ],
    ['what becomes of it', b => b.output('score', b.op('sma', [], { length: 20 }))],
  ])('differs with %s', (_name, record) => {
    const plain = build(b => b.column('x', b.op('sma', [], { length: 20 })))
    expect(build(record).digest).not.toBe(plain.digest)
  })
})

/** Random programs: each step applies some operator to some series before it. */
const steps = fc.array(
  fc.tuple(
    fc.constantFrom('add', 'sub', 'mul', 'max', 'min', 'div', 'sma', 'ema', 'ago', 'change', 'constant'),
    fc.nat(),
    fc.nat(),
    fc.integer({ min: 1, max: 5 }),
  ),
  { minLength: 1, maxLength: 25 },
)

const UNARY = ['sma', 'ema', 'ago', 'change']

const record = (b: ProgramBuilder, list: readonly [string, number, number, number][], mirrored: boolean) => {
  const made: Series[] = [b.source('close'), b.source('open')]
  if (mirrored) b.apply('bb', [])
  for (const [op, i, k, n] of list) {
    const x = made[i % made.length]!
    const y = made[k % made.length]!
    if (op === 'constant') made.push(b.constant(n / 7))
    else if (UNARY.includes(op))
      made.push(b.op(op, [x], op === 'sma' || op === 'ema' ? { length: n } : { n }))
    else made.push(b.op(op, mirrored && isCommutative(catalogue)(op) ? [y, x] : [x, y]))
  }
  b.column('last', made.at(-1)!)
  b.column('first', made[2]!)
}

test(`random programs keep their digest when mirrored and rebuilt from their own nodes (seed ${SEED})`, () => {
  fc.assert(
    fc.property(steps, list => {
      const straight = build(b => record(b, list, false))
      const mirrored = build(b => record(b, list, true))
      expect(mirrored.digest).toBe(straight.digest)
      // ids in another order: the digest must not know
      const n = straight.nodes.length
      const depth = straight.nodes.map(() => 0)
      for (const [id, node] of straight.nodes.entries())
        depth[id] = node.inputs.reduce((most, input) => Math.max(most, depth[input]! + 1), 0)
      const order = Array.from({ length: n }, (_, id) => id).sort((a, b) => depth[a]! - depth[b]! || b - a)
      const place = new Map(order.map((id, at) => [id, at]))
      const shuffled = {
        nodes: order.map(id => {
          const node = straight.nodes[id]!
          return { ...node, inputs: node.inputs.map(input => place.get(input)!) }
        }),
        outputs: {},
        columns: straight.columns.map(({ name, node }) => ({ name, node: place.get(node)! })).reverse(),
      }
      expect(programDigest(shuffled, isCommutative(catalogue))).toBe(straight.digest)
    }),
    { seed: SEED, numRuns: 1000 },
  )
})

test('a program reads as text', () => {
  const program = build(b => {
    const slow = b.within({ timeframe: '4h' }, () => b.op('sma', [], { length: 3 }))
    b.name(slow, 'trend')
    b.output('filter', b.op('gt', [b.source('close'), slow]))
  })
  expect(programText(program)).toBe(
    [
      '; test',
      `; ${program.digest}`,
      '%0: number @4h = close()',
      '%1: number @4h = sma(%0, length=3)  ; trend',
      '%2: number = close()',
      '%3: number = seen(%1)',
      '%4: bool = gt(%2, %3)',
      'filter = %4',
    ].join('\n'),
  )
})
