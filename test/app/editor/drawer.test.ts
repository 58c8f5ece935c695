import { expect, test } from 'vitest'
import { Drawer } from '@/app/_editor/code/drawer'
import { statementLines } from '@/app/_editor/code/statements'
import { compileDocument } from '@/sandbox/compile/compile'
import { readGraph } from '@/sandbox/compile/graph/document'
import { printGraph } from '@/sandbox/compile/graph/print'
import { templates } from '@/sandbox/templates'
import { nodeFence } from '@/server/guests/nodeFence'

const fence = await nodeFence()
const drawer = new Drawer(fence)
const graphs = templates.filter(({ kind }) => kind === 'graph')
const codeOf = (text: string) => {
  const read = readGraph(text)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return printGraph(read.graph).text
}
const digestOf = (kind: 'graph' | 'formula', document: string) => {
  const compiled = compileDocument(fence, { kind, document })
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems))
  return compiled.program.digest
}
const drawn = (old: string | null, source: string, kind: 'formula' | 'script' = 'formula') => {
  const told = drawer.draw({ number: 1, old, kind, source })
  if (!told.ok) throw new Error(JSON.stringify(told.problems))
  return told
}

test.each(graphs.map(({ id, source }) => [id, source]))(
  'the unedited code of %s draws it unchanged',
  (_, source) => {
    const { document, apart } = drawn(source!, codeOf(source!))
    expect(JSON.parse(document).blocks).toEqual(readBlocks(source!))
    expect(apart).toEqual([])
  },
)

test.each(
  templates.flatMap(({ id, kind, source }) => (kind === 'graph' ? [] : [[id, kind, source] as const])),
)('%s is the same program as a graph, and as the code of that graph', (_, kind, source) => {
  const told = drawer.draw({ number: 1, old: null, kind, source, compare: true })
  if (!told.ok) throw new Error(JSON.stringify(told.problems))
  expect(told.isSame).toBe(true)
  const back = drawer.draw({
    number: 2,
    old: told.document,
    kind: 'formula',
    source: codeOf(told.document),
    compare: true,
  })
  expect(back).toMatchObject({ ok: true, isSame: true, digest: told.digest })
})

test('code that says something else than the graph is told from it', () => {
  const { source } = graphs[0]!
  const changed = codeOf(source).replace(/, (\d+)\)/, (_, length) => `, ${Number(length) + 1})`)
  const told = drawer.draw({ number: 1, old: source, kind: 'formula', source: changed, compare: true })
  expect(told).toMatchObject({ ok: true, isSame: false })
})

const readBlocks = (text: string) => {
  const read = readGraph(text)
  return read.ok ? read.graph.blocks : null
}

test('every block that is a statement points at its line', () => {
  const { source } = graphs[0]!
  const code = codeOf(source)
  const lines = code.split('\n')
  const read = readGraph(source)
  if (!read.ok) throw new Error('unreadable')
  const expected = printGraph(read.graph).statements
  const { statements } = drawn(source, code)
  for (const { block, from, to } of statements) {
    expect(expected.find(each => each.block === block)).toEqual({ block, from, to })
    expect(lines[from - 1]).toMatch(/^ {2}const /)
  }
  expect(statements.length).toBe(expected.length)
})

test('code that does not compile draws nothing and says why, on its line', () => {
  const { source } = graphs[0]!
  const told = drawer.draw({
    number: 7,
    old: source,
    kind: 'formula',
    source: `${codeOf(source)}\nta.nothing()`,
  })
  expect(told).toMatchObject({ number: 7, ok: false })
  expect(told.problems[0]?.line).toBe(codeOf(source).split('\n').length + 1)
})

test('comments, a loop and another order of statements draw the same program', () => {
  const source = `// a comment
export default strategy({ name: 'Loop', timeframe: '1h' }, ({ close, ta }) => {
  const all = []
  for (const length of [5, 10, 20]) all.push(close > ta.sma(close, length))
  return { filter: all.reduce((a, b) => a && b) }
})
`
  expect(digestOf('graph', drawn(null, source).document)).toBe(digestOf('formula', source))
})

test('what stays code is named with its line', () => {
  const source = `export default strategy({ name: 'Counts', timeframe: '1h' }, ({ close }) => {
  const runs = perBar({ close }, (bar, state) => {
    state.n = bar.close > (state.last ?? 0) ? (state.n ?? 0) + 1 : 0
    state.last = bar.close
    return { n: state.n }
  })
  return { filter: runs.n > 3 }
})
`
  const { code, statements } = drawn(null, source)
  expect(code).toEqual([{ name: 'runs', lines: { from: 2, to: 6 } }])
  expect(statements.find(({ from }) => from === 2)).toMatchObject({ to: 6 })
})

test('a statement ends where its brackets close, whatever texts and comments hold', () => {
  const source = "const a = f(\n  '(', // (\n  b,\n)\nconst c = 1"
  expect(statementLines(source, 1)).toEqual({ from: 1, to: 4 })
  expect(statementLines(source, 5)).toEqual({ from: 5, to: 5 })
})
