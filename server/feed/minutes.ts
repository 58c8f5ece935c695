// Minutes on the bus: which of them changed since they were last told, and as few notices as can carry them.
import { CHANNEL, NOTICE_BYTES } from '../bus'
import type { PrismaClient } from '../generated/prisma/client'
import type { LiveBar } from '../market/provider'
import { type BarRow, type Notice, topics } from '../notices'

type MinutesNotice = Extract<Notice, { kind: 'minutes' }>

/** What has changed since it was last taken: every minute that closed, and of those that form the latest. */
export class Changes {
  #closed: BarRow[] = []
  readonly #forming = new Map<string, BarRow>()
  readonly #told = new Map<string, BarRow>()

  put({ symbol, time, open, high, low, close, volume, closed }: LiveBar): void {
    const row: BarRow = [symbol, time, open, high, low, close, volume, closed ? 1 : 0]
    if (!closed) return void this.#forming.set(symbol, row)
    this.#closed.push(row)
    if ((this.#forming.get(symbol)?.[1] ?? Number.POSITIVE_INFINITY) <= time) this.#forming.delete(symbol)
  }

  take(): readonly BarRow[] {
    const forming = [...this.#forming.values()].filter(row => !same(row, this.#told.get(row[0])))
    for (const row of forming) this.#told.set(row[0], row)
    const rows = [...this.#closed, ...forming]
    this.#closed = []
    this.#forming.clear()
    return rows
  }
}

const same = (a: BarRow, b: BarRow | undefined): boolean =>
  b !== undefined && a.every((value, place) => value === b[place])

/** As few notices as the bus can carry. */
export function packMinutes(
  venue: string,
  rows: readonly BarRow[],
  at: number,
  saidAt: number,
): readonly MinutesNotice[] {
  const empty = JSON.stringify({ kind: 'minutes', venue, at, saidAt, rows: [] } satisfies MinutesNotice)
  const room = NOTICE_BYTES - Buffer.byteLength(`${topics.minutes(venue)} ${empty}`)
  const notices: MinutesNotice[] = []
  let batch: BarRow[] = []
  let bytes = 0
  for (const row of rows) {
    const more = Buffer.byteLength(JSON.stringify(row)) + 1
    if (bytes + more > room && batch.length > 0) {
      notices.push({ kind: 'minutes', venue, at, saidAt, rows: batch })
      batch = []
      bytes = 0
    }
    batch.push(row)
    bytes += more
  }
  if (batch.length > 0) notices.push({ kind: 'minutes', venue, at, saidAt, rows: batch })
  return notices
}

/** Says them in one statement, so that they arrive together. */
export async function sayMinutes(
  db: Pick<PrismaClient, '$executeRaw'>,
  notices: readonly MinutesNotice[],
): Promise<void> {
  const payloads = notices.map(notice => `${topics.minutes(notice.venue)} ${JSON.stringify(notice)}`)
  if (payloads.length > 0)
    await db.$executeRaw`select pg_notify(${CHANNEL}, payload) from unnest(${payloads}::text[]) payload`
}
