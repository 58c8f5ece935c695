// Reading 1,000,000 bars from a CSV file: `node scripts/run.mjs test/perf/csv.ts`, beside the lines split by the language itself.
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { CsvReader } from '@/server/market/csv/reader'

const ROWS = 1_000_000
const folder = mkdtempSync(path.join(tmpdir(), 'sluice-csv-'))
const file = path.join(folder, 'bars.csv')
const { time, open, high, low, close, volume } = sampleBars({ bars: ROWS, stepMs: 60_000 })
writeFileSync(file, 'time,open,high,low,close,volume\n')
for (let from = 0; from < ROWS; from += 50_000) {
  const lines: string[] = []
  for (let row = from; row < from + 50_000; row++)
    lines.push(
      `${new Date(time[row] ?? 0).toISOString()},${open[row]},${high[row]},${low[row]},${close[row]},${volume[row]}`,
    )
  writeFileSync(file, `${lines.join('\n')}\n`, { flag: 'a' })
}

async function timed(title: string, work: () => number | Promise<number>): Promise<number> {
  const before = process.memoryUsage().rss
  const began = performance.now()
  const rows = await work()
  const took = performance.now() - began
  const grown = (process.memoryUsage().rss - before) / 2 ** 20
  console.log(`${title.padEnd(28)} ${(took / 1000).toFixed(2)} s  ${rows} rows  ${grown.toFixed(0)} MiB more`)
  return took
}

const ours = await timed('Sluice, in pieces of 1 MiB', async () => {
  const reader = new CsvReader()
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) reader.push(chunk as Buffer)
  const result = reader.finish()
  return result.ok ? result.bars.time.length : 0
})
const plain = await timed('split and Number', () => {
  const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1)
  return rows.map(row => row.split(',').map((cell, at) => (at === 0 ? Date.parse(cell) : Number(cell))))
    .length
})
console.log(`\n${(plain / ours).toFixed(1)}× the speed of splitting lines; allowed are 5 s.`)
rmSync(folder, { recursive: true })
