// Bars into the database. A writer holds the row of each series it changes from the first read to the commit, so writers
// of one series queue up, and a reader sees all of a write or nothing.
import type pg from 'pg'
import type { BarColumns } from '../../../sandbox/ir/bars'
import { timeframeMs } from '../../../sandbox/ir/timeframe'
import { announce } from './announce'
import { decodeInto, encodeBars } from './codec'
import { assertStorable, ownColumns, rowAt, rowsOf } from './columns'
import { extendCovered, forgetCovered } from './coverage'
import { barsDigestBytes } from './digest'
import { mergeBars } from './merge'
import { periodMs, periodStart } from './period'
import { type SeriesChange, type SeriesKey, type Stretch, seriesName, type Written } from './series'

export interface SeriesBars {
  readonly key: SeriesKey
  readonly bars: BarColumns
  /** The stretch the venue was asked for when it gave these bars: what it left out there is a hole of its own. */
  readonly covering?: Stretch
}

export interface WriteResult {
  readonly written: readonly Written[]
  readonly changes: readonly SeriesChange[]
}

/** Statements of this many chunks stay small in memory, and a million bars still take only six. */
const CHUNKS_A_STATEMENT = 64
const ATTEMPTS = 5

interface Piece {
  readonly seriesId: number
  readonly start: number
  readonly bars: BarColumns
}

interface Outcome {
  added: number
  changed: number
  conflicts: number[]
  from: number
  to: number
}

/** Runs `work` in a transaction; a failure leaves nothing of it behind. */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  // a connection that breaks while it is held fails its query as well; unheard, it would end the process
  const heard = () => {}
  client.on('error', heard)
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(failure => {
      broken = failure
    })
    throw error
  } finally {
    client.off('error', heard)
    client.release(broken)
  }
}

/**
 * Merges bars into their series in one transaction. `winner` says whose numbers stay where stored and coming bars differ.
 */
export async function writeSeries(
  pool: pg.Pool,
  entries: readonly SeriesBars[],
  winner: 'stored' | 'coming',
): Promise<WriteResult> {
  for (const { bars } of entries) assertStorable(bars)
  const keys = entries.map(({ key }) => key)
  if (new Set(keys.map(seriesName)).size !== keys.length) throw new Error('A write names each series once.')
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    await makeSeries(pool, keys)
    const result = await inTransaction(pool, client => writeLocked(client, entries, winner))
    if (result) return result
  }
  throw new Error('A series was removed again and again while bars were written to it. Try again.')
}

/** Null: a series was removed since it was made. */
async function writeLocked(
  client: pg.ClientBase,
  entries: readonly SeriesBars[],
  winner: 'stored' | 'coming',
): Promise<WriteResult | null> {
  const ids = await lockSeries(
    client,
    entries.map(({ key }) => key),
  )
  if (ids.size < entries.length) return null
  const pieces = entries.flatMap(({ key, bars }) => piecesOf(ids.get(seriesName(key)) ?? 0, key, bars))
  const outcomes = new Map<number, Outcome>()
  for (let first = 0; first < pieces.length; first += CHUNKS_A_STATEMENT)
    await mergePieces(client, pieces.slice(first, first + CHUNKS_A_STATEMENT), winner, outcomes)
  await extendCovered(
    client,
    entries.flatMap(({ key, covering }) =>
      covering ? [{ id: ids.get(seriesName(key)) ?? 0, ...covering }] : [],
    ),
  )
  const revisions = await bump(
    client,
    [...outcomes].filter(([, { from, to }]) => from < to).map(([id]) => id),
  )
  const changes: SeriesChange[] = []
  const written = entries.map(({ key, bars }): Written => {
    const id = ids.get(seriesName(key)) ?? 0
    const { added = 0, changed = 0, conflicts = [], from = 0, to = 0 } = outcomes.get(id) ?? {}
    const revision = revisions.get(id)
    if (revision !== undefined)
      changes.push({ key, id, revision, from, to: to - 1 + timeframeMs[key.timeframe] })
    return { added, changed, unchanged: bars.time.length - added - changed - conflicts.length, conflicts }
  })
  await announce(client, changes)
  return { written, changes }
}

/**
 * Makes the series that are not there. By itself and before anything is locked: two writers that make each other's series
 * inside their transactions could wait for one another.
 */
async function makeSeries(pool: pg.Pool, keys: readonly SeriesKey[]): Promise<void> {
  const absent = `
    select w.venue, w.symbol, w.timeframe from unnest($1::text[], $2::text[], $3::text[]) as w (venue, symbol, timeframe)
    where not exists (select from "BarSeries" s
      where s.venue = w.venue and s.symbol = w.symbol and s.timeframe = w.timeframe)
    order by 1, 2, 3`
  await pool.query(
    `insert into "BarSeries" (venue, symbol, timeframe) ${absent} on conflict do nothing`,
    namesOf(keys),
  )
}

/** Locks the series, in one order for every writer, and gives their ids by name. */
async function lockSeries(
  client: pg.ClientBase,
  keys: readonly SeriesKey[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await client.query<SeriesKey & { id: number }>(
    `select s.id, s.venue, s.symbol, s.timeframe
     from "BarSeries" s join unnest($1::text[], $2::text[], $3::text[]) as w (venue, symbol, timeframe)
       on s.venue = w.venue and s.symbol = w.symbol and s.timeframe = w.timeframe
     order by s.id for update of s`,
    namesOf(keys),
  )
  return new Map(rows.map(({ id, ...key }) => [seriesName(key), id]))
}

const namesOf = (keys: readonly SeriesKey[]): string[][] => [
  keys.map(({ venue }) => venue),
  keys.map(({ symbol }) => symbol),
  keys.map(({ timeframe }) => timeframe),
]

function piecesOf(seriesId: number, { timeframe }: SeriesKey, bars: BarColumns): Piece[] {
  const pieces: Piece[] = []
  for (let first = 0; first < bars.time.length; ) {
    const start = periodStart(bars.time[first] ?? 0, timeframe)
    const end = rowAt(bars.time, start + periodMs(timeframe))
    pieces.push({ seriesId, start, bars: rowsOf(bars, first, end) })
    first = end
  }
  return pieces
}

async function mergePieces(
  client: pg.ClientBase,
  pieces: readonly Piece[],
  winner: 'stored' | 'coming',
  outcomes: Map<number, Outcome>,
): Promise<void> {
  const stored = await storedChunks(client, pieces)
  const chunks: Piece[] = []
  for (const { seriesId, start, bars } of pieces) {
    const before = stored.get(`${seriesId} ${start}`) ?? ownColumns(0)
    const merged = mergeBars(before, bars, winner)
    const outcome = outcomes.get(seriesId) ?? {
      added: 0,
      changed: 0,
      conflicts: [],
      from: Infinity,
      to: -Infinity,
    }
    outcomes.set(seriesId, outcome)
    if (winner === 'stored') outcome.conflicts.push(...merged.differing)
    else outcome.changed += merged.differing.length
    outcome.added += merged.added
    if (merged.added === 0 && (winner === 'stored' || merged.differing.length === 0)) continue
    chunks.push({ seriesId, start, bars: merged.bars })
    outcome.from = Math.min(outcome.from, bars.time[0] ?? Infinity)
    outcome.to = Math.max(outcome.to, (bars.time.at(-1) ?? -Infinity) + 1)
  }
  await putChunks(client, chunks)
}

async function storedChunks(
  client: pg.ClientBase,
  pieces: readonly Piece[],
): Promise<ReadonlyMap<string, BarColumns>> {
  const { rows } = await client.query<{ seriesId: number; start: string; bars: number; packed: Buffer }>(
    `select c."seriesId", c.start, c.bars, c.packed
     from unnest($1::int[], $2::bigint[]) as w (id, start)
     join "BarChunk" c on c."seriesId" = w.id and c.start = w.start`,
    [pieces.map(({ seriesId }) => seriesId), pieces.map(({ start }) => start)],
  )
  return new Map(
    rows.map(({ seriesId, start, bars, packed }) => {
      const columns = ownColumns(bars)
      decodeInto(packed, columns)
      return [`${seriesId} ${start}`, columns]
    }),
  )
}

async function putChunks(client: pg.ClientBase, chunks: readonly Piece[]): Promise<void> {
  if (chunks.length === 0) return
  await client.query(
    `insert into "BarChunk" ("seriesId", start, bars, "firstTime", "lastTime", packed, digest)
     select * from unnest($1::int[], $2::bigint[], $3::int[], $4::bigint[], $5::bigint[], $6::bytea[], $7::bytea[])
     on conflict ("seriesId", start) do update set bars = excluded.bars, "firstTime" = excluded."firstTime",
       "lastTime" = excluded."lastTime", packed = excluded.packed, digest = excluded.digest, "updatedAt" = now()`,
    [
      chunks.map(({ seriesId }) => seriesId),
      chunks.map(({ start }) => start),
      chunks.map(({ bars }) => bars.time.length),
      chunks.map(({ bars }) => bars.time[0]),
      chunks.map(({ bars }) => bars.time.at(-1)),
      chunks.map(({ bars }) => Buffer.from(encodeBars(bars).buffer)),
      chunks.map(({ bars }) => barsDigestBytes(bars)),
    ],
  )
}

async function bump(client: pg.ClientBase, ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
  if (ids.length === 0) return new Map()
  const { rows } = await client.query<{ id: number; revision: number }>(
    `update "BarSeries" set revision = revision + 1, "changedAt" = now()
     where id = any($1::int[]) returning id, revision`,
    [ids],
  )
  return new Map(rows.map(({ id, revision }) => [id, revision]))
}

/** Deletes the bars that open before `before`, and that they were asked for; the series stays. Null: there were none. */
export async function trimSeries(
  client: pg.ClientBase,
  key: SeriesKey,
  before: number,
): Promise<SeriesChange | null> {
  const id = await lockExisting(client, key)
  if (id === null) return null
  await forgetCovered(client, id, before)
  const start = periodStart(before, key.timeframe)
  const gone = await client.query<{ firstTime: string }>(
    'delete from "BarChunk" where "seriesId" = $1 and start < $2::bigint returning "firstTime"',
    [id, start],
  )
  let from = Math.min(...gone.rows.map(({ firstTime }) => Number(firstTime)))
  const edge = (await storedChunks(client, [{ seriesId: id, start, bars: ownColumns(0) }])).get(
    `${id} ${start}`,
  )
  const kept = edge && rowAt(edge.time, before)
  if (edge && kept) {
    from = Math.min(from, edge.time[0] ?? Infinity)
    if (kept < edge.time.length)
      await putChunks(client, [{ seriesId: id, start, bars: rowsOf(edge, kept, edge.time.length) }])
    else
      await client.query('delete from "BarChunk" where "seriesId" = $1 and start = $2::bigint', [id, start])
  }
  if (from === Infinity) return null
  const change = { key, id, revision: (await bump(client, [id])).get(id) ?? 0, from, to: before }
  await announce(client, [change])
  return change
}

/** Deletes a series and its bars. Null: there was none. */
export async function removeSeries(client: pg.ClientBase, key: SeriesKey): Promise<SeriesChange | null> {
  const id = await lockExisting(client, key)
  if (id === null) return null
  const revision = (await bump(client, [id])).get(id) ?? 0
  await client.query('delete from "BarSeries" where id = $1', [id])
  const change = { key, id, revision, from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER }
  await announce(client, [change])
  return change
}

async function lockExisting(client: pg.ClientBase, key: SeriesKey): Promise<number | null> {
  const { rows } = await client.query<{ id: number }>(
    'select id from "BarSeries" where venue = $1 and symbol = $2 and timeframe = $3 for update',
    [key.venue, key.symbol, key.timeframe],
  )
  return rows[0]?.id ?? null
}
