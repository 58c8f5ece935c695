import type { Timeframe } from '../../sandbox/ir/timeframe'
import type { Bus } from '../bus'
import type { PrismaClient } from '../generated/prisma/client'
import { type Quote, topics } from '../notices'
import { type RunEvent, RunReader } from './follow'

export type LiveEvent =
  | RunEvent
  /** Prices of the screen's symbols as of `at`, venue time; only those that moved. */
  | { readonly kind: 'prices'; readonly at: number; readonly prices: readonly Quote[] }

export interface LiveOptions {
  readonly workspaceId: string
  readonly venue: string
  readonly timeframe: Timeframe
  readonly symbols: ReadonlySet<string>
  /** Where the reader stood when it was last connected. */
  readonly resume: { readonly runId: string; readonly after: number } | null
  /** The run of the newest closed bar. */
  readonly ask: () => Promise<{ readonly runId: string; readonly jobId: string; readonly barTime: number }>
}

export interface LiveStep {
  readonly event: LiveEvent
  readonly position: { readonly runId: string; readonly after: number }
}

/**
 * Follows a screen from bar to bar: each close brings the next run, its rows as they are computed, and in between the
 * prices move. A reader that comes back to the same run gets the rows it has not seen.
 */
export async function* followLive(
  db: PrismaClient,
  bus: Bus,
  options: LiveOptions,
  signal: AbortSignal | undefined,
): AsyncGenerator<LiveStep> {
  const { workspaceId, venue, timeframe, symbols, resume, ask } = options
  const heard = bus.subscribe(
    [topics.bars(venue, timeframe), topics.quotes(venue), topics.jobs(workspaceId)],
    signal,
  )
  const last = new Map<string, number>()
  let run = await ask()
  let reader = new RunReader(db, run.runId, resume?.runId === run.runId ? resume.after : -1)
  heard.add(topics.run(run.runId))
  const at = (event: LiveEvent): LiveStep => ({
    event,
    position: { runId: reader.runId, after: reader.after },
  })
  const advance = async () => {
    const next = await ask()
    if (next.runId === run.runId) return
    heard.remove(topics.run(run.runId))
    run = next
    reader = new RunReader(db, run.runId)
    heard.add(topics.run(run.runId))
  }
  try {
    for await (const event of reader.news()) yield at(event)
    for await (const heardOne of heard) {
      if (heardOne.kind === 'resync') {
        await advance()
        for await (const event of reader.news()) yield at(event)
        continue
      }
      const { notice } = heardOne
      switch (notice.kind) {
        case 'bar':
          if (notice.time <= run.barTime) break
          await advance()
          for await (const event of reader.news()) yield at(event)
          break
        case 'rows':
          for await (const event of reader.rows()) yield at(event)
          break
        case 'job':
          if (notice.id !== run.jobId) break
          for await (const event of reader.news()) yield at(event)
          break
        case 'quotes': {
          const prices = notice.quotes.filter(
            ([symbol, price]) => symbols.has(symbol) && last.get(symbol) !== price,
          )
          for (const [symbol, price] of prices) last.set(symbol, price)
          if (prices.length > 0) yield at({ kind: 'prices', at: notice.at, prices })
          break
        }
      }
    }
  } finally {
    heard.close()
  }
}
