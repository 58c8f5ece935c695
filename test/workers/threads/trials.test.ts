import { afterAll, describe, expect, test, vi } from 'vitest'
import { type ManyDocument, recordMany } from '@/sandbox/compile/many'
import type { Recorded } from '@/sandbox/compile/record'
import { type SettingsInput, settingsOf } from '@/server/engine/backtest/settings'
import { evaluate } from '@/server/engine/optimise/evaluate'
import { periodOfSpan, timelineOf } from '@/server/engine/optimise/market'
import { shardsOf } from '@/server/engine/optimise/shards'
import type { Params, TrialPeriod, TrialResult } from '@/server/engine/optimise/types'
import { judge, picksOf } from '@/server/engine/optimise/walkForward'
import { windowsOf } from '@/server/engine/optimise/windows'
import { Refusal } from '@/server/errors'
import { nodeFence } from '@/server/guests/nodeFence'
import { marketOf, type SearchMarket } from '@/server/optimise/market'
import { runShards } from '@/server/workers/threads/runShards'
import { sharedBars } from '@/server/workers/threads/sharedBars'
import { TrialPool } from '@/server/workers/threads/trialPool'
import { scriptSessions } from '@/test/engine/backtest/sessions'
import { CROSS, candidatesOf, daily, finished, SCRIPTED } from '@/test/engine/optimise/searching'

vi.setConfig({ testTimeout: 120_000 })

const fence = await nodeFence()

const marketFor = (symbols: number, settings: SettingsInput = {}): SearchMarket => ({
  timeframe: '1d',
  settings: settingsOf({ warmUp: 'first', ...settings }),
  periodsPerYear: null,
  symbols: Array.from({ length: symbols }, (_, at) => ({
    symbol: `S${at}`,
    bars: sharedBars(daily(300, at + 1)),
    slower: [],
  })),
  others: [],
})

const pools: TrialPool[] = []
const pool = (market: SearchMarket, size: number): TrialPool => {
  const made = new TrialPool({
    market,
    size,
    scripts: () => {
      const sessions = scriptSessions(fence)
      return {
        answer: async (_, due) => {
          try {
            return sessions.answer(due)
          } catch (error) {
            // as the guests' process tells it
            throw new Refusal('NOT_POSSIBLE_NOW', error instanceof Error ? error.message : '')
          }
        },
        close: () => sessions.close(),
      }
    },
  })
  pools.push(made)
  return made
}
afterAll(() => Promise.all(pools.map(each => each.close())))

const recorder =
  (document: string, kind: ManyDocument['kind'] = 'formula') =>
  async (sets: readonly Params[]): Promise<readonly Recorded[]> => {
    const all: Recorded[] = []
    while (all.length < sets.length)
      all.push(...recordMany(fence, { kind, document, sets: sets.slice(all.length) }))
    return all
  }

const GRID: readonly Params[] = [3, 5, 8, 13, 99].flatMap(fast => [10, 20, 40].map(slow => ({ fast, slow })))
const WHOLE: readonly TrialPeriod[] = [{}]

const here = (market: SearchMarket, document = CROSS, sets = GRID, kind: ManyDocument['kind'] = 'formula') =>
  finished(
    evaluate(candidatesOf(fence, document, sets, kind), { market: marketOf(market), periods: WHOLE }),
    fence,
  )

interface Asked {
  readonly size?: number
  readonly skip?: (shard: number) => boolean
  readonly keep?: (shard: number) => void
  readonly stop?: AbortSignal
  readonly onDone?: (trials: number) => void
}

async function searched(from: TrialPool, { size = 4, skip, keep, ...asked }: Asked = {}) {
  const kept = new Map<number, readonly TrialResult[]>()
  const finished = await runShards({
    pool: from,
    trials: GRID,
    shards: shardsOf(GRID.length, size).filter(({ number }) => !skip?.(number)),
    periods: WHOLE,
    record: recorder(CROSS),
    keep: async ({ number }, results) => {
      kept.set(number, results)
      keep?.(number)
    },
    ...asked,
  })
  const inOrder = [...kept].sort(([a], [b]) => a - b)
  return { finished, kept, results: inOrder.flatMap(([, results]) => results) }
}

describe('a search on threads', () => {
  test('any parts on any number of threads give what one thread gives', async () => {
    const market = marketFor(2, { sizing: { equityFraction: 0.4 } })
    const whole = here(market)
    // fast has no 99
    expect(whole.filter(({ failed }) => failed !== null)).toHaveLength(3)
    const two = pool(market, 2)
    for (const size of [1, 4, 100]) {
      const done: number[] = []
      const { finished, results } = await searched(two, { size, onDone: trials => done.push(trials) })
      expect(finished).toBe(true)
      expect(results).toEqual(whole)
      expect(done.at(-1)).toBe(GRID.length)
      expect(done).toEqual([...done].sort((a, b) => a - b))
    }
    expect((await searched(pool(market, 1))).results).toEqual(whole)
  })

  test('threads read the bars where they lie: nothing is copied', async () => {
    const market = marketFor(1)
    const [symbol] = market.symbols
    expect(sharedBars(symbol!.bars).close).toBe(symbol!.bars.close)
    const threads = pool(market, 1)
    const before = await searched(threads)
    symbol!.bars.close.fill(100)
    const after = await searched(threads)
    expect(before.results.some(({ periods }) => (periods[0]?.stats.trades ?? 0) > 0)).toBe(true)
    expect(after.results.every(({ periods }) => (periods[0]?.stats.trades ?? 0) === 0)).toBe(true)
  })

  test('a search that is stopped finishes what is under way, and goes on with the rest', async () => {
    const market = marketFor(1)
    const threads = pool(market, 2)
    const stop = new AbortController()
    const first = await searched(threads, { size: 2, keep: () => stop.abort(), stop: stop.signal })
    expect(first.finished).toBe(false)
    expect(first.kept.size).toBeGreaterThan(0)
    expect(first.kept.size).toBeLessThanOrEqual(2)
    const second = await searched(threads, { size: 2, skip: number => first.kept.has(number) })
    expect(second.finished).toBe(true)
    const all = new Map([...first.kept, ...second.kept])
    expect(all.size).toBe(first.kept.size + second.kept.size)
    const inOrder = [...all].sort(([a], [b]) => a - b).flatMap(([, results]) => results)
    expect(inOrder).toEqual(here(market))
  })

  test('a search that was stopped before it began does nothing', async () => {
    const { finished, kept } = await searched(pool(marketFor(1), 1), { stop: AbortSignal.abort() })
    expect([finished, kept.size]).toEqual([false, 0])
  })

  test('closing the pool ends its work at once, and no more is taken', async () => {
    const threads = pool(marketFor(1), 2)
    const work = searched(threads, { size: 1, keep: () => void threads.close() })
    await expect(work).rejects.toThrow(/ended/)
    await expect(searched(threads)).rejects.toThrow('The threads of this search were ended.')
  })

  test('a part that can not be kept ends the search', async () => {
    const threads = pool(marketFor(1), 2)
    const broken = () => {
      throw new Error('the disk is full')
    }
    await expect(searched(threads, { size: 1, keep: broken })).rejects.toThrow('the disk is full')
    // and the threads are still good
    expect((await searched(threads)).finished).toBe(true)
  })

  test('scripts run outside the threads, and one that fails is its own trial’s trouble', async () => {
    const market = marketFor(2, { sizing: { equityFraction: 0.4 } })
    const document = SCRIPTED.replace(
      'state.pushes =',
      "if (params.pushes === 5) throw new Error('five'); state.pushes =",
    )
    const sets: Params[] = [{ pushes: 1 }, { pushes: 5 }, { pushes: 2 }]
    const recorded = await recorder(document, 'script')(sets)
    const results = await pool(market, 1).runShard({
      trials: sets.map((params, number) => ({ number, params, recorded: recorded[number]! })),
      periods: WHOLE,
    })
    expect(results.map(({ failed }) => failed)).toEqual([null, expect.stringContaining('five'), null])
    const alone = here(market, document, [sets[0]!, sets[2]!], 'script')
    expect([results[0]?.periods, results[2]?.periods]).toEqual(alone.map(({ periods }) => periods))
  })

  test('windows are judged on a thread as they are here', async () => {
    const market = marketFor(1)
    const opened = marketOf(market)
    const laid = windowsOf(timelineOf(opened.symbols, {}), {
      mode: 'rolling',
      inSampleBars: 90,
      outOfSampleBars: 40,
    })
    if (!laid.ok) throw new Error('The windows fit.')
    const { windows } = laid
    const candidates = candidatesOf(fence, CROSS, GRID)
    const periods = windows.map(({ inSample }) => periodOfSpan(inSample))
    const axes = [
      { name: 'fast', values: [3, 5, 8, 13, 99] },
      { name: 'slow', values: [10, 20, 40] },
    ]
    const choosing = { metric: 'total-return', by: 'plateau', minTrades: 1 } as const
    const results = finished(evaluate(candidates, { market: opened, periods }), fence)
    const picks = picksOf(results, windows, axes, choosing)
    const work = { windows, picks, choosing }
    const byNumber = new Map(candidates.map(each => [each.number, each]))
    const mine = finished(judge({ ...work, market: opened, candidates: byNumber }), fence)
    const recorded = await recorder(CROSS)(GRID)
    const theirs = await pool(market, 1).judge({
      ...work,
      trials: GRID.map((params, number) => ({ number, params, recorded: recorded[number]! })),
    })
    expect(theirs).toEqual(mine)
    expect(theirs.windows.some(({ judged }) => judged !== null)).toBe(true)
  })
})
