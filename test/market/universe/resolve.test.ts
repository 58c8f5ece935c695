import { describe, expect, test } from 'vitest'
import { timeframeMs } from '@/sandbox/ir/timeframe'
import type { Instrument } from '@/server/market/provider'
import { simulatedProvider } from '@/server/market/simulated/provider'
import { type Universe, type UniverseStep, universeSchema } from '@/server/market/universe/chain'
import { type Resolved, resolveUniverse } from '@/server/market/universe/resolve'

const DAY = timeframeMs['1d']
const AT = Date.UTC(2026, 5, 1, 12)
const provider = simulatedProvider(() => AT + 400 * DAY)
const instruments = await provider.instruments()

interface Options {
  readonly at?: number
  readonly of?: readonly Instrument[]
  readonly matched?: ReadonlySet<string> | null
  readonly asked?: (symbol: string, days: number) => void
}

const resolve = (
  steps: readonly UniverseStep[],
  { at = AT, of = instruments, matched = null, asked }: Options = {},
) =>
  resolveUniverse({ steps: [...steps] }, of, {
    at,
    dailyBars: (symbol, days) => {
      asked?.(symbol, days)
      return provider.barsBefore(symbol, '1d', at, days)
    },
    matchedBy: async () => matched,
  })

const symbolsOf = ({ instruments: left }: Resolved) => left.map(({ symbol }) => symbol)

describe('a chain of filters', () => {
  test('without any keeps what was listed then, by symbol', async () => {
    const all = await resolve([])
    const listed = instruments.filter(
      each =>
        (each.listedAt === null || each.listedAt <= AT) && (each.delistedAt === null || each.delistedAt > AT),
    )
    expect(symbolsOf(all)).toEqual(listed.map(({ symbol }) => symbol).sort())
    expect(all.listed).toBe(listed.length)
  })

  test('knows nothing of what is listed later, and of what is gone by then', async () => {
    const [first, second] = instruments
    if (!first || !second) throw new Error('The venue has symbols.')
    const of = [
      { ...first, listedAt: AT + 1 },
      { ...second, listedAt: AT - 500 * DAY, delistedAt: AT },
    ]
    expect(symbolsOf(await resolve([], { of }))).toEqual([])
    expect(symbolsOf(await resolve([], { of, at: AT - 1 }))).toEqual([second.symbol])
    expect(symbolsOf(await resolve([], { of, at: AT + 1 }))).toEqual([first.symbol])
  })

  test('counts what each filter leaves', async () => {
    const { steps, listed } = await resolve([
      { kind: 'sectors', sectors: ['Energy', 'Games'] },
      { kind: 'volumeRank', top: 20, days: 30 },
      { kind: 'without', symbols: ['ANVILUSD'] },
    ])
    expect(listed).toBeGreaterThan(150)
    expect(steps[0]?.kept).toBeGreaterThan(30)
    expect(steps[1]?.kept).toBe(20)
    expect(steps.every(({ unknown }) => unknown === 0)).toBe(true)
  })

  test('ranks among those that are left, so that order matters', async () => {
    const top: UniverseStep = { kind: 'volumeRank', top: 10, days: 30 }
    const games: UniverseStep = { kind: 'sectors', sectors: ['Games'] }
    expect((await resolve([games, top])).steps.at(-1)?.kept).toBe(10)
    expect((await resolve([top, games])).steps.at(-1)?.kept).toBeLessThan(10)
  })

  test('keeps ranges closed at both ends, and the rest out', async () => {
    const all = await resolve([{ kind: 'price', least: 0 }])
    const prices = new Map([...all.bars].map(([symbol, bars]) => [symbol, bars.close.at(-1) ?? Number.NaN]))
    const one = [...prices.values()].sort((a, b) => a - b)[50] ?? Number.NaN
    expect(symbolsOf(await resolve([{ kind: 'price', least: one, most: one }]))).toEqual(
      [...prices].filter(([, price]) => price === one).map(([symbol]) => symbol),
    )
  })

  test('takes out what has no data, and says how many', async () => {
    const of = instruments.slice(0, 5).map((each, i) => ({ ...each, listedAt: i < 2 ? null : AT - 10 * DAY }))
    const { steps } = await resolve([{ kind: 'age', least: 5 }], { of })
    expect(steps).toEqual([{ kept: 3, unknown: 2 }])
  })

  test('takes what another screen matched, or the others; without a run it is empty', async () => {
    const screen = (keep: 'matched' | 'others'): UniverseStep => ({
      kind: 'screen',
      screenId: '00000000-0000-4000-8000-000000000000',
      keep,
    })
    const of = instruments.slice(0, 4)
    const matched = new Set(of.slice(1, 3).map(({ symbol }) => symbol))
    expect(symbolsOf(await resolve([screen('matched')], { of, matched }))).toEqual([...matched])
    expect((await resolve([screen('others')], { of, matched })).steps).toEqual([{ kept: 2, unknown: 0 }])
    expect((await resolve([screen('matched')], { of })).steps).toEqual([{ kept: 0, unknown: 4 }])
  })

  test('draws the same part for ever, and a larger part holds the smaller one', async () => {
    const part = async (percent: number) => new Set(symbolsOf(await resolve([{ kind: 'sample', percent }])))
    const [ten, half] = [await part(10), await part(50)]
    expect(half.size).toBeGreaterThan(60)
    for (const symbol of ten) expect(half).toContain(symbol)
  })
})

test('a universe as of a bar is the same whatever came after', async () => {
  const steps: UniverseStep[] = [
    { kind: 'volume', least: 1_000, days: 20 },
    { kind: 'volatility', least: 0.5, days: 60 },
    { kind: 'spread', most: 400, days: 30 },
    { kind: 'volumeRank', top: 25, days: 30 },
  ]
  const past = simulatedProvider(() => AT)
  const then = await resolveUniverse({ steps }, await past.instruments(), {
    at: AT,
    dailyBars: (symbol, days) => past.barsBefore(symbol, '1d', AT, days),
    matchedBy: async () => null,
  })
  expect(symbolsOf(await resolve(steps))).toEqual(symbolsOf(then))
  expect(symbolsOf(then)).toHaveLength(25)
})

test('bars are loaded once a symbol, and only for filters that read them', async () => {
  const asked: string[] = []
  await resolve([{ kind: 'sectors', sectors: ['Games'] }], { asked: symbol => asked.push(symbol) })
  expect(asked).toEqual([])
  await resolve(
    [
      { kind: 'sectors', sectors: ['Games'] },
      { kind: 'price', least: 0 },
      { kind: 'volumeRank', top: 5, days: 30 },
    ],
    {
      asked: (symbol, days) => {
        asked.push(symbol)
        expect(days).toBe(30)
      },
    },
  )
  expect(new Set(asked).size).toBe(asked.length)
  expect(asked.length).toBeLessThan(30)
})

describe('a chain is refused', () => {
  const sentence = (step: unknown): string =>
    universeSchema.safeParse({ steps: [step] }).error?.issues[0]?.message ?? 'taken'

  test.each([
    [{ kind: 'price' }, 'Give a least or a most'],
    [{ kind: 'age', least: 9, most: 3 }, 'Swap them'],
    [{ kind: 'symbols', symbols: [] }, 'at least one symbol'],
    [{ kind: 'volumeRank', top: 10, days: 1 }, '2 days or more'],
    [{ kind: 'moon' }, 'Invalid'],
    [{ kind: 'price', least: 1, color: 'red' }, 'Unrecognized'],
  ])('for %j', (step, expected) => expect(sentence(step)).toContain(expected))

  test('not when it was written before there were more filters', () => {
    const old: Universe = { steps: [{ kind: 'sectors', sectors: ['Science'] }] }
    expect(universeSchema.parse(old)).toEqual(old)
  })
})
