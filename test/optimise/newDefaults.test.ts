import { describe, expect, test } from 'vitest'
import { withDefaults } from '@/server/optimise/newDefaults'

const formula = (document: string, values: Record<string, number | boolean | string>) =>
  withDefaults({ kind: 'formula', document }, values)
const written = (document: string, values: Record<string, number | boolean | string>) => {
  const made = formula(document, values)
  if (!made.ok) throw new Error(made.message)
  return made.document
}

describe('new defaults in a source', () => {
  test('replace the value of each declaration and touch nothing else', () => {
    const source = `// length: int(3) is no declaration
export default strategy({ name: 'length: int(4)', timeframe: '1h',
  params: { length: int( 14 /* usual */, 2, 200), 'mult': num(-2.5), busy: true, kind: choice("a", ['a', 'b']) } },
  ({ ta, close, params: { length, mult } }) => ({ filter: close > ta.sma(close, length) * mult }))
`
    expect(written(source, { length: 21, mult: 0.1, busy: false, kind: 'b' })).toBe(
      source
        .replace('int( 14 /*', 'int( 21 /*')
        .replace('num(-2.5)', 'num(0.1)')
        .replace('busy: true', 'busy: false')
        .replace('choice("a"', 'choice("b"'),
    )
  })

  test('are refused where the value is not written out', () => {
    expect(formula('const N = 14; strategy({ params: { length: int(N, 2, 200) } })', { length: 3 })).toEqual({
      ok: false,
      message: expect.stringContaining('The default of length is not written as a plain value'),
    })
    expect(formula('strategy({ params: { length: int(2 + 12) } })', { length: 3 }).ok).toBe(false)
  })

  test('are refused where two places look alike', () => {
    expect(formula('({ params: { n: int(1) } }); ({ n: int(2) })', { n: 3 })).toEqual({
      ok: false,
      message: 'There are 2 places that look like the declaration of n. Set it by hand.',
    })
  })

  test('keep what a quote would end', () => {
    expect(written("({ a: choice('x', ['x', 'it\\'s']) })", { a: "it's" })).toBe(
      "({ a: choice('it\\'s', ['x', 'it\\'s']) })",
    )
  })
})

test('new defaults in a graph change its declarations alone', () => {
  const graph = {
    version: 1,
    name: 'x',
    params: [
      { name: 'fast', kind: 'int', default: 3, min: 1 },
      { name: 'slow', kind: 'int', default: 9 },
    ],
    blocks: [{ id: 'a', kind: 'constant', value: { param: 'fast' } }],
  }
  const document = JSON.stringify(graph, null, 2)
  const made = withDefaults({ kind: 'graph', document }, { fast: 5 })
  expect(made).toEqual({ ok: true, document: document.replace('"default": 3', '"default": 5') })
  expect(withDefaults({ kind: 'graph', document }, { other: 5 }).ok).toBe(false)
})
