// Which stretches of a series the venue was asked for. They grow in the transaction that stores what it answered, so a
// crash never leaves a stretch that counts as asked for without its bars, or the other way round.
import type pg from 'pg'
import { stretchesIn } from './multirange'
import type { Queries } from './read'
import type { BarRange, SeriesKey, Stretch } from './series'

/** The last instant a date can have. */
const FAR = 8.64e15
const whole = (time: number): number => Math.ceil(Math.min(Math.max(time, -FAR), FAR))

export async function findCovered(db: Queries, key: SeriesKey): Promise<readonly Stretch[]> {
  const { rows } = await db.query<{ covered: string }>({
    name: 'bars covered',
    text: `select covered::text as covered from "BarSeries" where venue = $1 and symbol = $2 and timeframe = $3`,
    values: [key.venue, key.symbol, key.timeframe],
  })
  return stretchesIn(rows[0]?.covered ?? '')
}

/** For each range, in the order asked, the stretches that are not covered; in one query. */
export async function findUncovered(
  db: Queries,
  ranges: readonly BarRange[],
): Promise<readonly (readonly Stretch[])[]> {
  if (ranges.length === 0) return []
  const { rows } = await db.query<{ open: string }>({
    name: 'bars uncovered',
    text: `
      select (case when w."from" < w."to" then int8multirange(int8range(w."from", w."to")) else '{}' end
        - coalesce(s.covered, '{}'))::text as open
      from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[])
        with ordinality as w (venue, symbol, timeframe, "from", "to", at)
      left join "BarSeries" s on s.venue = w.venue and s.symbol = w.symbol and s.timeframe = w.timeframe
      order by w.at`,
    values: [
      ranges.map(({ key }) => key.venue),
      ranges.map(({ key }) => key.symbol),
      ranges.map(({ key }) => key.timeframe),
      ranges.map(({ from }) => whole(from)),
      ranges.map(({ to }) => whole(to)),
    ],
  })
  return rows.map(({ open }) => stretchesIn(open))
}

/** Inside the transaction that holds the series' rows. */
export async function extendCovered(
  client: pg.ClientBase,
  stretches: readonly (Stretch & { readonly id: number })[],
): Promise<void> {
  const some = stretches.filter(({ from, to }) => from < to)
  if (some.length === 0) return
  await client.query(
    `update "BarSeries" s set covered = s.covered + int8multirange(int8range(w."from", w."to"))
     from unnest($1::int[], $2::bigint[], $3::bigint[]) as w (id, "from", "to") where s.id = w.id`,
    [some.map(({ id }) => id), some.map(({ from }) => whole(from)), some.map(({ to }) => whole(to))],
  )
}

export async function forgetCovered(client: pg.ClientBase, id: number, before: number): Promise<void> {
  await client.query(
    `update "BarSeries" set covered = covered - int8multirange(int8range(null, $2::bigint)) where id = $1`,
    [id, whole(before)],
  )
}
