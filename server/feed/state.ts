import { CHANNEL } from '../bus'
import type { PrismaClient } from '../generated/prisma/client'
import { type Notice, topics } from '../notices'
import type { BarName } from '../scheduler/due'

/** How old what a venue tells is, and how its leader fares. */
export interface FeedReport {
  readonly venue: string
  readonly leader: string
  /** Milliseconds since the newest event was heard, and how old it was by then; null: none yet. */
  readonly sinceHeardMs: number | null
  readonly delayMs: number | null
  readonly events: number
  readonly eventsPerSecond: number
  readonly reconnects: number
  readonly trouble: string | null
  readonly troubleAgoMs: number | null
}

/** Takes the venue's row over. How far its predecessor came is the answer; null: there was none. */
export async function takeOver(db: PrismaClient, venue: string, leader: string): Promise<number | null> {
  const rows = await db.$queryRaw<{ announcedTo: bigint | null }[]>`
    insert into "FeedState" (venue, leader, since, at) values (${venue}, ${leader}, now(), now())
    on conflict (venue) do update set leader = excluded.leader, since = excluded.since, at = excluded.at,
      events = 0, "eventsPerSecond" = 0, reconnects = 0
    returning "announcedTo"`
  const announcedTo = rows[0]?.announcedTo ?? null
  return announcedTo === null ? null : Number(announcedTo)
}

/** Announces closed bars, and that all up to `upTo` are, in one transaction. */
export async function announce(
  db: PrismaClient,
  { venue, leader }: Pick<FeedReport, 'venue' | 'leader'>,
  bars: readonly BarName[],
  upTo: number,
): Promise<void> {
  const payloads = bars.map(({ timeframe, time }) => {
    const notice: Notice = { kind: 'bar', venue, timeframe, time }
    return `${topics.bars(venue, timeframe)} ${JSON.stringify(notice)}`
  })
  await db.$transaction([
    db.$executeRaw`update "FeedState" set "announcedTo" = ${upTo}::bigint
      where venue = ${venue} and leader = ${leader}`,
    db.$executeRaw`
      select pg_notify(${CHANNEL}, payload) from unnest(${payloads}::text[]) with ordinality t (payload, place)
      order by place`,
  ])
}

/** A row of somebody else's is left: a leader that was cut off must not speak for its successor. */
export async function report(db: PrismaClient, now: FeedReport): Promise<void> {
  const { venue, leader, sinceHeardMs, delayMs, events, eventsPerSecond, reconnects } = now
  await db.$executeRaw`
    update "FeedState" set
      "heardAt" = coalesce(now() - ${sinceHeardMs}::float8 * interval '1 ms', "heardAt"),
      "delayMs" = coalesce(${delayMs}::float8, "delayMs"),
      events = ${events}, "eventsPerSecond" = ${eventsPerSecond}, reconnects = ${reconnects},
      trouble = coalesce(${now.trouble}, trouble),
      "troubleAt" = coalesce(now() - ${now.troubleAgoMs}::float8 * interval '1 ms', "troubleAt"), at = now()
    where venue = ${venue} and leader = ${leader}`
}

export interface FeedStanding extends FeedReport {
  /** Every close up to this venue time is announced. */
  readonly announcedTo: number | null
  /** Milliseconds since its leader last said anything. */
  readonly silentMs: number
}

type Row = Omit<FeedStanding, 'announcedTo' | 'events'> & {
  readonly announcedTo: bigint | null
  readonly events: bigint
}

export async function feedStandings(db: Pick<PrismaClient, '$queryRaw'>): Promise<readonly FeedStanding[]> {
  const rows = await db.$queryRaw<Row[]>`
    select venue, leader, "announcedTo", "delayMs", events, "eventsPerSecond", reconnects, trouble,
      extract(epoch from now() - "heardAt")::float8 * 1000 as "sinceHeardMs",
      extract(epoch from now() - "troubleAt")::float8 * 1000 as "troubleAgoMs",
      extract(epoch from now() - at)::float8 * 1000 as "silentMs"
    from "FeedState" order by venue`
  return rows.map(row => ({
    ...row,
    announcedTo: row.announcedTo === null ? null : Number(row.announcedTo),
    events: Number(row.events),
  }))
}
