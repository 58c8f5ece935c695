// Files of bars to import, and what is stored of them.
import type { BarColumns } from '@/sandbox/ir/bars'
import type { Timeframe } from '@/sandbox/ir/timeframe'
import { pool } from '@/server/db/client'
import { storedVenue } from '@/server/market/files/names'
import { BarStore } from '@/server/market/store/store'

export const store = new BarStore(pool)
export const HEAD = 'time,open,high,low,close,volume'

/** `count` bars a `stepMs` apart, with numbers of their own. */
export function barRows(count: number, { start = Date.UTC(2024, 0, 1), stepMs = 60_000, from = 0 } = {}) {
  return Array.from({ length: count }, (_, k) => {
    const row = from + k
    const open = 100 + (row % 97) / 10
    const close = 100 + ((row * 7) % 97) / 10
    return [
      start + row * stepMs,
      open,
      Math.max(open, close) + 0.5,
      Math.min(open, close) - 0.25,
      close,
      (row * 13) % 1_000,
    ] as const
  })
}
export type Row = ReturnType<typeof barRows>[number]

export const csvOf = (rows: readonly Row[], head = HEAD): string =>
  `${[head, ...rows.map(([time, ...rest]) => [new Date(time).toISOString(), ...rest].join(','))].join('\n')}\n`

export const rowsOf = ({ time, open, high, low, close, volume }: BarColumns): number[][] =>
  Array.from(time, (at, k) => [at, open[k]!, high[k]!, low[k]!, close[k]!, volume[k]!])

/** What is stored of a workspace's symbol. */
export const stored = async (
  workspaceId: string,
  symbol: string,
  timeframe: Timeframe,
): Promise<number[][]> =>
  rowsOf(await store.load({ venue: storedVenue(workspaceId), symbol, timeframe }, -Infinity, Infinity))

export async function* pieces(text: string, size = 1_000): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}
