import { describe, expect, test } from 'vitest'
import type { Outcome } from '@/server/engine/backtest/result'
import { type SettingsInput, settingsOf } from '@/server/engine/backtest/settings'
import { simulate } from '@/server/engine/backtest/simulate'
import { barsOf, type Said, said } from './drive'

const CALM = [100, 101, 99, 100]

/** Worked out by hand: what is said at which bar, the bars after two calm ones, and what must come of it. */
function traded(
  rows: readonly (readonly number[])[],
  at: Readonly<Record<number, Said>>,
  settings: SettingsInput = {},
): Outcome {
  const bars = barsOf([CALM, CALM, ...rows])
  return simulate({
    symbol: 'TEST',
    bars,
    signals: said(bars.time.length, at),
    settings: settingsOf({
      cash: 10_000,
      commission: {},
      sizing: { units: 10 },
      lot: 1,
      warmUp: 'first',
      ...settings,
    }),
  })
}

const told = ({ trades }: Outcome) =>
  trades.map(
    ({ side, entryBar, entryPrice, exitBar, exitPrice, quantity, exitReason, ambiguous }) =>
      `${side} ${quantity} ${entryBar}@${entryPrice} ${exitBar}@${exitPrice} ${exitReason}${ambiguous ? '?' : ''}`,
  )

describe('entries', () => {
  test('a market order fills at the next open', () => {
    expect(
      told(
        traded([[101, 102, 100, 101], CALM, [99, 100, 98, 99]], { 1: { long: true }, 3: { exitLong: true } }),
      ),
    ).toEqual(['long 10 2@101 4@99 signal'])
  })

  test('a signal on the last bar does nothing', () => {
    const { trades, openTrades, equity } = traded([CALM], { 2: { long: true } })
    expect([trades, openTrades, equity.value.at(-1)]).toEqual([[], [], 10_000])
  })

  test('a limit waits for as many bars as it takes', () => {
    const { openTrades } = traded([CALM, CALM, [100, 100, 97, 98]], { 1: { long: true, limitPrice: 98 } })
    expect(openTrades).toMatchObject([{ entryBar: 4, entryPrice: 98, entryKind: 'limit', touched: false }])
  })

  test('a waiting entry lapses at the close of its last bar', () => {
    const rows = [CALM, CALM, [100, 100, 97, 98]]
    const at = { 1: { long: true, limitPrice: 98 } }
    expect(traded(rows, at, { entryOrder: { bars: 2 } }).openTrades).toEqual([])
    expect(traded(rows, at, { entryOrder: { bars: 3 } }).openTrades).toHaveLength(1)
  })

  test('a newer signal replaces a waiting entry, unless told not to', () => {
    const rows = [CALM, CALM, [100, 100, 96, 98]]
    const at = { 1: { long: true, limitPrice: 98 }, 3: { long: true, limitPrice: 97 } }
    expect(traded(rows, at).openTrades).toMatchObject([{ entryPrice: 97 }])
    const keep = { entryOrder: { replace: false } }
    expect(traded(rows, at, keep).openTrades).toMatchObject([{ entryPrice: 98 }])
  })

  test('an exit signal takes a waiting entry back', () => {
    const rows = [CALM, CALM, [100, 100, 96, 98]]
    const at = { 1: { long: true, limitPrice: 98 }, 3: { exitLong: true } }
    expect(traded(rows, at).openTrades).toEqual([])
  })

  test('a limit that is only touched fills by default, is counted, and does not fill when more is asked for', () => {
    const rows = [[100, 101, 98, 100]]
    const at = { 1: { long: true, limitPrice: 98 } }
    const outcome = traded(rows, at)
    expect(outcome.openTrades).toMatchObject([{ entryPrice: 98, touched: true }])
    expect(outcome.facts.touchedFills).toBe(1)
    expect(traded(rows, at, { limitFill: 'through' }).openTrades).toEqual([])
  })

  test('a buy stop fills at its price, or at the open beyond it', () => {
    const at = { 1: { long: true, entryStop: 105 } }
    expect(traded([[102, 106, 101, 104]], at).openTrades).toMatchObject([
      { entryPrice: 105, entryKind: 'stop' },
    ])
    const gapped = traded([[107, 108, 106, 107]], at)
    expect(gapped.openTrades).toMatchObject([{ entryPrice: 107 }])
    expect(gapped.facts.gapFills).toBe(1)
  })

  test('a sell stop opens a short below the market', () => {
    expect(traded([[100, 101, 94, 96]], { 1: { short: true, entryStop: 95 } }).openTrades).toMatchObject([
      { side: 'short', entryPrice: 95 },
    ])
  })

  test('a stop-limit that was set off waits at its limit in later bars', () => {
    const at = { 1: { long: true, entryStop: 105, limitPrice: 104 } }
    const rows = [
      [102, 106, 101, 105.5],
      [105, 106, 104.5, 105],
      [105, 105, 103, 104],
    ]
    expect(traded(rows, at).openTrades).toMatchObject([{ entryBar: 4, entryPrice: 104 }])
  })

  test('a rule that says long and short at once is denied', () => {
    expect(traded([CALM], { 1: { long: true, short: true } }).denied).toMatchObject([
      { bar: 1, reason: { code: 'CONFLICT' } },
    ])
  })

  test('a stop or target on the wrong side of the entry is denied', () => {
    const denied = (words: Said) => traded([CALM], { 1: words }).denied.map(({ reason }) => reason)
    expect(denied({ long: true, stopPrice: 100 })).toEqual([
      { code: 'WRONG_SIDE', order: 'stop', price: 100, entry: 100 },
    ])
    expect(denied({ short: true, targetPrice: 101 })).toEqual([
      { code: 'WRONG_SIDE', order: 'target', price: 101, entry: 100 },
    ])
    expect(denied({ long: true, limitPrice: -1 })).toEqual([{ code: 'BAD_PRICE', price: -1 }])
  })
})

describe('protective orders', () => {
  test('a stop works from the bar of its entry on', () => {
    expect(told(traded([[100, 101, 90, 95]], { 1: { long: true, stopPrice: 95 } }))).toEqual([
      'long 10 2@100 2@95 stop',
    ])
  })

  test('a stop fills at the open that gaps over it', () => {
    expect(told(traded([CALM, [90, 92, 88, 91]], { 1: { long: true, stopPrice: 95 } }))).toEqual([
      'long 10 2@100 3@90 stop',
    ])
  })

  test('a short’s stop lies above', () => {
    expect(told(traded([CALM, [100, 106, 99, 100]], { 1: { short: true, stopPrice: 105 } }))).toEqual([
      'short 10 2@100 3@105 stop',
    ])
  })

  test('stop and target in one bar: the worse one, and the trade says so', () => {
    const at = { 1: { long: true, stopPrice: 95, targetPrice: 105 } }
    const outcome = traded([CALM, [100, 106, 94, 100]], at)
    expect(told(outcome)).toEqual(['long 10 2@100 3@95 stop?'])
    expect(outcome.facts.ambiguousBars).toBe(1)
  })

  test('a target fills better at an open beyond it', () => {
    expect(told(traded([CALM, [107, 108, 106, 107]], { 1: { long: true, targetPrice: 105 } }))).toEqual([
      'long 10 2@100 3@107 target',
    ])
  })

  test('one leg of a bracket takes the other with it', () => {
    const at = { 1: { long: true, stopPrice: 95, targetPrice: 105 } }
    const outcome = traded([CALM, [100, 106, 99, 100], [100, 101, 90, 95]], at)
    expect(told(outcome)).toEqual(['long 10 2@100 3@105 target'])
    expect(outcome.openTrades).toEqual([])
  })

  test('a stop entry’s own stop in the bar that filled it: the low may have been before, so the worse is taken', () => {
    const at = { 1: { long: true, entryStop: 102, stopPrice: 98 } }
    expect(told(traded([[100, 104, 97, 103]], at))).toEqual(['long 10 2@102 2@98 stop?'])
    expect(told(traded([[100, 104, 97, 97.5]], at))).toEqual(['long 10 2@102 2@98 stop'])
  })

  test('a limit entry’s target in the bar that filled it counts only where the close proves it', () => {
    const at = { 1: { long: true, limitPrice: 98, targetPrice: 101 } }
    const open = traded([[100, 102, 97, 99]], at)
    expect(open.openTrades).toMatchObject([{ entryPrice: 98, ambiguous: true }])
    expect(told(traded([[100, 102, 97, 101.5]], at))).toEqual(['long 10 2@98 2@101 target'])
  })

  test('a trailing stop follows the high and never turns back', () => {
    // 100 - 5, then the high of 108 lifts it to 103; the lower high of 106 leaves it there
    const rows = [CALM, [104, 108, 103, 107], [105, 106, 103.5, 104], [104, 105, 102, 103]]
    expect(told(traded(rows, { 1: { long: true, trailDistance: 5 } }))).toEqual(['long 10 2@100 5@103 trail'])
  })

  test('a trailing stop may follow closes instead', () => {
    const rows = [CALM, [104, 108, 103, 107], [105, 106, 101.9, 104]]
    const outcome = traded(rows, { 1: { long: true, trailDistance: 5 } }, { trailing: { from: 'close' } })
    expect(told(outcome)).toEqual(['long 10 2@100 4@102 trail'])
  })

  test('a trailing stop of a short follows the low', () => {
    const rows = [CALM, [96, 97, 92, 93], [94, 98, 93, 95]]
    expect(told(traded(rows, { 1: { short: true, trailDistance: 5 } }))).toEqual([
      'short 10 2@100 4@97 trail',
    ])
  })

  test('the closer of stop and trailing stop counts', () => {
    const at = { 1: { long: true, stopPrice: 97, trailDistance: 5 } }
    expect(told(traded([CALM, [100, 101, 96, 97]], at))).toEqual(['long 10 2@100 3@97 stop'])
  })

  test('a stop may follow the rule’s, only ever closer', () => {
    const at = {
      1: { long: true, stopPrice: 90 },
      2: { stopPrice: 97 },
      3: { stopPrice: 92 },
    }
    const rows = [CALM, CALM, [100, 101, 96, 97]]
    expect(told(traded(rows, at, { moveStops: true }))).toEqual(['long 10 2@100 4@97 stop'])
    expect(told(traded(rows, at))).toEqual([])
  })

  test('a time stop closes after so many bars, at the open', () => {
    expect(told(traded([CALM, CALM, [102, 103, 101, 102]], { 1: { long: true } }, { timeStop: 2 }))).toEqual([
      'long 10 2@100 4@102 time',
    ])
  })
})

describe('positions', () => {
  test('an opposite entry closes and reverses at one open', () => {
    const outcome = traded([CALM, [103, 104, 102, 103]], { 1: { long: true }, 2: { short: true } })
    expect(told(outcome)).toEqual(['long 10 2@100 3@103 reverse'])
    expect(outcome.openTrades).toMatchObject([{ side: 'short', entryPrice: 103, quantity: 10 }])
  })

  test('an opposite entry is ignored when it is not exclusive', () => {
    const outcome = traded([CALM, CALM], { 1: { long: true }, 2: { short: true } }, { exclusive: false })
    expect(outcome.openTrades).toMatchObject([{ side: 'long' }])
  })

  test('an opposite limit turns the position around where it fills', () => {
    const outcome = traded([CALM, [100, 106, 99, 104]], {
      1: { long: true },
      2: { short: true, limitPrice: 105 },
    })
    expect(told(outcome)).toEqual(['long 10 2@100 3@105 reverse'])
    expect(outcome.openTrades).toMatchObject([{ side: 'short', entryPrice: 105 }])
  })

  test('where shorts are not allowed a short signal still closes the long, and is denied', () => {
    const outcome = traded(
      [CALM, [103, 104, 102, 103]],
      { 1: { long: true }, 2: { short: true } },
      {
        allowShort: false,
      },
    )
    expect(told(outcome)).toEqual(['long 10 2@100 3@103 reverse'])
    expect(outcome.openTrades).toEqual([])
    expect(outcome.denied).toMatchObject([{ side: 'short', bar: 2, reason: { code: 'SHORT_NOT_ALLOWED' } }])
  })

  test('a rule that wants in and out at once stays out', () => {
    expect(traded([CALM], { 1: { long: true, exitLong: true } }).openTrades).toEqual([])
  })

  test('part of a position closes as a trade of its own with its share of the fee', () => {
    const outcome = traded(
      [CALM, [110, 111, 109, 110], [120, 121, 119, 120]],
      {
        1: { long: true },
        2: { exitLong: true, portion: 0.3 },
        3: { exitLong: true },
      },
      { commission: { fixed: 1 } },
    )
    expect(outcome.trades).toMatchObject([
      { quantity: 3, exitPrice: 110, fees: 1.3, pnl: 28.7 },
      { quantity: 7, exitPrice: 120, fees: 1.7, pnl: 138.3 },
    ])
  })

  test('open positions are marked to the last close, or closed there', () => {
    const rows = [CALM, [104, 106, 103, 105]]
    const open = traded(rows, { 1: { long: true } })
    expect(open.openTrades).toMatchObject([{ price: 105, pnl: 50, mae: -10, mfe: 60 }])
    expect(open.equity.value.at(-1)).toBe(10_050)
    const closed = traded(rows, { 1: { long: true } }, { closeAtEnd: true, commission: { fixed: 2 } })
    expect(told(closed)).toEqual(['long 10 2@100 3@105 end'])
    expect(closed.equity.value.at(-1)).toBe(10_046)
  })

  test('the worst and the best a trade stood at are money, from prices while it was held', () => {
    // entered inside its first bar by a limit: the high of 104 may have been before
    const at = { 1: { long: true, limitPrice: 98 }, 3: { exitLong: true } }
    const outcome = traded(
      [
        [100, 104, 96, 99],
        [99, 103, 97, 100],
        [101, 109, 90, 105],
      ],
      at,
    )
    expect(outcome.trades).toMatchObject([{ entryPrice: 98, exitPrice: 101, mae: -20, mfe: 50 }])
  })
})

describe('leverage and margin', () => {
  const bought = { sizing: { equityFraction: 1 }, leverage: 4, lot: 0.01 }

  test('a position is that many times the equity', () => {
    expect(traded([CALM], { 1: { long: true } }, bought).openTrades).toMatchObject([{ quantity: 400 }])
  })

  test('a margin call closes inside the bar where nothing would be left', () => {
    const outcome = traded([CALM, [100, 100, 70, 80]], { 1: { long: true } }, bought)
    expect(told(outcome)).toEqual(['long 400 2@100 3@75 margin'])
    expect(outcome.equity.value.at(-1)).toBe(0)
    expect(outcome.facts.marginCalls).toBe(1)
  })

  test('a margin call comes earlier where part of the worth must be kept', () => {
    const { trades } = traded(
      [CALM, [100, 100, 70, 80]],
      { 1: { long: true } },
      {
        ...bought,
        maintenancePercent: 10,
      },
    )
    // 400 × p - 30,000 = 10 % of 400 × p
    expect(trades[0]?.exitPrice).toBeCloseTo(30_000 / 360, 9)
  })

  test('a short without a stop is called when its price has doubled', () => {
    const outcome = traded(
      [CALM, [150, 210, 150, 180]],
      { 1: { short: true } },
      {
        sizing: { equityFraction: 1 },
      },
    )
    expect(told(outcome)).toEqual(['short 100 2@100 3@200 margin'])
  })

  test('a stop nearer than the margin call comes first', () => {
    const outcome = traded([CALM, [100, 100, 70, 80]], { 1: { long: true, stopPrice: 90 } }, bought)
    expect(told(outcome)).toEqual(['long 400 2@100 3@90 stop'])
  })
})

describe('costs', () => {
  const at = { 1: { long: true }, 2: { exitLong: true } }
  const rows = [CALM, [110, 111, 109, 110]]
  const fees = (commission: SettingsInput['commission']) => traded(rows, at, { commission }).trades[0]?.fees

  test('percent of the money, money per unit and money per fill add up', () => {
    expect(fees({ percent: 0.1 })).toBe(2.1)
    expect(fees({ perUnit: 0.05 })).toBe(1)
    expect(fees({ fixed: 3 })).toBe(6)
    expect(fees({ percent: 0.1, perUnit: 0.05, fixed: 3 })).toBe(9.1)
  })

  test('an order that waited in the book pays the maker’s fee', () => {
    const outcome = traded(
      [
        [100, 101, 97, 99],
        [99, 106, 99, 100],
      ],
      {
        1: { long: true, limitPrice: 98, targetPrice: 105 },
      },
      { commission: { maker: 0.1, taker: 1 } },
    )
    expect(outcome.trades[0]?.fees).toBe(2.03)
    expect(fees({ maker: 0.1, taker: 1 })).toBe(21)
  })

  test('slippage makes market and stop orders worse and leaves limits alone', () => {
    const slippage = { bps: 100 }
    expect(told(traded(rows, at, { slippage }))).toEqual(['long 10 2@101 3@108.9 signal'])
    const bracket = { 1: { long: true, stopPrice: 95, targetPrice: 105 } }
    expect(told(traded([CALM, [100, 106, 99, 100]], bracket, { slippage }))).toEqual([
      'long 10 2@101 3@105 target',
    ])
    const stopped = traded([CALM, [100, 101, 94, 95]], bracket, { slippage })
    expect(told(stopped)).toEqual(['long 10 2@101 3@94.05 stop'])
    expect(stopped.facts.slippagePaid).toBe(10 + 9.5)
  })

  test('slippage in ticks, and prices rounded to ticks against the trader', () => {
    const slippage = { ticks: 2 }
    expect(told(traded(rows, at, { slippage, tick: 0.25 }))).toEqual(['long 10 2@100.5 3@109.5 signal'])
    const words = { 1: { long: true, stopPrice: 95.1, targetPrice: 105.1 } }
    expect(told(traded([CALM, [100, 101, 94, 95]], words, { tick: 0.25 }))).toEqual([
      'long 10 2@100 3@95 stop',
    ])
    expect(told(traded([CALM, [100, 106, 99, 95]], words, { tick: 0.25 }))).toEqual([
      'long 10 2@100 3@105.25 target',
    ])
  })

  test('a spread is paid once, at the entry', () => {
    expect(told(traded(rows, at, { spread: { bps: 100 } }))).toEqual(['long 10 2@101 3@110 signal'])
  })
})

describe('sizing', () => {
  const bought = (settings: SettingsInput, words: Said = {}) =>
    traded([CALM], { 1: { long: true, ...words } }, settings)
  const quantity = (settings: SettingsInput, words?: Said) => bought(settings, words).openTrades[0]?.quantity
  const refusal = (settings: SettingsInput, words?: Said) => bought(settings, words).denied[0]?.reason

  test('a fraction of equity is rounded down to the lot after costs', () => {
    expect(quantity({ sizing: { equityFraction: 1 } })).toBe(100)
    expect(quantity({ sizing: { equityFraction: 1 }, commission: { percent: 0.1 } })).toBe(99)
    expect(quantity({ sizing: { equityFraction: 1 }, commission: { percent: 0.1 }, lot: 0.01 })).toBe(99.9)
    expect(quantity({ sizing: { equityFraction: 1 }, commission: { fixed: 100 } })).toBe(99)
  })

  test('a lot that binary fractions blur is not lost', () => {
    // 0.3 / 0.1 is 2.9999999999999996
    const bars = barsOf([CALM, CALM, CALM].map(row => row.map(price => price / 1000)))
    const { openTrades } = simulate({
      symbol: 'TEST',
      bars,
      signals: said(3, { 1: { long: true } }),
      settings: settingsOf({ cash: 0.3, commission: {}, lot: 0.1, warmUp: 'first' }),
    })
    expect(openTrades[0]?.quantity).toBe(3)
  })

  test('a fixed notional and a risk per trade', () => {
    expect(quantity({ sizing: { notional: 950 } })).toBe(9)
    // 1 % of 10,000 over a stop 4 away
    expect(quantity({ sizing: { riskPerTrade: 0.01 } }, { stopPrice: 96 })).toBe(25)
    expect(bought({ sizing: { riskPerTrade: 0.01 } }, { stopPrice: 96 }).openTrades[0]?.risk).toBe(100)
    // as much as there is money for
    expect(quantity({ sizing: { riskPerTrade: 0.05 } }, { stopPrice: 98 })).toBe(100)
    expect(refusal({ sizing: { riskPerTrade: 0.01 } })).toEqual({ code: 'NO_STOP_TO_SIZE_BY' })
  })

  test('the rule’s own size goes before the settings', () => {
    expect(quantity({}, { size: 0.25 })).toBe(25)
    expect(quantity({}, { quantity: 7 })).toBe(7)
  })

  test('less than a lot, less than the minimum and more than there is are denied with their reason', () => {
    expect(refusal({ sizing: { notional: 50 } })).toEqual({ code: 'BELOW_LOT', lot: 1 })
    expect(refusal({ minNotional: 2_000 })).toEqual({
      code: 'BELOW_MINIMUM_NOTIONAL',
      notional: 1_000,
      minimum: 2_000,
    })
    expect(refusal({ sizing: { units: 101 } })).toEqual({
      code: 'INSUFFICIENT_FUNDS',
      needed: 10_100,
      free: 10_000,
    })
  })
})

describe('the period', () => {
  const rows = [CALM, CALM, CALM]
  const at = { 0: { long: true }, 2: { long: true } }

  test('bars before `from` are only looked back at, and bars after `to` are not there', () => {
    const { openTrades, equity, facts } = traded(rows, at, { from: '2024-01-02', to: '2024-01-04' })
    expect(openTrades).toMatchObject([{ entryBar: 3 }])
    expect([...equity.time]).toEqual([Date.UTC(2024, 0, 2), Date.UTC(2024, 0, 3), Date.UTC(2024, 0, 4)])
    expect(facts).toMatchObject({ bars: 3, firstTradableBar: 1 })
  })

  test('a period without bars has no trades and no equity', () => {
    const { trades, equity, facts } = traded(rows, at, { from: '2030-01-01' })
    expect([trades, equity.value.length, facts.bars, facts.firstTradableBar]).toEqual([[], 0, 0, null])
  })

  test('no bars at all', () => {
    const none = simulate({
      symbol: 'TEST',
      bars: barsOf([]),
      signals: said(0, {}),
      settings: settingsOf({ closeAtEnd: true }),
    })
    expect([none.trades, none.openTrades, none.equity.value.length]).toEqual([[], [], 0])
  })
})
