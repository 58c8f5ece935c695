import type pg from 'pg'
import { CHANNEL, NOTICE_BYTES } from '../../bus'
import { type Notice, topics } from '../../notices'
import type { SeriesChange } from './series'

type SeriesNotice = Extract<Notice, { kind: 'series' }>
type Change = SeriesNotice['changes'][number]

/** Says the changes when the surrounding transaction commits. */
export async function announce(client: pg.ClientBase, changes: readonly SeriesChange[]): Promise<void> {
  const payloads = noticesOf(changes).map(notice => `${topics.series} ${JSON.stringify(notice)}`)
  if (payloads.length > 0)
    await client.query('select pg_notify($1, payload) from unnest($2::text[]) payload', [CHANNEL, payloads])
}

/** As few notices as the bus can carry. */
export function noticesOf(changes: readonly SeriesChange[]): readonly SeriesNotice[] {
  const drafts: { readonly notice: SeriesNotice; readonly changes: Change[]; bytes: number }[] = []
  const latest = new Map<string, (typeof drafts)[number]>()
  for (const { key, id, revision, from, to } of changes) {
    const { venue, symbol, timeframe } = key
    const change: Change = [symbol, id, revision, from, to]
    const bytes = Buffer.byteLength(JSON.stringify(change)) + 1
    let draft = latest.get(`${venue}\n${timeframe}`)
    if (!draft || draft.bytes + bytes > NOTICE_BYTES) {
      const collected: Change[] = []
      const notice: SeriesNotice = { kind: 'series', venue, timeframe, changes: collected }
      draft = {
        notice,
        changes: collected,
        bytes: Buffer.byteLength(`${topics.series} ${JSON.stringify(notice)}`),
      }
      latest.set(`${venue}\n${timeframe}`, draft)
      drafts.push(draft)
    }
    draft.changes.push(change)
    draft.bytes += bytes
  }
  return drafts.map(({ notice }) => notice)
}

export const changesOf = ({ venue, timeframe, changes }: SeriesNotice): readonly SeriesChange[] =>
  changes.map(([symbol, id, revision, from, to]) => ({
    key: { venue, symbol, timeframe },
    id,
    revision,
    from,
    to,
  }))
