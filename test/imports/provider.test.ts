import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { timeframeMs } from '@/sandbox/ir/timeframe'
import { db, pool } from '@/server/db/client'
import { filesProvider } from '@/server/market/files/provider'
import { BarSource } from '@/server/market/source/source'
import { BarCache } from '@/server/market/store/cache'
import { barsOf } from '../market/provider/bars'
import { historyContract } from '../market/provider/contract'
import { barRows, csvOf, importText, rowsOf, store } from './files'

const workspaceId = 'files of a venue'
/** A Monday. */
const PRESENT = Date.UTC(2024, 0, 22)
const LISTED = PRESENT - 25 * 7 * timeframeMs['1d']
const MINUTES = (PRESENT - LISTED) / 60_000

const provider = filesProvider(workspaceId, { pool, store, now: () => PRESENT })

beforeAll(async () => {
  await db.workspace.create({ data: { id: workspaceId, name: 'w', slug: 'files-of-a-venue' } })
  for (const symbol of ['AAA', 'BBB'])
    await importText(workspaceId, symbol, csvOf(barRows(MINUTES, { start: LISTED })))
  // half an hour of New York, which opens between two hours of UTC
  const open = Date.UTC(2024, 0, 2, 14, 30)
  await importText(workspaceId, 'NYSE', csvOf(barRows(13, { start: open, stepMs: 1_800_000 })), {
    calendar: 'xnys',
  })
})
afterAll(() => db.$disconnect())

describe('a venue of files', () => {
  historyContract(() => ({ provider, symbols: ['AAA', 'BBB'], listed: LISTED, unknown: 'NOBODY' }))

  test('gives the last bars there are, however long ago they were', async () => {
    const half = await provider.barsBefore('NYSE', '30m', PRESENT, 5)
    expect(half.time.length).toBe(5)
    expect(new Date(half.time.at(-1)!).toISOString()).toBe('2024-01-02T20:30:00.000Z')
    const source = new BarSource({ store, cache: () => new BarCache(store, { maxBytes: 1e6 }) })
    // more than are worked out at once anywhere else
    expect(
      rowsOf(await source.barsBefore(provider, 'NYSE', '30m', half.time.at(-1)! + 1_800_000, 5_000)),
    ).toHaveLength(13)
    expect(rowsOf(await source.barsBefore(provider, 'NYSE', '1h', PRESENT, 3)).at(-1)?.[0]).toBe(
      Date.UTC(2024, 0, 2, 20, 30),
    )
    expect(
      rowsOf(await source.range(provider, 'AAA', '1h', PRESENT - 7_200_000, PRESENT)).map(([time]) => time),
    ).toEqual([PRESENT - 7_200_000, PRESENT - 3_600_000])
  })

  test('names the newest bar there is of any symbol', async () => {
    expect(await provider.latestBar?.('1m')).toBe(PRESENT - 60_000)
    expect(await provider.latestBar?.('1d')).toBe(PRESENT - timeframeMs['1d'])
    const nothing = filesProvider('nobody', { pool, store, now: () => PRESENT })
    expect(await nothing.latestBar?.('1d')).toBeNull()
    expect(await nothing.instruments()).toEqual([])
  })

  test('says that files do not move', async () => {
    await expect(provider.forming('AAA', '1m')).rejects.toThrow('files don’t move')
    await expect(provider.stream(['AAA'], '1m', () => {}, new AbortController().signal)).rejects.toThrow(
      'files don’t move',
    )
    expect(await provider.livePrices()).toEqual([])
    expect(barsOf(await provider.barsBefore('AAA', '1m', PRESENT, 1))).toHaveLength(1)
  })
})
