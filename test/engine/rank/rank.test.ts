import { describe, expect, test } from 'vitest'
import type { Outcome } from '@/server/engine/backtest/result'
import { days, flat, rank, ranked } from './ranked'

const held = ({ openTrades }: Outcome) =>
  openTrades.map(({ symbol, side, quantity }) => `${side} ${quantity} ${symbol}`)
const weights = ({ rank: told }: Outcome, at = 0) =>
  Object.fromEntries(
    (told?.rebalances[at]?.holdings ?? []).map(({ symbol, weight }) => [symbol, weight] as const),
  )

// opens and closes of each bar
const A = days([
  [10, 10],
  [10, 12],
  [12, 12],
  [12, 15],
  [15, 15],
  [15, 15],
])
const B = days([
  [20, 20],
  [20, 20],
  [20, 25],
  [25, 25],
  [25, 30],
  [30, 30],
])

test('the best symbol is bought at the next open and left when another is better', () => {
  const outcome = rank([ranked('A', A, [2, 9, 1, 9, 0, 9]), ranked('B', B, [1, 0, 3, 0, 0, 0])], {
    rank: { top: 1, every: 2 },
  })
  // 100 A at 10 from bar 1; at 12 into 48 B at 25 on bar 3; at 30 into 96 A at 15 on bar 5, for equal scores go by symbol
  expect([...outcome.equity.value]).toEqual([1_000, 1_200, 1_200, 1_200, 1_440, 1_440])
  expect(outcome.trades).toMatchObject([
    {
      symbol: 'A',
      entryBar: 1,
      entryPrice: 10,
      exitBar: 3,
      exitPrice: 12,
      quantity: 100,
      pnl: 200,
      exitReason: 'rank',
    },
    {
      symbol: 'B',
      entryBar: 3,
      entryPrice: 25,
      exitBar: 5,
      exitPrice: 30,
      quantity: 48,
      pnl: 240,
      exitReason: 'rank',
    },
  ])
  expect(held(outcome)).toEqual(['long 96 A'])
  expect(outcome.rank?.rebalances.map(({ bar, turnover, ranked }) => [bar, turnover, ranked])).toEqual([
    [0, 1, 2],
    [2, 2, 2],
    [4, 2, 2],
  ])
  expect(outcome.rank).toMatchObject({ count: 3, turnover: 5 / 3 })
})

describe('a holding that has grown', () => {
  const instruments = [
    ranked(
      'A',
      days([
        [10, 10],
        [10, 20],
        [20, 20],
      ]),
      [1, 1, 1],
    ),
    ranked('B', flat(10, 3), [1, 1, 1]),
  ]
  const asked = { commission: { percent: 1 }, rank: { top: 2, every: 1 } } as const

  test('is brought back to its weight, and what that sets free buys the others', () => {
    const outcome = rank(instruments, { ...asked, rank: { ...asked.rank, band: 0 } })
    // bar 1: 500 pay for 49 A with their fee of 4.90, half of 995.10 for 49 B; 10.20 are left
    // bar 2: half of 1480.20 is 740.10: 37 A at 20, so 12 go; 250.10 of it for B pay for 24 with their fee
    expect([...outcome.equity.value]).toEqual([1_000, 1_480.2, 1_475.4])
    expect(outcome.trades).toMatchObject([
      { symbol: 'A', quantity: 12, entryBar: 1, exitBar: 2, exitReason: 'rebalance', fees: 3.6, pnl: 116.4 },
    ])
    expect(held(outcome)).toEqual(['long 37 A', 'long 49 B', 'long 24 B'])
    expect(outcome.rank?.rebalances[1]?.turnover).toBeCloseTo(480 / 1_480.2, 12)
  })

  test('is left alone inside the band', () => {
    // 980 and 490 of 1480.20 are 16.2 and 16.9 percent from half
    const within = rank(instruments, { ...asked, rank: { ...asked.rank, band: 17 } })
    expect(within.trades).toEqual([])
    expect(held(within)).toEqual(['long 49 A', 'long 49 B'])
    // B is outside, but nothing has been sold to pay for it
    const between = rank(instruments, { ...asked, rank: { ...asked.rank, band: 16.5 } })
    expect(held(between)).toEqual(['long 49 A', 'long 49 B'])
  })
})

test('the worst are sold short, with half of the money', () => {
  const rises = days([
    [10, 10],
    [10, 11],
  ])
  const falls = days([
    [10, 10],
    [10, 9],
  ])
  const outcome = rank(
    [
      ranked('A', rises, [4, 4]),
      ranked('B', flat(10, 2), [3, 3]),
      ranked('C', flat(10, 2), [2, 2]),
      ranked('D', falls, [1, 1]),
    ],
    { rank: { top: 1, shortBottom: true } },
  )
  expect(held(outcome)).toEqual(['long 50 A', 'short 50 D'])
  expect([...outcome.equity.value]).toEqual([1_000, 1_100])
  expect(weights(outcome)).toEqual({ A: 0.5, D: -0.5 })
})

test('a symbol that changes sides is closed and turned around at one open', () => {
  const outcome = rank([ranked('A', flat(10, 4), [2, 1, 1, 1]), ranked('B', flat(10, 4), [1, 2, 2, 2])], {
    rank: { top: 1, every: 1, shortBottom: true },
  })
  expect(held(outcome)).toEqual(['short 50 A', 'long 50 B'])
  expect(outcome.trades).toMatchObject([
    { symbol: 'A', side: 'long', exitBar: 2, exitReason: 'reverse' },
    { symbol: 'B', side: 'short', exitBar: 2, exitReason: 'reverse' },
  ])
})

test('no symbol is on both sides: of three the one between is left', () => {
  const outcome = rank(
    ['A', 'B', 'C'].map((symbol, n) => ranked(symbol, flat(10, 2), [n, n])),
    { rank: { top: 5, shortBottom: true } },
  )
  expect(weights(outcome)).toEqual({ C: 0.5, A: -0.5 })
})

describe('weights', () => {
  const four = (score: readonly number[]) =>
    score.map((value, n) => ranked('ABCD'[n] as string, flat(10, 2), [value, value]))

  test('are equal among those there are', () => {
    expect(weights(rank(four([4, 3, 2, 1]), { rank: { top: 4 } }))).toEqual({
      A: 0.25,
      B: 0.25,
      C: 0.25,
      D: 0.25,
    })
    expect(weights(rank(four([4, 3]), { rank: { top: 4 } }))).toEqual({ A: 0.5, B: 0.5 })
  })

  test('leave cash where every one of them is at its largest', () => {
    const outcome = rank(four([4, 3]), { rank: { top: 4, maxWeight: 0.25 } })
    expect(weights(outcome)).toEqual({ A: 0.25, B: 0.25 })
    expect(held(outcome)).toEqual(['long 25 A', 'long 25 B'])
  })

  test('go by score: what is not above 0 gets nothing, and what is cut goes to the others', () => {
    const asked = { top: 4, weights: 'score' } as const
    expect(weights(rank(four([3, 1, 0, -2]), { rank: asked }))).toEqual({ A: 0.75, B: 0.25 })
    // 6, 3 and 1 of 10: A gives up 0.1, which 3 and 1 share
    const cut = weights(rank(four([6, 3, 1, -1]), { rank: { ...asked, maxWeight: 0.5 } }))
    expect(cut.A).toBe(0.5)
    expect(cut.B).toBeCloseTo(0.375, 12)
    expect(cut.C).toBeCloseTo(0.125, 12)
  })

  test('go by volatility the other way round', () => {
    const moving = (by: number) => {
      // closes of e^by, e^-by, e^by …: returns of twice that up and down
      const at = (bar: number) => 10 * Math.exp(bar % 2 === 0 ? by : -by)
      return days(Array.from({ length: 6 }, (_, bar) => [at(bar), at(bar)] as const))
    }
    const six = [1, 1, 1, 1, 1, 1]
    const outcome = rank(
      [ranked('A', moving(0.02), six), ranked('B', moving(0.01), six), ranked('C', flat(10, 6), six)],
      { rank: { top: 3, every: 4, weights: 'inverseVolatility', volatilityBars: 4 } },
    )
    // at bar 0 nothing has four returns; C never moves, so nothing is in proportion to it
    expect(weights(outcome, 0)).toEqual({})
    const { A: wild, B: calm, ...rest } = weights(outcome, 1)
    expect(rest).toEqual({})
    expect(wild).toBeCloseTo(1 / 3, 12)
    expect(calm).toBeCloseTo(2 / 3, 12)
  })

  test('are parts of what is invested, times the leverage', () => {
    const part = rank(four([1]), { sizing: { equityFraction: 0.5 }, rank: { top: 1 } })
    expect(held(part)).toEqual(['long 50 A'])
    const more = rank(four([1]), { leverage: 2, rank: { top: 1 } })
    expect(held(more)).toEqual(['long 200 A'])
  })
})

test('only what the filter lets through is ranked', () => {
  const outcome = rank(
    [
      ranked('A', flat(10, 3), [9, 9, 9], { filter: [0, 0, 0] }),
      ranked('B', flat(10, 3), [5, 5, 5], { filter: [1, 0, 0] }),
      ranked('C', flat(10, 3), [7, 7, 7], { filter: [Number.NaN, 1, 1] }),
    ],
    { rank: { top: 1, every: 1 } },
  )
  expect(outcome.rank?.rebalances.map(({ holdings }) => holdings[0]?.symbol)).toEqual(['B', 'C', 'C'])
})

test('nothing that passes is nothing held', () => {
  const outcome = rank([ranked('A', flat(10, 3), [1, 1, 1], { filter: [1, 0, 0] })], {
    rank: { top: 1, every: 1 },
  })
  expect(outcome.openTrades).toEqual([])
  expect(outcome.trades).toMatchObject([{ exitBar: 2, exitReason: 'rank' }])
})

describe('symbols that come and go', () => {
  const score = Array.from({ length: 8 }, () => 1)

  test('rebalances are counted from the first moment at which anything can be ranked', () => {
    const outcome = rank(
      [ranked('A', flat(10, 8), score, { tradable: 2 }), ranked('B', flat(10, 8), score, { tradable: 5 })],
      { rank: { top: 2, every: 3 } },
    )
    expect(outcome.rank?.rebalances.map(({ bar, ranked }) => [bar, ranked])).toEqual([
      [2, 1],
      [5, 2],
    ])
    expect(outcome.facts.firstTradableBar).toBe(2)
  })

  test('a holding without a bar keeps its place once, and is sold at its next open after the second time', () => {
    const there = [10, 10] as const
    const gone = days([there, there, null, null, null, there, there, there])
    const outcome = rank(
      [
        ranked('A', gone, [9, 9, 9, 9, 9]),
        ranked('B', flat(10, 8), score),
        ranked(
          'C',
          flat(10, 8),
          score.map(() => 0),
        ),
      ],
      { rank: { top: 1, every: 1 } },
    )
    expect(outcome.rank?.rebalances.map(({ kept, holdings }) => [kept, holdings[0]?.symbol])).toEqual([
      [[], 'A'],
      [[], 'A'],
      // its slot and its money are taken
      [['A'], undefined],
      [[], undefined],
      [[], undefined],
      [[], 'A'],
      [[], 'A'],
      [[], 'A'],
    ])
    expect(outcome.trades).toMatchObject([{ symbol: 'A', entryBar: 1, exitBar: 2, exitReason: 'rank' }])
    expect(outcome.openTrades).toMatchObject([{ symbol: 'A', entryBar: 3 }])
    expect(outcome.rank).toMatchObject({ keptWithoutBar: 1, leftWithoutBar: 1 })
    expect(outcome.denied).toEqual([])
  })

  test('one that never trades again stays open, at its last close', () => {
    const outcome = rank([ranked('A', flat(10, 2), [9, 9]), ranked('B', flat(10, 8), score)], {
      rank: { top: 2, every: 1 },
    })
    expect(held(outcome)).toEqual(['long 50 A', 'long 50 B'])
    expect(outcome.openTrades[0]?.price).toBe(10)
    expect(outcome.facts.waitingAtEnd).toBe(0)
  })
})

test('what can’t be bought is denied with its reason', () => {
  const outcome = rank([ranked('A', flat(5_000, 2), [1, 1])], { rank: { top: 1 } })
  expect(outcome.denied).toMatchObject([
    { symbol: 'A', side: 'long', bar: 0, reason: { code: 'BELOW_LOT', lot: 1 } },
  ])
})

test('everything is closed when equity falls to what has to be maintained', () => {
  const crash = days([
    [10, 10],
    [10, 10],
    [10, 5.4],
    [5.4, 5.4],
  ])
  const outcome = rank([ranked('A', crash, [1, 1, 1, 1])], {
    leverage: 2,
    maintenancePercent: 10,
    rank: { top: 1, every: 10 },
  })
  // 200 at 10 with 1000 of margin: 80 are left at 5.40, less than a tenth of 1080
  expect(outcome.trades).toMatchObject([{ exitReason: 'margin', exitPrice: 5.4, pnl: -920 }])
  expect([...outcome.equity.value]).toEqual([1_000, 1_000, 80, 80])
})

test('without symbols and without bars there is a run of nothing', () => {
  const empty = { rank: { top: 1 } }
  expect([...rank([], empty).equity.value]).toEqual([])
  const outcome = rank([ranked('A', flat(10, 0), [])], empty)
  expect(outcome.rank).toMatchObject({ count: 0, turnover: null, rebalances: [] })
})
