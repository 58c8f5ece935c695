import { expect, test } from 'vitest'
import { NOTICE_BYTES } from '@/server/bus'
import { changesOf, noticesOf } from '@/server/market/store/announce'
import { START } from './bars'

test('many changes are said in few notices that the bus can carry', () => {
  const changes = Array.from({ length: 1000 }, (_, k) => ({
    key: { venue: k % 3 ? 'one' : 'two', symbol: `SYMBOL・${k}`, timeframe: k % 2 ? '1m' : '5m' } as const,
    id: 100_000 + k,
    revision: 1_000_000 + k,
    from: START,
    to: START + k,
  }))
  const notices = noticesOf(changes)
  for (const notice of notices)
    expect(Buffer.byteLength(`series ${JSON.stringify(notice)}`)).toBeLessThanOrEqual(NOTICE_BYTES)
  expect(notices.length).toBeLessThan(20)
  const said = notices.flatMap(changesOf)
  const byId = (a: { id: number }, b: { id: number }) => a.id - b.id
  expect(said.sort(byId)).toEqual(changes)
})
