import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { BarColumns } from '@/sandbox/ir/bars'
import { timeframeMs } from '@/sandbox/ir/timeframe'
import { db, pool } from '@/server/db/client'
import { refusalFrom } from '@/server/errors'
import { VenueProblem } from '@/server/market/problem'
import type { MarketProvider } from '@/server/market/provider'
import { BarSource } from '@/server/market/source/source'
import { BarCache } from '@/server/market/store/cache'
import { BarStore } from '@/server/market/store/store'
import { bits, pick } from '../store/bars'
import { down, NOW, SYMBOL, testVenue } from './venue'

const store = new BarStore(pool)
const cache = new BarCache(store, { maxBytes: 2 ** 26 })
const source = new BarSource({ store, cache: () => cache })
const MINUTE = timeframeMs['1m']

afterAll(() => {
  cache.close()
  return db.$disconnect()
})

const history = async (provider: MarketProvider, from: number, to: number) => {
  const pages: BarColumns[] = []
  for await (const page of provider.history(SYMBOL, '1m', from, to)) pages.push(page)
  return pages.flatMap(bars)
}
const bars = (columns: BarColumns) =>
  Array.from(columns.time, (time, row) => [time, columns.open[row], columns.close[row], columns.volume[row]])

describe('a question', () => {
  test('asked again is answered out of memory, to the bit', async () => {
    const venue = testVenue()
    const first = await source.barsBefore(venue, SYMBOL, '1m', NOW, 700)
    const asked = venue.asked.length
    expect(asked).toBeGreaterThan(0)
    const truth = await testVenue().barsBefore(SYMBOL, '1m', NOW, 700)
    expect(bits(first)).toEqual(bits(truth))
    expect(bits(await source.barsBefore(venue, SYMBOL, '1m', NOW, 700))).toEqual(bits(truth))
    expect(bits(await source.barsBefore(venue, SYMBOL, '1m', NOW + 5000, 300))).toEqual(
      bits(await testVenue().barsBefore(SYMBOL, '1m', NOW, 300)),
    )
    expect(venue.asked).toHaveLength(asked)
  })

  test('is put to the venue only for what nobody asked before', async () => {
    const venue = testVenue()
    const to = NOW - 86_400_000
    await source.range(venue, SYMBOL, '1m', to - 100 * MINUTE, to)
    await source.range(venue, SYMBOL, '1m', to - 300 * MINUTE, to - 200 * MINUTE)
    venue.asked.length = 0
    await source.range(venue, SYMBOL, '1m', to - 400 * MINUTE, to)
    const lengths = venue.asked.map(({ from, to: end }) => Math.ceil((end - from) / MINUTE))
    expect(lengths).toEqual([100, 100])
  })

  test('that many ask at once is put to the venue once', async () => {
    const venue = testVenue({ page: 5000 })
    const to = NOW - 86_400_000
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => source.range(venue, SYMBOL, '1m', to - 900 * MINUTE, to)),
    )
    for (const each of answers) expect(each.time).toHaveLength(900)
    expect(venue.asked).toHaveLength(1)
  })

  test('finds the venue’s own holes, and does not ask for them again', async () => {
    const to = NOW - 86_400_000
    const missing = new Set([50, 51, 52, 99].map(row => Math.floor(to / MINUTE) * MINUTE - row * MINUTE))
    const venue = testVenue({ hole: time => missing.has(time) })
    const first = await source.barsBefore(venue, SYMBOL, '1m', to, 100)
    expect(first.time).toHaveLength(96)
    venue.asked.length = 0
    expect(bits(await source.barsBefore(venue, SYMBOL, '1m', to, 100))).toEqual(bits(first))
    expect(venue.asked).toEqual([])
  })

  test('about the present sees each next bar as it closes, and none before', async () => {
    let now = NOW
    const venue = testVenue({ now: () => now })
    for (let turn = 0; turn < 4; turn++, now += MINUTE) {
      const got = await source.barsBefore(venue, SYMBOL, '1m', now, 50)
      expect(got.time.at(-1)).toBe(Math.floor(now / MINUTE) * MINUTE - MINUTE)
      expect(bits(got)).toEqual(bits(await testVenue({ now: () => now }).barsBefore(SYMBOL, '1m', now, 50)))
      expect(bits(await source.range(venue, SYMBOL, '1m', now - 50 * MINUTE, now + 1e9))).toEqual(
        bits(await source.range(venue, SYMBOL, '1m', now - 50 * MINUTE, now)),
      )
    }
  })

  test('about a bar that the venue is late with is put again, until the bar is long over', async () => {
    const late = Math.floor(NOW / MINUTE) * MINUTE - MINUTE
    let isLate = true
    const venue = testVenue({ hole: time => isLate && time === late })
    expect((await source.barsBefore(venue, SYMBOL, '1m', NOW, 10)).time.at(-1)).toBe(late - MINUTE)
    isLate = false
    expect((await source.barsBefore(venue, SYMBOL, '1m', NOW, 10)).time.at(-1)).toBe(late)
    const never = late - 9 * MINUTE
    const other = testVenue({ hole: time => time === never })
    await source.barsBefore(other, SYMBOL, '1m', never + MINUTE, 10)
    other.asked.length = 0
    await source.barsBefore(other, SYMBOL, '1m', never + MINUTE, 10)
    expect(other.asked).toEqual([])
  })

  test('put by a clock that is ahead, until the venue answers, takes no bar to come for a hole', async () => {
    for (const count of [5, 3000]) {
      let aheadMs = 20 * MINUTE
      const asked = testVenue({ now: () => NOW })
      const answered = <T>(answer: T): T => {
        aheadMs = 0
        return answer
      }
      const venue: MarketProvider = {
        ...asked,
        now: () => NOW + aheadMs,
        barsBefore: async (...question) => answered(await asked.barsBefore(...question)),
        history: (...question) => answered(asked.history(...question)),
      }
      const until = NOW + aheadMs
      await source.barsBefore(venue, SYMBOL, '1m', until, count)
      const key = { venue: venue.storedAs, symbol: SYMBOL, timeframe: '1m' } as const
      const covered = (await store.covered(key)).at(-1)
      expect(covered?.to ?? 0).toBeLessThanOrEqual(NOW)
    }
  })

  test('about many symbols is answered in their order, whatever is stored of each', async () => {
    for (const computed of [false, true]) {
      const venue = testVenue({ computed })
      const symbols = (await venue.instruments()).slice(0, 6).map(each => each.symbol)
      const until = NOW - 86_400_000
      const answers = await Promise.all(
        symbols.map(symbol => testVenue().barsBefore(symbol, '1m', until, 2500)),
      )
      for (const [k, symbol] of symbols.entries()) {
        if (k % 2) continue
        const part = pick(
          answers[k]!,
          Array.from({ length: 400 * k + 100 }, (_, row) => row + 50),
        )
        await store.append({ venue: venue.storedAs, symbol, timeframe: '1m' }, part, {
          from: part.time[0]!,
          to: part.time.at(-1)! + MINUTE,
        })
      }
      for (const _ of ['some stored', 'the same again']) {
        const got = await source.barsBeforeAll(venue, symbols, '1m', until, 2500)
        expect(got.map(bits)).toEqual(answers.map(bits))
      }
      const halted = new AbortController()
      halted.abort(new Error('cancelled'))
      const later = source.barsBeforeAll(venue, symbols, '5m', until, 2500, halted.signal)
      await expect(later).rejects.toThrow('cancelled')
    }
  })

  test('does not wait for a long one about other bars of the series', async () => {
    let release = () => {}
    const held = new Promise<void>(resolve => {
      release = resolve
    })
    const asked = testVenue()
    const to = NOW - 86_400_000
    const venue: MarketProvider = {
      ...asked,
      history: async function* (...question) {
        if (question[2] < to - 1000 * MINUTE) await held
        yield* asked.history(...question)
      },
    }
    const long = source.range(venue, SYMBOL, '1m', to - 5000 * MINUTE, to - 1000 * MINUTE)
    const overlapping = source.range(venue, SYMBOL, '1m', to - 1500 * MINUTE, to - 600 * MINUTE)
    expect((await source.range(venue, SYMBOL, '1m', to - 500 * MINUTE, to)).time).toHaveLength(500)
    release()
    expect((await long).time).toHaveLength(4000)
    expect((await overlapping).time).toHaveLength(900)
  })

  test('goes to the venue that works its bars out, unless they are stored; the bits are the same', async () => {
    const venue = testVenue({ computed: true })
    const to = NOW - 86_400_000
    const from = to - 4000 * MINUTE
    const computed = await source.range(venue, SYMBOL, '1m', from, to)
    expect(await store.summaries({ venue: venue.storedAs })).toEqual([])
    await store.append({ venue: venue.storedAs, symbol: SYMBOL, timeframe: '1m' }, computed, {
      from: computed.time[0]!,
      to: computed.time.at(-1)! + MINUTE,
    })
    venue.asked.length = 0
    expect(bits(await source.range(venue, SYMBOL, '1m', from, to))).toEqual(bits(computed))
    expect(bits(await source.barsBefore(venue, SYMBOL, '1m', to, 3999))).toEqual(
      bits(await testVenue().barsBefore(SYMBOL, '1m', to, 3999)),
    )
    expect(venue.asked).toEqual([])
  })
})

test('any questions in any order have the venue’s own answers', async () => {
  const question = fc.record({
    before: fc.integer({ min: 0, max: 3000 }),
    count: fc.integer({ min: 1, max: 1500 }),
    kind: fc.constantFrom('before', 'range'),
    fails: fc.option(fc.integer({ min: 0, max: 3 }), { freq: 3 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(question, { maxLength: 8 }), async questions => {
      const hole = (time: number) => (time / MINUTE) % 97 < 2
      const venue = testVenue({ hole, page: 200 })
      const truth = testVenue({ hole })
      for (const { before, count, kind, fails } of questions) {
        const until = NOW - before * MINUTE
        const from = until - count * MINUTE
        venue.fails = fails === null ? null : { after: fails, problem: down() }
        const ask = () =>
          kind === 'range'
            ? source.range(venue, SYMBOL, '1m', from, until)
            : source.barsBefore(venue, SYMBOL, '1m', until, count)
        const got = await ask().catch(error => {
          if (!(error instanceof VenueProblem)) throw error
          return ask() // the venue is back
        })
        venue.fails = null
        const wanted =
          kind === 'range'
            ? await history(truth, from, until)
            : bars(await truth.barsBefore(SYMBOL, '1m', until, count))
        expect(bars(got)).toEqual(wanted)
      }
    }),
    { numRuns: 25, seed: 3 },
  )
})

describe('a venue that fails', () => {
  test('is named with the symbol and what to do', async () => {
    const venue = testVenue()
    venue.fails = { after: 0, problem: down() }
    const error = await source.barsBefore(venue, SYMBOL, '1m', NOW, 10).catch(each => each)
    expect(error).toBeInstanceOf(VenueProblem)
    const refusal = refusalFrom(error)
    expect(refusal?.code).toBe('UNAVAILABLE')
    expect(refusal?.message).toBe(
      `${venue.venue} gave no 1m bars of ANVILUSD: The venue failed (503). Try again in a moment; what was fetched before is kept.`,
    )
  })

  test('leaves what it gave before', async () => {
    const venue = testVenue({ page: 100 })
    const to = NOW - 86_400_000
    venue.fails = { after: 3, problem: down() }
    await expect(source.range(venue, SYMBOL, '1m', to - 1000 * MINUTE, to)).rejects.toThrow('503')
    venue.asked.length = 0
    expect((await source.range(venue, SYMBOL, '1m', to - 1000 * MINUTE, to)).time).toHaveLength(1000)
    expect(venue.asked).toHaveLength(7)
  })
})
