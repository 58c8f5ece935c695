import { readFileSync } from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { build } from 'esbuild'
import { expect, it } from 'vitest'
import { runScript, type ScriptCode } from '@/sandbox/host/script/script'
import { enginePath, nodeFence } from '@/server/guests/nodeFence'
import { ownPrograms } from '../redteam/programs'
import { CANARY, REDTEAM_ROLE } from '../redteam/role'
import { browser } from '../setup/browser'
import type { Errand, Told } from './errand'

const code: ScriptCode = {
  source: `script({}, () => ({}), (bar, state) => {
    state.sum = (state.sum ?? 0.1) * 0.99 + Math.sin(bar.close) ** 3 + Math.exp(-bar.close / 7) + Math.random() / 3
    return { filter: state.sum > 1, score: state.sum / 3 }
  })`,
  fields: ['close'],
  outputs: [
    { name: 'filter', kind: 'bool', from: 'output' },
    { name: 'score', kind: 'number', from: 'output' },
  ],
  params: {},
}
const columns = [Array.from({ length: 2_000 }, (_, i) => 100 + (i % 97) / 7)]
/** Stack and engine limits depend on the thread's own stack, which browsers keep small. */
const programs = [
  CANARY,
  ...ownPrograms()
    .filter(({ name }) => !/^(stk|src-deep|bug)/.test(name))
    .map(({ source }) => source),
]

async function inBrowser(errand: Errand): Promise<Told> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, 'chromium.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    alias: { '@': path.resolve(import.meta.dirname, '../..') },
  })
  const chrome = await chromium.launch(browser())
  try {
    const page = await chrome.newPage()
    const text = await page.evaluate(
      async ([script, given]) => {
        const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })))
        return new Promise<string>((resolve, reject) => {
          worker.onmessage = ({ data }) => resolve(data)
          worker.onerror = event => reject(new Error(event.message))
          worker.postMessage(given)
        })
      },
      [outputFiles[0]!.text, errand] as const,
    )
    return JSON.parse(text) as Told
  } finally {
    await chrome.close()
  }
}

it('a guest ends the same in Chromium as in Node: words, numbers, places and cost', async () => {
  const wasm = readFileSync(enginePath()).toString('base64')
  const there = await inBrowser({ wasm, programs, code, columns })
  const fence = await nodeFence()
  const plain = (value: unknown) =>
    JSON.parse(JSON.stringify(value, (_, one) => (one instanceof Float64Array ? [...one].map(String) : one)))
  for (const [n, source] of programs.entries())
    expect(there.programs[n]).toEqual(plain(fence.run(REDTEAM_ROLE, { input: 'x', source, seed: 3 })))
  const script = runScript(fence, code, {
    columns: columns.map(column => Float64Array.from(column)),
    segments: [{ symbol: 'A', from: 0, to: 2_000, state: null }],
  })
  expect(there.script).toEqual(plain(script))
})
