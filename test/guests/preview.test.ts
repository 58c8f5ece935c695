// The preview in a real browser: its values are those of the command line, and code that never ends does not stop it.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test, vi } from 'vitest'
import { portKey } from '@/app/_editor/preview/store'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { templates } from '@/sandbox/templates'
import { sentBars, withPreview } from '../perf/previewBrowser'

vi.setConfig({ testTimeout: 240_000 })
const folder = mkdtempSync(path.join(tmpdir(), 'sluice-preview-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const BARS = 400
const own = sampleBars({ bars: BARS, seed: 12 })
const bars = sentBars(own, '1h')
const data = path.join(folder, 'A.csv')
writeFileSync(
  data,
  ['time,open,high,low,close,volume']
    .concat(
      Array.from(own.time, (at, row) =>
        [at, own.open[row], own.high[row], own.low[row], own.close[row], own.volume[row]].join(),
      ),
    )
    .join('\n'),
)

/** What `sluice run` says of every bar. */
async function run(name: string, document: string): Promise<Record<string, (number | boolean | null)[]>> {
  const file = path.join(folder, name)
  writeFileSync(file, document)
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['scripts/sluice.mjs', 'run', file, '--data', data, '--timeframe', '1h', '--json'],
    { cwd: path.resolve(import.meta.dirname, '../..'), maxBuffer: 64_000_000 },
  )
  return JSON.parse(stdout).outputs
}

const at = { x: 0, y: 0 }
const GRAPH = JSON.stringify({
  version: 1,
  name: 'Drawn',
  timeframe: '1h',
  blocks: [
    { kind: 'operator', id: 'close', ...at, entry: 'close' },
    { kind: 'operator', id: 'rsi', ...at, entry: 'rsi', params: { length: 9 } },
    { kind: 'operator', id: 'low', ...at, entry: 'lt', values: { b: 45 } },
    { kind: 'output', id: 'out', ...at, output: 'filter' },
    { kind: 'column', id: 'shown', ...at, column: 'rsi' },
  ],
  wires: [
    { from: { block: 'close', port: 'value' }, to: { block: 'rsi', port: 'source' } },
    { from: { block: 'rsi', port: 'value' }, to: { block: 'low', port: 'a' } },
    { from: { block: 'low', port: 'value' }, to: { block: 'out', port: 'value' } },
    { from: { block: 'rsi', port: 'value' }, to: { block: 'shown', port: 'value' } },
  ],
})
const FORMULA = `export default strategy({ name: 'Written', timeframe: '1h' }, ({ close, volume, ta }) => {
  const macd = ta.macd(close, 12, 26, 9)
  const busy = volume > ta.sma(volume, 20)
  return { filter: macd.histogram > 0 && busy, score: macd.histogram, columns: { signal: macd.signal } }
})`

/** A value as the command line writes it. */
const told = (value: number | undefined, isFlag: boolean): number | boolean | null =>
  value === undefined || value === null || !Number.isFinite(value) ? null : isFlag ? value === 1 : value

test('values at the cursor are those that the command line gives for the same document and file', async () => {
  const [graph, formula, script] = await Promise.all([
    run('drawn.json', GRAPH),
    run('written.ts', FORMULA),
    run('pushes.ts', templates.find(({ id }) => id === 'threePushes')?.source ?? ''),
  ])
  await withPreview(async page => {
    const valuesAt = (kind: 'graph' | 'formula' | 'script', document: string, bar: number) =>
      page.evaluate(([given, bars, at]) => window.valuesAt(given, bars, at), [
        { kind, document },
        bars,
        bar,
      ] as const)
    for (const bar of [0, 8, 150, 287, BARS - 1]) {
      const drawn = await valuesAt('graph', GRAPH, bar)
      expect(told(drawn[portKey('rsi', 'value')], false), `rsi at ${bar}`).toBe(graph.rsi?.[bar])
      expect(told(drawn[portKey('out', 'value')], true), `filter at ${bar}`).toBe(graph.filter?.[bar])
      const written = await valuesAt('formula', FORMULA, bar)
      expect(told(written['macd.signal'], false), `signal at ${bar}`).toBe(formula.signal?.[bar])
      expect(told(written.filter, true), `formula at ${bar}`).toBe(formula.filter?.[bar])
      const source = templates.find(({ id }) => id === 'threePushes')?.source ?? ''
      const acted = await valuesAt('script', source, bar)
      for (const name of Object.keys(script)) {
        const value = script[name]?.[bar]
        expect(told(acted[name], typeof value === 'boolean'), `${name} at ${bar}`).toBe(value)
      }
    }
  })
})

test('a script that never ends is told of, and the next document has its values', async () => {
  const endless = `export default script({ name: 'Stuck' }, ({ close }) => ({ close }),
  (bar, state) => {
    for (;;) state.n = 1
    return { filter: true }
  })`
  await withPreview(async page => {
    const problems = await page.evaluate(
      ([document, given]) => window.problemsOf({ kind: 'script', document }, given),
      [endless, bars] as const,
    )
    expect(problems.some(problem => problem.startsWith('out-of-fuel'))).toBe(true)
    const after = await page.evaluate(
      ([document, given]) => window.problemsOf({ kind: 'formula', document }, given),
      [FORMULA, bars] as const,
    )
    expect(after).toEqual([])
  })
})
