import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileDocument } from '@/sandbox/compile/compile'
import { compileMany, recordMany } from '@/sandbox/compile/many'
import { openFence } from '@/sandbox/host/openFence'
import type { ParamValue } from '@/sandbox/ir/program'
import { templates } from '@/sandbox/templates'
import { enginePath } from '@/server/guests/nodeFence'

type Params = Readonly<Record<string, ParamValue>>

const SEED = 77
// its clock stands: fuel alone is to end what runs, however slow the machine
const fence = await openFence({ wasm: await readFile(enginePath()), now: () => 0 })

/** Every set as it compiles by itself. */
const apart = (kind: 'formula' | 'script' | 'graph', document: string, sets: readonly Params[]) =>
  sets.map(params => compileDocument(fence, { kind, document, params }))

// what one run leaves behind would show in the next one's program
const LEAKING = `
let runs = 0
const seen = []
const memo = new Map()
function bump(n) { bump.calls = (bump.calls ?? 0) + 1; return n + bump.calls - 1 }
export default strategy({ name: 'Leaks', params: { n: int(5, 1, 60) } }, ({ close, ta, params }) => {
  runs++
  seen.push(params.n)
  memo.set('n', (memo.get('n') ?? 0) + params.n)
  globalThis.left = (globalThis.left ?? 0) + 1
  const length = bump(params.n) + runs + seen.length + memo.get('n') + globalThis.left
  return { filter: close > ta.sma(close, length), score: ta.rsi(close, 2 + Math.floor(Math.random() * 50)) }
})`

test(`no run of a document leaves anything for the next one (seed ${SEED})`, () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 }), numbers => {
      const sets = numbers.map(n => ({ n }))
      const many = compileMany(fence, { kind: 'formula', document: LEAKING, sets })
      expect(many.filter(({ ok }) => !ok)).toEqual([])
      expect(many).toEqual(apart('formula', LEAKING, sets))
    }),
    { seed: SEED, numRuns: 6 },
  )
})

test('each set of every template has the digest that it has alone', () => {
  for (const { kind, source: text } of templates) {
    const [usual] = apart(kind, text, [{}])
    if (!usual?.ok) throw new Error('Templates compile.')
    const number = usual.program.params.find(each => each.kind === 'int' || each.kind === 'num')
    const moved = number?.kind === 'int' ? Math.min(number.max ?? Infinity, number.default + 1) : null
    const sets: Params[] = number && moved !== null ? [{}, { [number.name]: moved }, {}] : [{}, {}]
    const many = compileMany(fence, { kind, document: text, sets })
    expect(many).toEqual(apart(kind, text, sets))
    expect(many.at(-1)).toEqual(many[0])
  }
})

test('a set that does not compile has its problem at its place, and the others their programs', () => {
  const document = `export default strategy({ name: 'Half', params: { n: int(5, 1, 60), deep: bool(false) } }, ({ close, ta, params }) => {
    if (params.deep) for (;;) {}
    return { filter: close > ta.sma(close, params.n) }
  })`
  const sets: Params[] = [{ n: 3 }, { n: 99 }, { m: 1 }, { deep: true }, { n: 4 }]
  const many = compileMany(fence, { kind: 'formula', document, sets })
  expect(many).toEqual(apart('formula', document, sets))
  expect(many.map(({ ok, problems }) => (ok ? 'ok' : problems[0]?.code))).toEqual([
    'ok',
    'bad-param',
    'bad-param',
    'out-of-fuel',
    'ok',
  ])
})

test('a source that can not be read is told for each set', () => {
  const many = compileMany(fence, { kind: 'formula', document: 'export default strategy({', sets: [{}, {}] })
  expect(many.map(({ problems }) => problems[0]?.code)).toEqual(['syntax', 'syntax'])
  const graph = compileMany(fence, { kind: 'graph', document: 'not json', sets: [{}] })
  expect(graph[0]?.ok).toBe(false)
})

test('each run has the whole fuel of one, and a question ends after the fuel of one is gone', () => {
  const document = `export default strategy({ name: 'Busy', params: { n: int(5, 1, 60) } }, ({ close, ta, params }) => {
    let sum = 0
    for (let i = 0; i < 50_000; i++) sum += i % 3
    return { filter: close > ta.sma(close, params.n + (sum > 0 ? 0 : 1)) }
  })`
  const sets = Array.from({ length: 12 }, (_, n) => ({ n: n + 1 }))
  const first = recordMany(fence, { kind: 'formula', document, sets })
  expect(first.length).toBeGreaterThan(1)
  expect(first.length).toBeLessThan(sets.length)
  expect(first.every(({ ok }) => ok)).toBe(true)
  expect(compileMany(fence, { kind: 'formula', document, sets }).every(({ ok }) => ok)).toBe(true)
})
