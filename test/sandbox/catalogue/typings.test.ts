import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { entries } from '@/sandbox/catalogue'
import { exampleOf } from '@/sandbox/catalogue/docs/example'
import { typingsOf, UNHEARD } from '@/sandbox/catalogue/docs/typings'
import { filterTypings } from '@/sandbox/compile/filterTypings'
import { readGraph } from '@/sandbox/compile/graph/document'
import { printGraph } from '@/sandbox/compile/graph/print'
import { guide } from '@/sandbox/guide'
import { templates } from '@/sandbox/templates'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'typings-'))
  await writeFile(join(folder, 'api.d.ts'), typingsOf(entries))
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        strict: true,
        // what a script remembers is of its own making
        noImplicitAny: false,
        noEmit: true,
        target: 'es2023',
        lib: ['es2023'],
        types: [],
        module: 'esnext',
        moduleDetection: 'force',
      },
      include: ['*.ts'],
    }),
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What the project's own TypeScript says of these files, beside the typings. */
const check = async (files: Readonly<Record<string, string>>): Promise<string> => {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')
  return new Promise(done =>
    execFile(process.execPath, [compiler, '-p', folder], (_error, output) => done(heard(output))),
  )
}

/** Without what the editor does not show. */
const heard = (output: string): string =>
  output
    .split('\n')
    .filter(line => !UNHEARD.some(code => line.includes(`TS${code}:`)))
    .join('\n')

test('every example and template is free of type errors', async () => {
  const examples = entries.map((entry, at) => [`example${at}.ts`, exampleOf(entry)] as const)
  const strategies = templates.map(({ id, kind, source }) => {
    const graph = kind === 'graph' ? readGraph(source) : null
    return [`template-${id}.ts`, graph?.ok ? printGraph(graph.graph).text : source] as const
  })
  const told = guide.flatMap(({ id, sections }) =>
    sections.flatMap(section =>
      section.blocks.flatMap((block, at) =>
        block.kind === 'example' &&
        block.document !== 'graph' &&
        block.must.kind === 'program' &&
        block.must.warns.length === 0 &&
        // a filter of the old shape has words of its own
        /\b(strategy|script)\(/.test(block.source)
          ? [[`guide-${id}-${section.id}-${at}.ts`, block.source] as const]
          : [],
      ),
    ),
  )
  expect(told.length).toBeGreaterThan(25)
  expect(await check(Object.fromEntries([...examples, ...strategies, ...told]))).toBe('')
})

/** Each is refused by TypeScript at the line and column it is given with, by a sentence with that word. */
const MISTAKES: Readonly<Record<string, readonly [line: number, column: number, word: RegExp]>> = {
  'const a = ta.rsy(close, 14)': [2, 16, /'rsy'/],
  "const a = ta.ma(close, 14, 'fast')": [2, 30, /"fast"/],
  'const a = ta.bb(close, 20, 2).center': [2, 33, /'center'/],
  'const a = ta.sma(close, close)': [2, 27, /'Plain'/],
  'const a = ta.crossover(close)': [2, 16, /2 arguments/],
  'const a = where(close, open, high)': [2, 19, /'Condition'/],
  "const a = tf('4hours', m => m.close)": [2, 16, /"4hours"/],
  'const a = clse > open': [2, 13, /'clse'/],
  'const a = params.size': [2, 20, /'size'/],
  "const a = params.mode == 'slow' ? 1 : params.mode == 'fsat' ? 2 : 3": [2, 41, /no overlap/],
}

test.each(Object.entries(MISTAKES))('the mistake in %s is found', async (line, [row, column, word]) => {
  const text = `export default strategy({ name: 'x', params: { mode: choice('slow', ['slow', 'fast']) } }, ({ close, open, high, ta, params }) => {
  ${line}
  return { filter: close > open, score: a as Series }
})
`
  const said = await check({ 'wrong.ts': text })
  expect(said).toContain(`wrong.ts(${row},${column})`)
  expect(said).toMatch(word)
})

test('a misspelt output is found', async () => {
  const said = await check({
    'wrong.ts': `export default strategy({ name: 'x' }, ({ close, open }) => ({ filtre: close > open }))\n`,
  })
  expect(said).toMatch(/'\{ filtre: boolean; \}' has no properties in common with type 'Outputs'/)
})

test('what a script reads of a bar is plain, and its position may be missing', async () => {
  const said = await check({
    'wrong.ts': `export default script({ name: 'x' }, ({ close, ta }) => ({ up: close > ta.sma(close, 9) }), (bar, state, { position }) => {
  const up: boolean = bar.up
  const wide: number = bar.up
  return { long: up && position.entryPrice > bar.close }
})
`,
  })
  expect(said).toContain('wrong.ts(3,9)')
  expect(said).toContain('wrong.ts(4,24)')
  expect(said).not.toContain('wrong.ts(2,')
})

test('a filter of the old shape finds its words, and their misspellings are found', async () => {
  const [filter] = (guide.find(({ id }) => id === 'filters')?.sections ?? []).flatMap(({ blocks }) =>
    blocks.flatMap(block =>
      block.kind === 'example' && !block.source.includes('function') ? [block.source] : [],
    ),
  )
  const wrapped = (body: string) => `export const filter = () => {\n${body}\n}\n`
  const files = {
    'filter.d.ts': filterTypings(),
    'good.ts': wrapped(filter!),
    'wrong.ts': wrapped('return helpers.getLatestRSJ(klines, 14) < 30 && ticker.lastprice > 1'),
    'nodes.ts': wrapped(`const nodes = helpers.calculateHighVolumeNodes(klines, { buckets: 40 })
return nodes[0]!.strenth > 50 && helpers.isNearHVN(ticker.lastPrice, klines)`),
  }
  const said = await check(files)
  await rm(join(folder, 'filter.d.ts'))
  await rm(join(folder, 'good.ts'))
  await rm(join(folder, 'nodes.ts'))
  expect(said).not.toMatch(/filter\.d\.ts|good\.ts/)
  expect(said).toContain('wrong.ts(2,16)')
  expect(said).toContain('wrong.ts(2,56)')
  expect(said).toContain('nodes.ts(3,18)')
  expect(said).toContain('nodes.ts(3,70)')
  expect(said).not.toContain('nodes.ts(2,')
})
