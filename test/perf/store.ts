// Bars out of a warm database into columns, beside a row a bar through Prisma: `node scripts/run.mjs test/perf/store.ts`.
// Starts a PostgreSQL of its own and deletes it. Prints how well bars pack, too.
import { createHash } from 'node:crypto'
import { deflateSync, inflateSync } from 'node:zlib'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import type { BarColumns } from '@/sandbox/ir/bars'
import { startEmbedded } from '@/server/db/embedded'
import { throwAwayFolder } from '@/server/db/folder'
import { migrate } from '@/server/db/migrate'
import { simulatedProvider } from '@/server/market/simulated/provider'
import { decodeInto, encodeBars } from '@/server/market/store/codec'
import { BYTES_PER_BAR, COLUMNS, ownColumns, rowsOf, sharedColumns } from '@/server/market/store/columns'
import { openBarRows } from './barRows'

const BARS = 1_000_000
const SYMBOLS = 500
const DAYS = 504
const DAY = 86_400_000
const ALLOWED_MS = 500
const say = (title: string, value: string) => console.log(`${title.padEnd(58)} ${value}`)
const ms = (took: number) => `${took.toFixed(0)} ms`

/** The least of several runs: the database is warm after the first. */
async function best(rounds: number, work: () => unknown): Promise<number> {
  let least = Infinity
  for (let round = 0; round < rounds; round++) {
    const began = performance.now()
    await work()
    least = Math.min(least, performance.now() - began)
  }
  return least
}

/** Prices are hundredths and volumes have three decimals, as venues give them. */
function market(bars: number, seed: number, stepMs: number): BarColumns {
  const made = sampleBars({ bars, seed, stepMs })
  for (const name of ['open', 'high', 'low', 'close'] as const)
    for (let row = 0; row < bars; row++) made[name][row] = Math.round((made[name][row] ?? 0) * 100) / 100
  for (let row = 0; row < bars; row++)
    made.volume[row] = Math.round((made.volume[row] ?? 0) * 1234.567) / 1000
  return made
}

const own = await startEmbedded({ folder: throwAwayFolder(`sluice-bench-${process.pid}`), throwAway: true })
try {
  process.env.DATABASE_URL = own.url
  await migrate(own.url)
  const { db, pool } = await import('@/server/db/client')
  const { BarStore } = await import('@/server/market/store/store')
  const { BarSource } = await import('@/server/market/source/source')
  const { BarCache } = await import('@/server/market/store/cache')
  const store = new BarStore(pool)
  const key = { venue: 'bench', symbol: 'ONE', timeframe: '1m' } as const
  const bars = market(BARS, 1, 60_000)

  // how to pack: the codec alone, deflated, and the doubles deflated
  const chunks: BarColumns[] = []
  for (let row = 0; row < BARS; row += 2880) chunks.push(rowsOf(bars, row, Math.min(row + 2880, BARS)))
  const encoding = await best(2, () => chunks.map(encodeBars))
  const packed = chunks.map(encodeBars)
  const target = ownColumns(BARS)
  const decodeAll = (pieces: readonly Uint8Array[]) =>
    pieces.reduce((row, piece) => row + decodeInto(piece, target, row), 0)
  const perBar = (pieces: readonly Uint8Array[]) =>
    `${(pieces.reduce((sum, { length }) => sum + length, 0) / BARS).toFixed(1)} bytes a bar`
  say(
    'packed',
    `${perBar(packed)}, encode ${ms(encoding)}, decode ${ms(await best(3, () => decodeAll(packed)))}`,
  )
  const deflated = packed.map(piece => deflateSync(piece, { level: 1 }))
  const inflating = await best(2, () => decodeAll(deflated.map(piece => inflateSync(piece))))
  say('packed and deflated', `${perBar(deflated)}, decode ${ms(inflating)}`)
  const raw = chunks.map(chunk =>
    Buffer.concat(COLUMNS.map(name => new Uint8Array(chunk[name].slice().buffer))),
  )
  const rawDeflated = raw.map(piece => deflateSync(piece, { level: 1 }))
  const rawInflating = await best(2, () => rawDeflated.map(piece => inflateSync(piece)))
  say(
    'doubles, and doubles deflated',
    `${BYTES_PER_BAR} and ${perBar(rawDeflated)}, inflate ${ms(rawInflating)}`,
  )

  // one long series
  say('\n1,000,000 bars of one instrument, written', ms(await best(1, () => store.append(key, bars))))
  const loading = await best(5, () => store.load(key, -Infinity, Infinity))
  say('  loaded into columns', ms(loading))
  say(
    '  loaded into shared columns',
    ms(await best(3, () => store.loadAll([{ key, from: -Infinity, to: Infinity }], sharedColumns))),
  )
  const cache = new BarCache(store, { maxBytes: 2 ** 28 })
  await cache.get(key, -Infinity, Infinity)
  say(
    '  from the cache',
    `${((await best(5, () => cache.get(key, -Infinity, Infinity))) * 1000).toFixed(0)} µs`,
  )
  const first = bars.time[0] ?? 0
  const end = (bars.time.at(-1) ?? 0) + 60_000
  // a venue that must not be asked: all of it is covered
  const asked = () => {
    throw new Error('The venue was asked for what is stored.')
  }
  const venue = {
    ...simulatedProvider(() => end + 86_400_000),
    venue: 'bench',
    storedAs: 'bench',
    computed: false,
    barsBefore: asked,
    history: asked,
  }
  await store.append(key, rowsOf(bars, 0, 0), { from: first, to: end })
  const source = new BarSource({ store, cache: () => cache })
  say(
    '  through the source',
    `${(await best(5, () => source.range(venue, 'ONE', '1m', first, end))).toFixed(2)} ms`,
  )
  say('  digest of the range, load included', ms(await best(2, () => store.digest(key, -Infinity, Infinity))))
  say(
    '  gaps of the range',
    ms(await best(2, () => store.gaps(key, bars.time[0] ?? 0, bars.time.at(-1) ?? 0))),
  )
  const last = rowsOf(bars, BARS - 3, BARS - 1)
  last.close[0] = 1
  let late = 1
  say(
    '  a late correction of one bar',
    `${(
      await best(20, () => {
        last.close[0] = ++late
        return store.correct(key, rowsOf(last, 0, 1))
      })
    ).toFixed(1)} ms`,
  )

  // many short ones
  const keys = Array.from(
    { length: SYMBOLS },
    (_, k) => ({ venue: 'bench', symbol: `S${k}`, timeframe: '1d' }) as const,
  )
  const days = keys.map((each, k) => ({ key: each, bars: market(DAYS, k + 2, DAY) }))
  say(`\n${SYMBOLS} symbols × ${DAYS} bars, written at once`, ms(await best(1, () => store.appendAll(days))))
  const ranges = keys.map(each => ({ key: each, from: -Infinity, to: Infinity }))
  const many = await best(5, () => store.loadAll(ranges))
  say('  loaded into columns', ms(many))
  await cache.getAll(ranges)
  say('  from the cache', `${(await best(5, () => cache.getAll(ranges))).toFixed(2)} ms`)
  const dayEnd = (days[0]?.bars.time.at(-1) ?? 0) + DAY
  await store.appendAll(
    keys.map(each => ({
      key: each,
      bars: rowsOf(bars, 0, 0),
      covering: { from: dayEnd - DAYS * DAY, to: dayEnd },
    })),
  )
  const symbols = keys.map(each => each.symbol)
  const daily = () => source.barsBeforeAll(venue, symbols, '1d', dayEnd, DAYS)
  await daily()
  say('  through the source', `${(await best(5, daily)).toFixed(2)} ms`)
  const next = days.map(({ key: each, bars: old }) => {
    const bar = rowsOf(market(DAYS, 1, DAY), DAYS - 1, DAYS)
    bar.time[0] = (old.time.at(-1) ?? 0) + DAY
    return { key: each, bars: bar }
  })
  say('  one more bar for each, in one transaction', ms(await best(1, () => store.appendAll(next))))

  // the same data, a row a bar
  const rows = await openBarRows(own.url)
  await rows.fill('ONE', bars)
  for (const { key: each, bars: columns } of days) await rows.fill(each.symbol, columns)
  const rowLoading = await best(1, () => rows.load(['ONE']))
  say('\nPrisma, a row a bar: 1,000,000 bars of one instrument', ms(rowLoading))
  const rowMany = await best(2, () => rows.load(keys.map(({ symbol }) => symbol)))
  say(`Prisma, a row a bar: ${SYMBOLS} symbols × ${DAYS} bars`, ms(rowMany))
  await rows.close()
  const digest = (columns: BarColumns) =>
    createHash('sha256').update(new Uint8Array(columns.open.slice().buffer)).digest('hex')
  if (digest(target) !== digest(bars)) throw new Error('What was decoded is not what was encoded.')

  say(
    '\nfaster than rows',
    `${(rowLoading / loading).toFixed(0)}× one instrument, ${(rowMany / many).toFixed(0)}× many`,
  )
  const kept = loading < ALLOWED_MS && many < ALLOWED_MS
  console.log(kept ? '\nBoth loads take less than 0.5 s.' : '\nA promise is broken.')
  process.exitCode = kept ? 0 : 1
  cache.close()
  await db.$disconnect()
  await pool.end().catch(() => {})
} finally {
  await own.stop()
}
