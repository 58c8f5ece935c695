import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { entries } from '@/sandbox/catalogue'
import { exampleOf } from '@/sandbox/catalogue/docs/example'
import { typingsOf } from '@/sandbox/catalogue/docs/typings'
import { readGraph } from '@/sandbox/compile/graph/document'
import { printGraph } from '@/sandbox/compile/graph/print'
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
    execFile(process.execPath, [compiler, '-p', folder], (_error, output) => done(output)),
  )
}

test('every example and template is free of type errors', async () => {
  const examples = entries.map((entry, at) => [`example${at}.ts`, exampleOf(entry)] as const)
  const strategies = templates.map(({ id, kind, source }) => {
    const graph = kind === 'graph' ? readGraph(source) : null
    return [`template-${id}.ts`, graph?.ok ? printGraph(graph.graph).text : source] as const
  })
  expect(await check(Object.fromEntries([...examples, ...strategies]))).toBe('')
})

test('a misspelt name, a wrong argument and an unknown output are found', async () => {
  const said = await check({
    'wrong.ts': `export default strategy({ name: 'x' }, ({ close, ta }) => {
  const a = ta.rsy(close, 14)
  const b = ta.ma(close, 14, 'fast')
  return { filtre: close > ta.bb(close, 20, 2).center }
})
`,
  })
  expect(said).toMatch(/wrong\.ts\(2,16\).*'rsy'/)
  expect(said).toMatch(/wrong\.ts\(3,30\).*"fast"/)
  expect(said).toMatch(/'center'/)
})
