// Files of bars to import, and what is stored of them.
import type { BarColumns } from '@/sandbox/ir/bars'
import type { Timeframe } from '@/sandbox/ir/timeframe'
import { db, pool } from '@/server/db/client'
import { finishImport } from '@/server/market/files/finish'
import { storedVenue } from '@/server/market/files/names'
import { type ImportOptions, importOptions } from '@/server/market/files/options'
import { receiveImport } from '@/server/market/files/receive'
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

/** Imports a text as the product does, upload and job in one. */
export async function importText(
  workspaceId: string,
  symbol: string,
  text: string,
  options: Partial<ImportOptions> = {},
): Promise<void> {
  const { importId } = await receiveImport(
    { db, store },
    {
      workspaceId,
      tier: 'free',
      fileName: 'bars.csv',
      options: importOptions.parse({ symbol, ...options }),
      maxBytes: 2 ** 30,
      createdBy: 'test',
    },
    pieces(text, 65_536),
  )
  await finishNow(importId)
}

/** The second half of an import, without a worker. */
export const finishNow = (importId: string): Promise<void> =>
  finishImport({ db, store }, importId, {
    signal: new AbortController().signal,
    progress: () => {},
    fenced: work => db.$transaction(work),
  })

/** The first row in which two lists of bars differ, to the bit; null when they are the same. */
export function difference(
  got: readonly (readonly number[])[],
  wanted: readonly (readonly number[])[],
): unknown {
  if (got.length !== wanted.length) return { got: got.length, wanted: wanted.length }
  const at = got.findIndex((row, k) => row.some((value, column) => !Object.is(value, wanted[k]?.[column])))
  return at < 0 ? null : { at, got: got[at], wanted: wanted[at] }
}
