// Files of bars: `node scripts/run.mjs test/perf/csv.ts`. First the reader alone, beside lines split by the language itself; then
// files of 250,000, 1,000,000 and 4,000,000 rows through HTTP to stored bars of every timeframe, each by a server of its own, whose
// memory must not grow with the file.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { pipeline } from 'node:stream/promises'
import { startEmbedded } from '@/server/db/embedded'
import { throwAwayFolder } from '@/server/db/folder'
import { migrate } from '@/server/db/migrate'
import { CsvReader } from '@/server/market/csv/reader'

interface Told {
  readonly url?: string
  readonly done?: { readonly bars: number; readonly slower: number; readonly jobMs: number }
  readonly peakMb?: number
  /** The longest that reading kept anybody else of the process waiting. */
  readonly blockedMs?: number
}

if (process.send) await serve()
else await measure()

async function measure(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sluice-csv-'))
  const file = (rows: number) => path.join(folder, `${rows}.csv`)
  const sizes = [250_000, 1_000_000, 4_000_000]
  for (const rows of sizes) await pipeline(linesOf(rows), createWriteStream(file(rows)))

  const ours = await timed('Sluice, in pieces of 1 MiB', async () => {
    const reader = new CsvReader()
    for await (const chunk of createReadStream(file(1_000_000), { highWaterMark: 1 << 20 }))
      reader.push(chunk as Buffer)
    const result = reader.finish()
    return result.ok ? result.bars.time.length : 0
  })
  const plain = await timed('split and Number', () => {
    const rows = readFileSync(file(1_000_000), 'utf8').trim().split('\n').slice(1)
    return rows.map(row => row.split(',').map((cell, at) => (at === 0 ? Date.parse(cell) : Number(cell))))
      .length
  })
  console.log(`${(plain / ours).toFixed(1)}× the speed of splitting lines\n`)

  const database = await startEmbedded({
    folder: throwAwayFolder(`sluice-csv-${process.pid}`),
    throwAway: true,
  })
  try {
    await migrate(database.url)
    for (const rows of sizes) await imported(file(rows), rows, database.url)
    console.log('\nAllowed are 5 s for 1,000,000 rows, and memory that stays.')
  } finally {
    await database.stop()
    rmSync(folder, { recursive: true })
  }
}

async function imported(file: string, rows: number, databaseUrl: string): Promise<void> {
  const child = fork(import.meta.filename, {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, DATABASE_URL: databaseUrl },
  })
  const { url } = await word(child)
  const began = performance.now()
  const request = http.request(`${url}/api/imports?workspaceId=bench&symbol=S${rows}`, {
    method: 'PUT',
    headers: { 'content-type': 'text/csv' },
  })
  const answered = once(request, 'response') as Promise<[http.IncomingMessage]>
  await pipeline(createReadStream(file), request)
  const [response] = await answered
  let body = ''
  for await (const chunk of response) body += chunk
  const sentMs = performance.now() - began
  if (response.statusCode !== 202) throw new Error(body)
  child.send({ finish: (JSON.parse(body) as { importId: string }).importId })
  const { done } = await word(child)
  const tookMs = performance.now() - began
  child.send({ end: true })
  const { peakMb = 0, blockedMs = 0 } = await word(child)
  console.log(
    `${rows.toLocaleString('en').padStart(9)} rows  ${(tookMs / 1000).toFixed(2)} s: ${(sentMs / 1000).toFixed(2)} s to read and keep, ${((done?.jobMs ?? 0) / 1000).toFixed(2)} s for ${done?.slower.toLocaleString('en')} slower bars  peak ${peakMb.toFixed(0)} MiB  blocked ${blockedMs.toFixed(0)} ms at most  ${done?.bars === rows ? '' : 'WRONG'}`,
  )
}

async function word(child: ChildProcess): Promise<Told> {
  const [told] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [Told | number | null]
  if (typeof told !== 'object' || !told) throw new Error('The server ended.')
  return told
}

function* linesOf(rows: number): Generator<string> {
  yield 'time,open,high,low,close,volume\n'
  const start = Date.UTC(2015, 0, 1)
  for (let from = 0; from < rows; from += 10_000) {
    let lines = ''
    for (let row = from; row < from + 10_000; row++) {
      const price = (shift: number) => (100 + (((row + shift) * 7919) % 2_003) / 100).toFixed(2)
      lines += `${new Date(start + row * 60_000).toISOString()},${price(0)},200.25,50.5,${price(1)},${(row * 31) % 9_973}\n`
    }
    yield lines
  }
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

/** The door and the job in one process of its own, so that its memory is theirs alone. */
async function serve(): Promise<void> {
  const { db, pool } = await import('@/server/db/client')
  const { BarStore } = await import('@/server/market/store/store')
  const { receiveImport } = await import('@/server/market/files/receive')
  const { finishImport } = await import('@/server/market/files/finish')
  const { importOptions } = await import('@/server/market/files/options')
  const { storedVenue } = await import('@/server/market/files/names')
  const store = new BarStore(pool)
  await db.workspace.upsert({
    where: { id: 'bench' },
    create: { id: 'bench', name: 'bench', slug: 'bench', tier: 'elite' },
    update: {},
    select: { id: true },
  })
  const delays = monitorEventLoopDelay({ resolution: 10 })
  delays.enable()
  let peak = 0
  const watching = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 20)
  const server = http.createServer((req, res) => {
    const symbol = new URL(req.url ?? '/', 'http://x').searchParams.get('symbol')
    receiveImport(
      { db, store },
      {
        workspaceId: 'bench',
        tier: 'elite',
        fileName: 'bench.csv',
        options: importOptions.parse({ symbol }),
        maxBytes: 2 ** 30,
        createdBy: 'bench',
      },
      req as AsyncIterable<Buffer>,
    ).then(
      received => res.writeHead(202).end(JSON.stringify(received)),
      error => res.writeHead(500).end(String(error)),
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  process.on('message', async (asked: { finish?: string; end?: true }) => {
    if (asked.finish) {
      // what follows happens in a worker, where nobody waits for an answer
      delays.disable()
      const began = performance.now()
      await finishImport({ db, store }, asked.finish, {
        signal: new AbortController().signal,
        progress: () => {},
        fenced: work => db.$transaction(work, { timeout: 60_000 }),
      })
      const jobMs = performance.now() - began
      const symbol = (
        await db.fileImport.findUniqueOrThrow({ where: { id: asked.finish }, select: { symbol: true } })
      ).symbol
      const all = await store.summaries({ venue: storedVenue('bench'), symbol })
      const bars = all.find(({ key }) => key.timeframe === '1m')?.bars ?? 0
      const slower = all.reduce((sum, each) => sum + each.bars, -bars)
      process.send?.({ done: { bars, slower, jobMs } } satisfies Told)
    } else if (asked.end) {
      clearInterval(watching)
      process.send?.({ peakMb: peak / 2 ** 20, blockedMs: delays.max / 1e6 } satisfies Told)
      server.close()
      await db.$disconnect()
      process.disconnect?.()
    }
  })
  const { port } = server.address() as { port: number } // it listens on a port
  process.send?.({ url: `http://127.0.0.1:${port}` } satisfies Told)
}
