import { describe, expect, it } from 'vitest'
import { METRIC_CARDS } from '@/server/engine/report/cards'
import { METRICS } from '@/server/engine/report/metrics/index'
import { standingOf } from '@/server/engine/report/standing'
import { statsOf } from '@/server/engine/report/stats'
import { VIEWS } from '@/server/engine/report/views/define'
import { VARIANTS } from '@/server/engine/report/views/index'
import { openTradeOf, runOf, tradeOf } from './run'

describe('what stood in the market', () => {
  const trades = [
    tradeOf({ symbol: 'A', entryBar: 1, exitBar: 3, quantity: 10 }),
    tradeOf({ symbol: 'B', entryBar: 2, exitBar: 4, quantity: 5, side: 'short' }),
  ]
  const openTrades = [openTradeOf({ symbol: 'A', entryBar: 4, quantity: 2 })]
  const quotes = {
    A: {
      high: Float64Array.of(12, 12, 12, 12, 12),
      low: Float64Array.of(9, 9, 9, 9, 9),
      close: Float64Array.of(10, 10, NaN, 10, 11),
    },
    B: {
      high: Float64Array.of(21, 21, 21, 22, 21),
      low: Float64Array.of(19, 19, 19, 19, 19),
      close: Float64Array.of(20, 20, 20, 20, 20),
    },
  }
  const input = runOf({ equity: [1000, 1000, 1000, 1000, 1000], trades, openTrades })
  const standing = standingOf({
    ...input,
    quotesOf: symbol => (symbol === 'A' || symbol === 'B' ? quotes[symbol] : null),
  })

  it('is counted at each close, from entry to before the exit', () => {
    expect([...standing.exposure.gross]).toEqual([0, 100, 200, 100, 22])
    expect([...standing.exposure.net]).toEqual([0, 100, 0, -100, 22])
  })

  it('is worth least at the low of what is long and the high of what is short; without a bar at its last close', () => {
    expect([...standing.worstEquity]).toEqual([1000, 990, 995, 990, 996])
  })

  it('gives the metrics that need it', () => {
    const { stats } = statsOf({ ...input, ...standing })
    expect(stats['max-exposure']).toBe(0.2)
    expect(stats['max-net-exposure']).toBe(0.1)
    expect(stats['average-exposure']).toBeCloseTo(0.0844, 12)
    expect(stats['max-drawdown-intrabar']).toBeCloseTo(0.01, 12)
    expect(stats['max-drawdown']).toBe(0)
  })
})

describe('cards', () => {
  it('there is one for each metric, as plain data', () => {
    expect(METRIC_CARDS.map(({ id }) => id)).toEqual(METRICS.map(({ id }) => id))
    expect(JSON.parse(JSON.stringify(METRIC_CARDS))).toEqual(METRIC_CARDS)
    expect(Object.keys(METRIC_CARDS.find(({ id }) => id === 'sharpe')!.elsewhere)).toEqual([...VIEWS])
  })

  it('no view speaks of a metric that is not there', () => {
    const ids = new Set(METRICS.map(({ id }) => id))
    for (const view of VIEWS) for (const { metric } of VARIANTS[view]) expect(ids).toContain(metric)
  })
})
