// Bars out of the database. The driver hands rows on as they come: no model, no object per bar.
import type pg from 'pg'
import type { BarColumns } from '../../../sandbox/ir/bars'
import { type Timeframe, timeframeMs } from '../../../sandbox/ir/timeframe'
import { decodeInto } from './codec'
import { ownColumns, within } from './columns'
import { missing, runsOf } from './gaps'
import { stretchesIn } from './multirange'
import { periodStart } from './period'
import type { BarRange, LoadedBars, SeriesKey, SeriesSummary, Stretch } from './series'

/** A pool, or a client inside a transaction. */
export type Queries = Pick<pg.ClientBase, 'query'>

interface ChunkRow {
  readonly at: number
  readonly id: number
  readonly revision: number
  readonly bars: number | null
  readonly packed: Buffer | null
}

const LOAD = {
  name: 'bars load',
  text: `
    select w.at::int as at, s.id, s.revision, c.bars, c.packed
    from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[])
      with ordinality as w (venue, symbol, timeframe, start, "from", "to", at)
    join "BarSeries" s on s.venue = w.venue and s.symbol = w.symbol and s.timeframe = w.timeframe
    left join "BarChunk" c on c."seriesId" = s.id and c.start >= w.start and c.start < w."to"
      and c."lastTime" >= w."from" and c."firstTime" < w."to"
    order by w.at, c.start`,
}

/** The last instant a date can have; no bar opens beyond. */
const FAR = 8.64e15
const whole = (time: number): number => Math.ceil(Math.min(Math.max(time, -FAR), FAR))

const NONE: LoadedBars = { bars: ownColumns(0), id: 0, revision: 0 }

/** The bars of each range, in one query and as of one moment. `columns` makes the memory they are put into. */
export async function loadRanges(
  db: Queries,
  ranges: readonly BarRange[],
  columns: (rows: number) => BarColumns = ownColumns,
): Promise<readonly LoadedBars[]> {
  if (ranges.length === 0) return []
  const { rows } = await db.query<ChunkRow>({
    ...LOAD,
    values: [
      ranges.map(({ key }) => key.venue),
      ranges.map(({ key }) => key.symbol),
      ranges.map(({ key }) => key.timeframe),
      ranges.map(({ key, from }) => periodStart(whole(from), key.timeframe)),
      ranges.map(({ from }) => whole(from)),
      ranges.map(({ to }) => whole(to)),
    ],
  })
  const loaded: LoadedBars[] = ranges.map(() => NONE)
  for (let first = 0; first < rows.length; ) {
    const at = rows[first]?.at ?? 0
    let end = first
    while (end < rows.length && rows[end]?.at === at) end++
    const range = ranges[at - 1]
    if (range) loaded[at - 1] = unpacked(rows.slice(first, end), range, columns)
    first = end
  }
  return loaded
}

/** Stored bars whose bytes are not what was written. Asking again changes nothing. */
export class DamagedBars extends Error {
  override readonly name = 'DamagedBars'
}

function unpacked(
  chunks: readonly ChunkRow[],
  { key, from, to }: BarRange,
  columns: (rows: number) => BarColumns,
): LoadedBars {
  const count = chunks.reduce((sum, { bars }) => sum + (bars ?? 0), 0)
  const bars = columns(count)
  let row = 0
  for (const { packed } of chunks) {
    if (!packed) continue
    try {
      row += decodeInto(packed, bars, row)
    } catch (error) {
      throw new DamagedBars(
        `The stored bars of ${key.symbol} at ${key.venue}, ${key.timeframe}, can’t be read. Remove the series and fetch it again.`,
        { cause: error },
      )
    }
  }
  return { bars: within(bars, from, to), id: chunks[0]?.id ?? 0, revision: chunks[0]?.revision ?? 0 }
}

interface SpanRow {
  readonly start: string
  readonly bars: number
  readonly firstTime: string
  readonly lastTime: string
  readonly packed: Buffer | null
}

/** The stretches of a round-the-clock series that hold no bars; only chunks with holes are unpacked. */
export async function findGaps(db: Queries, { key, from, to }: BarRange): Promise<readonly Stretch[]> {
  const { rows } = await db.query<SpanRow>({
    name: 'bars gaps',
    text: `
      select c.start, c.bars, c."firstTime", c."lastTime",
        case when (c.bars - 1) * $4::bigint <> c."lastTime" - c."firstTime" then c.packed end as packed
      from "BarSeries" s join "BarChunk" c on c."seriesId" = s.id
      where s.venue = $1 and s.symbol = $2 and s.timeframe = $3
        and c."lastTime" >= $5::bigint and c."firstTime" < $6::bigint
      order by c.start`,
    values: [key.venue, key.symbol, key.timeframe, timeframeMs[key.timeframe], whole(from), whole(to)],
  })
  return missing(stretchesOf(rows, key.timeframe), key.timeframe, { from, to })
}

function* stretchesOf(rows: readonly SpanRow[], timeframe: Timeframe): Generator<Stretch> {
  for (const { packed, bars, firstTime, lastTime } of rows) {
    if (packed) {
      const chunk = ownColumns(bars)
      decodeInto(packed, chunk)
      yield* runsOf(chunk.time, timeframe)
    } else yield { from: Number(firstTime), to: Number(lastTime) + timeframeMs[timeframe] }
  }
}

interface SummaryRow {
  readonly venue: string
  readonly symbol: string
  readonly timeframe: Timeframe
  readonly revision: number
  readonly changedAt: Date
  readonly bars: string | null
  readonly first: string | null
  readonly last: string | null
  readonly packed: string | null
  readonly covered: string
}

/** What is stored: of a venue, or everything. */
export async function summaries(
  db: Queries,
  only: Partial<SeriesKey> = {},
): Promise<readonly SeriesSummary[]> {
  const { rows } = await db.query<SummaryRow>(
    `select s.venue, s.symbol, s.timeframe, s.revision, s."changedAt", sum(c.bars) as bars,
       min(c."firstTime") as first, max(c."lastTime") as last, sum(length(c.packed)) as packed,
       s.covered::text as covered
     from "BarSeries" s left join "BarChunk" c on c."seriesId" = s.id
     where ($1::text is null or s.venue = $1) and ($2::text is null or s.symbol = $2)
       and ($3::text is null or s.timeframe = $3)
     group by s.id order by s.venue, s.symbol, s.timeframe`,
    [only.venue, only.symbol, only.timeframe],
  )
  return rows.map(row => ({
    key: { venue: row.venue, symbol: row.symbol, timeframe: row.timeframe },
    revision: row.revision,
    bars: Number(row.bars ?? 0),
    first: row.first === null ? null : Number(row.first),
    last: row.last === null ? null : Number(row.last),
    packedBytes: Number(row.packed ?? 0),
    covered: stretchesIn(row.covered),
    changedAt: row.changedAt,
  }))
}
