import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Trade } from '@/server/engine/backtest/result'
import { Facts } from '@/server/engine/report/facts'
import { statsFrom } from '@/server/engine/report/stats'
import { statsAs } from '@/server/engine/report/views/index'
import { DAY, runOf, tradeOf } from './run'

const SHARED = process.env.SLUICE_SHARED ?? path.resolve(import.meta.dirname, '../../../../shared')
const KNOWN = path.join(SHARED, 'known')

interface KnownTrade {
  readonly entry_bar: number
  readonly exit_bar: number
  readonly entry_time: number
  readonly exit_time: number
  readonly side: 'long' | 'short'
  readonly units: number
  readonly entry_price: number
  readonly exit_price: number
  readonly pnl: number
  readonly return_pct: number
  readonly commission: number
}

interface Known {
  readonly title: string
  readonly data: { readonly file: string; readonly rows?: readonly (readonly number[])[] }
  readonly first_eval_bar: number
  readonly execution: { readonly cash: number }
  readonly expected: {
    readonly trades: readonly KnownTrade[]
    readonly open_trades_at_end: readonly unknown[]
    readonly stats: Readonly<Record<string, number | { readonly ms: number } | null>>
    readonly derived: Readonly<Record<string, number | null>>
    readonly equity_curve: readonly number[]
  }
}

const files = existsSync(KNOWN) ? readdirSync(KNOWN).filter(name => /^[km]\d.*\.json$/.test(name)) : []

function pricesOf({ data, expected }: Known): { time: number[]; close: number[] } {
  const start = expected.stats.Start as number
  if (data.rows)
    return { time: data.rows.map((_, bar) => start + bar * DAY), close: data.rows.map(row => row[3]!) }
  const lines = readFileSync(path.join(SHARED, 'data', data.file), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
  const cells = lines.map(line => line.split(','))
  return {
    time: cells.map(([time]) => Date.parse(time ?? '') || Number(time)),
    close: cells.map(row => Number(row[4])),
  }
}

const tradesOf = ({ expected }: Known): Partial<Trade>[] =>
  expected.trades.map(trade =>
    tradeOf({
      side: trade.side,
      entryBar: trade.entry_bar,
      entryTime: trade.entry_time,
      entryPrice: trade.entry_price,
      exitBar: trade.exit_bar,
      exitTime: trade.exit_time,
      exitPrice: trade.exit_price,
      quantity: trade.units,
      pnl: trade.pnl,
      returnPct: trade.return_pct,
      fees: trade.commission,
    }),
  )

/** Its names for ours, and what to divide its percent by. */
const OURS: Readonly<Record<string, readonly [string, number]>> = {
  'Equity Final [$]': ['final-equity', 1],
  'Equity Peak [$]': ['peak-equity', 1],
  'Return [%]': ['total-return', 100],
  'Max. Drawdown [%]': ['max-drawdown', -100],
  '# Trades': ['trades', 1],
  'Win Rate [%]': ['win-rate', 100],
  'Best Trade [%]': ['best-trade', 100],
  'Worst Trade [%]': ['worst-trade', 100],
  'Expectancy [%]': ['expectancy-percent', 100],
}

const THEIRS: Readonly<Record<string, readonly [string, number]>> = {
  'Exposure Time [%]': ['time-in-market', 100],
  'Buy & Hold Return [%]': ['buy-and-hold-return', 100],
  'Return (Ann.) [%]': ['annual-return', 100],
  'Volatility (Ann.) [%]': ['volatility', 100],
  'CAGR [%]': ['cagr', 100],
  'Sharpe Ratio': ['sharpe', 1],
  'Sortino Ratio': ['sortino', 1],
  'Calmar Ratio': ['calmar', 1],
  'Alpha [%]': ['alpha', 100],
  Beta: ['beta', 1],
  'Avg. Drawdown [%]': ['average-drawdown', -100],
  'Profit Factor': ['profit-factor', 1],
  SQN: ['sqn', 1],
  'Kelly Criterion': ['kelly', 1],
}

describe.skipIf(files.length === 0)('statistics of an independent backtester', () => {
  for (const file of files) {
    const known = JSON.parse(readFileSync(path.join(KNOWN, file), 'utf8')) as Known
    const { expected } = known
    const { time, close } = pricesOf(known)
    const facts = new Facts(
      runOf({
        equity: expected.equity_curve,
        time,
        trades: tradesOf(known),
        benchmark: {
          title: file,
          close: Float64Array.from(close),
          // it counts from the bar before the first one that may trade
          firstBar: Math.max(0, known.first_eval_bar - 1),
          feeRate: 0,
        },
        settings: { periodsPerYear: null },
      }),
    )
    const { stats } = statsFrom(facts)

    it(`${file}: what both define alike is alike`, () => {
      for (const [name, [id, scale]] of Object.entries(OURS))
        near(stats[id], expected.stats[name], scale, name)
      near(stats['net-profit'], expected.derived.net_profit, 1, 'net profit')
      near(stats['gross-profit'], expected.derived.gross_profit, 1, 'gross profit')
      near(stats['gross-loss'], expected.derived.gross_loss, -1, 'gross loss')
      near(stats['profit-factor'], expected.derived.pnl_profit_factor, 1, 'profit factor')
      near(stats.wins, expected.derived.wins, 1, 'wins')
      near(stats.losses, expected.derived.losses, 1, 'losses')
      const longest = expected.stats['Max. Drawdown Duration']
      if (longest && typeof longest === 'object') expect(stats['max-drawdown-duration']).toBe(longest.ms)
    })

    it(`${file}: seen as backtesting.py the rest agrees too`, () => {
      const { stats: viewed } = statsAs('backtesting.py', facts)
      for (const [name, [id, scale]] of Object.entries(THEIRS)) {
        expect(viewed, name).toHaveProperty(id)
        near(viewed[id], expected.stats[name], scale, name)
      }
    })
  }
})

function near(ours: number | null | undefined, theirs: unknown, scale: number, name: string): void {
  if (typeof theirs !== 'number') return
  // it says 0 where we say that there is nothing to divide
  const value = ours ?? 0
  const expected = theirs / scale
  const apart = Math.abs(value - expected)
  expect(apart, `${name}: ours ${value}, theirs ${expected}`).toBeLessThanOrEqual(
    1e-9 + 1e-6 * Math.abs(expected),
  )
}
