import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { catalogue } from '@/sandbox/catalogue'
import { compileDocument } from '@/sandbox/compile/compile'
import type { BarColumns } from '@/sandbox/ir/bars'
import { runScripts } from '@/sandbox/run/scripts'
import { tapeOf } from '@/sandbox/run/tape'
import { backtest } from '@/server/engine/backtest/backtest'
import type { Outcome } from '@/server/engine/backtest/result'
import { openRule } from '@/server/engine/backtest/rule'
import { type SettingsInput, settingsOf } from '@/server/engine/backtest/settings'
import { nodeFence } from '@/server/guests/nodeFence'
import { CsvReader } from '@/server/market/csv/reader'
import { barsOf, drive, type Look, type Said } from './drive'

// Backtests of an independent program, read where they are; its conventions stand in CONVENTIONS.json beside them.
const KNOWN = process.env.KNOWN_DIR ?? path.resolve(import.meta.dirname, '../../../../shared/known')
const DATA = path.resolve(KNOWN, '../data')
const there = existsSync(KNOWN)

interface Known {
  readonly data: { readonly file: string; readonly rows?: readonly (readonly number[])[] }
  readonly execution: {
    readonly cash: number
    readonly commission: number | readonly [number, number]
    readonly spread: number
    readonly exclusive_orders: boolean
    readonly finalize_trades: boolean
  }
  readonly first_eval_bar: number
  readonly expected: {
    readonly trades: readonly {
      readonly entry_bar: number
      readonly exit_bar: number
      readonly side: 'long' | 'short'
      readonly units: number
      readonly entry_price: number
      readonly exit_price: number
      readonly pnl: number
      readonly return_pct: number
      readonly commission: number
    }[]
    readonly open_trades_at_end: readonly {
      readonly entry_bar: number
      readonly side: string
      readonly units: number
      readonly entry_price: number
    }[]
    readonly final_equity: number
    readonly equity_curve: readonly number[]
  }
}

const read = (id: string): Known => JSON.parse(readFileSync(path.join(KNOWN, `${id}.json`), 'utf8'))

function barsIn({ data }: Known): BarColumns {
  if (data.rows) return barsOf(data.rows)
  const reader = new CsvReader()
  reader.push(readFileSync(path.join(DATA, data.file)))
  const result = reader.finish()
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.bars
}

/** The settings that express how that program trades: whole units, fees on both sides, a spread at the entry. */
const settingsFor = ({ execution }: Known): SettingsInput => {
  const { commission } = execution
  const [fixed, rate] = typeof commission === 'number' ? [0, commission] : commission
  return {
    cash: execution.cash,
    commission: { fixed, percent: rate * 100 },
    spread: { bps: execution.spread * 10_000 },
    lot: 1,
    exclusive: execution.exclusive_orders,
    closeAtEnd: execution.finalize_trades,
    warmUp: 'first',
  }
}

const near = (actual: number, expected: number, what: string) =>
  expect(Math.abs(actual - expected), `${what}: ${actual} against ${expected}`).toBeLessThanOrEqual(
    1e-6 * Math.max(1, Math.abs(expected)),
  )

function agrees(outcome: Outcome, { expected }: Known): void {
  const byTime = [...outcome.trades].sort((a, b) => a.exitBar - b.exitBar || a.entryBar - b.entryBar)
  const theirs = [...expected.trades].sort((a, b) => a.exit_bar - b.exit_bar || a.entry_bar - b.entry_bar)
  expect(byTime.map(({ entryBar, exitBar, side, quantity }) => [entryBar, exitBar, side, quantity])).toEqual(
    theirs.map(({ entry_bar, exit_bar, side, units }) => [entry_bar, exit_bar, side, units]),
  )
  for (const [n, trade] of byTime.entries()) {
    const other = theirs[n]!
    near(trade.entryPrice, other.entry_price, `entry price of trade ${n}`)
    near(trade.exitPrice, other.exit_price, `exit price of trade ${n}`)
    near(trade.pnl, other.pnl, `profit of trade ${n}`)
    near(trade.fees, other.commission, `fees of trade ${n}`)
    near(trade.returnPct, other.return_pct, `return of trade ${n}`)
  }
  expect(
    outcome.openTrades.map(({ entryBar, side, quantity, entryPrice }) => [
      entryBar,
      side,
      quantity,
      entryPrice,
    ]),
  ).toEqual(
    expected.open_trades_at_end.map(({ entry_bar, side, units, entry_price }) => [
      entry_bar,
      side,
      units,
      entry_price,
    ]),
  )
  near(outcome.equity.value.at(-1)!, expected.final_equity, 'final equity')
  for (const [bar, value] of expected.equity_curve.entries())
    near(outcome.equity.value[bar]!, value, `equity at bar ${bar}`)
}

interface Micro {
  readonly settings?: SettingsInput
  /** By the bar of the signal. */
  readonly says: Readonly<Record<number, Said>>
}

const buy = (quantity: number, more: Said = {}): Said => ({ long: true, quantity, ...more })
const sell = (quantity: number, more: Said = {}): Said => ({ short: true, quantity, ...more })

const micro: Readonly<Record<string, Micro>> = {
  'm01-commission-both-sides': { says: { 1: buy(100, { targetPrice: 3 }) } },
  'm02-next-open': { says: { 2: buy(10), 5: { exitLong: true } } },
  'm03-same-bar-stop-after-market': { says: { 1: buy(10, { stopPrice: 95, targetPrice: 110 }) } },
  'm04-both-hit-stop-first': { says: { 1: buy(10, { stopPrice: 95, targetPrice: 110 }) } },
  'm05-gap-through-stop': { says: { 1: buy(10, { stopPrice: 95 }) } },
  'm06-gap-through-target': { says: { 1: buy(10, { targetPrice: 110 }) } },
  'm07-limit-better-open': { says: { 1: buy(10, { limitPrice: 98 }) } },
  'm08-limit-touch': { says: { 1: buy(10, { limitPrice: 98 }) } },
  'm09-stop-entry-gap': { says: { 1: buy(10, { entryStop: 105 }) } },
  'm10-short-bracket': { says: { 1: sell(10, { stopPrice: 105, targetPrice: 88 }) } },
  'm11-relative-size-floor': { says: { 1: { long: true, size: 0.5 }, 3: { exitLong: true } } },
  'm12-flip-exclusive': { says: { 1: { long: true }, 3: { short: true }, 5: { exitShort: true } } },
  'm13-partial-close': {
    says: { 1: buy(25), 3: { exitLong: true, portion: 0.5 }, 4: { exitLong: true } },
  },
  'm14-fifo-netting': {
    settings: { pyramiding: 2 },
    says: { 1: buy(10), 2: buy(10), 3: { exitLong: true, portion: 0.75 } },
  },
  'm15-trailing-up-only': {
    settings: { moveStops: true },
    says: { 1: buy(10, { stopPrice: 95 }), 2: { stopPrice: 98 }, 3: { stopPrice: 103.5 } },
  },
  'm16-stop-limit': { says: { 1: buy(10, { entryStop: 105, limitPrice: 105.5 }) } },
  'm17-spread-entry-only': { says: { 2: buy(10), 4: { exitLong: true } } },
  'm18-insufficient-funds': { says: { 2: buy(10), 4: buy(5) } },
}

describe.skipIf(!there)('known micro cases', () => {
  test.each(Object.entries(micro))('%s', (id, { settings, says }) => {
    const known = read(id)
    agrees(
      drive(barsIn(known), { ...settingsFor(known), ...settings }, bar => says[bar] ?? {}),
      known,
    )
  })

  test('an order too large for the cash is denied with what it needed', () => {
    const known = read('m18-insufficient-funds')
    const { denied } = drive(barsIn(known), settingsFor(known), bar => (bar === 2 ? buy(10) : {}))
    expect(denied).toMatchObject([
      { bar: 2, reason: { code: 'INSUFFICIENT_FUNDS', needed: 1030, free: 1000 } },
    ])
  })
})

/** A formula's columns over the case's bars. */
function columnsOf(body: string, bars: BarColumns, fence: Awaited<ReturnType<typeof nodeFence>>) {
  const document = `export default strategy({ name: 'Known' }, ({ open, high, low, close, ta }) => {\n${body}\n})`
  const compiled = compileDocument(fence, { kind: 'formula', document })
  if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join(' '))
  const work = runScripts(compiled.program, { timeframe: '1d', catalogue, tape: tapeOf(bars) })
  const done = work.next()
  if (!done.done) throw new Error('A formula has no script.')
  const { plan, run } = done.value
  return (name: string): Float64Array => {
    const sink = plan.merged.sinks[0]?.find(each => each.name === `columns.${name}`)
    if (!sink) throw new Error(`There is no column ${name}.`)
    return run.collected(sink.node)
  }
}

interface Case {
  readonly formula: string
  readonly settings?: SettingsInput
  readonly rule: (
    column: (name: string) => Float64Array,
    bars: BarColumns,
    known: Known,
  ) => (bar: number, look: Look) => Said
}

const CROSSES = `const upward = ago(fast, 1) < ago(slow, 1) && fast > slow
  const downward = ago(fast, 1) > ago(slow, 1) && fast < slow`
const averages = (fast: number, slow: number) => `const fast = ta.sma(close, ${fast})
  const slow = ta.sma(close, ${slow})
  ${CROSSES}
  return { columns: { fast, slow, upward, downward } }`

const flips: Case['rule'] = column => {
  const [upward, downward] = [column('upward'), column('downward')]
  return bar => ({ long: upward[bar]!, short: downward[bar]! })
}

const cases: Readonly<Record<string, Case>> = {
  'k01-sma-cross-readme': { formula: averages(10, 20), rule: flips },
  'k05-sma-cross-fixed-plus-pct-fee': {
    formula: averages(10, 20),
    // that program reserves the fixed fee for each unit when it sizes
    rule: (column, { open, close }, { execution }) => {
      const [upward, downward] = [column('upward'), column('downward')]
      const [fixed, rate] = execution.commission as readonly [number, number]
      const spread = execution.spread
      return (bar, { position: { side, quantity }, free }) => {
        const direction = upward[bar] === 1 ? 1 : downward[bar] === 1 ? -1 : 0
        const next = open[bar + 1]
        if (direction === 0 || next === undefined) return {}
        // what is free once the old position is closed at the same open
        const fee = side === 0 ? 0 : fixed + rate * quantity * next
        const after = side === 0 ? free : free + held(side, quantity, close[bar]!, next) - fee
        const price = next * (1 + direction * spread)
        return {
          long: direction === 1,
          short: direction === -1,
          quantity: Math.floor(after / (price + fixed + rate * next)),
        }
      }
    },
  },
  'k06-buy-and-hold': {
    formula: 'return { columns: { close } }',
    rule:
      (_, { time }) =>
      bar => ({ long: bar === 1, exitLong: bar === time.length - 2 }),
  },
  'k07-rsi-mean-reversion': {
    formula: 'return { columns: { rsi: ta.rsi(close, 14) } }',
    rule: column => {
      const rsi = column('rsi')
      return bar => ({ long: rsi[bar]! < 30, exitLong: rsi[bar]! > 55 })
    },
  },
  'k10-bollinger-breakout': {
    formula: 'const { upper, middle } = ta.bb(close, 20, 2)\n  return { columns: { upper, middle } }',
    rule: (column, { close }) => {
      const [upper, middle] = [column('upper'), column('middle')]
      return bar => ({ long: close[bar]! > upper[bar]!, exitLong: close[bar]! < middle[bar]! })
    },
  },
  'k12-macd-flip': {
    formula: `const { macd: fast, signal: slow } = ta.macd(close, 12, 26, 9)
  ${CROSSES}
  return { columns: { upward, downward } }`,
    rule: flips,
  },
  'k15-bracket-sl5-tp10': {
    formula: averages(10, 30),
    rule: (column, { close }) => {
      const [upward, downward] = [column('upward'), column('downward')]
      return bar => {
        const price = close[bar]!
        const up = upward[bar] === 1
        return {
          long: up,
          short: downward[bar]!,
          stopPrice: price * (up ? 0.95 : 1.05),
          targetPrice: price * (up ? 1.1 : 0.9),
        }
      }
    },
  },
  'k17-pct-trailing-stop': {
    formula: averages(5, 20),
    settings: { trailing: { percent: 7, from: 'close', start: 'close' } },
    rule: (column, { close }) => {
      const upward = column('upward')
      return bar => ({ long: upward[bar]!, stopPrice: 0.93 * close[bar]! })
    },
  },
  'k19-limit-dip-buyer': {
    formula: 'return { columns: { trend: close > ta.sma(close, 100) } }',
    settings: { entryOrder: { bars: 5, replace: false }, bracket: 'nextBar' },
    rule: (column, { close }) => {
      const trend = column('trend')
      return bar => {
        const price = close[bar]!
        return {
          long: trend[bar]!,
          limitPrice: 0.97 * price,
          stopPrice: 0.92 * price,
          targetPrice: 1.04 * price,
        }
      }
    },
  },
  'k22-multi-timeframe-docs': {
    formula: `const [a, b, c, d] = [10, 20, 50, 100].map(length => ta.sma(close, length))
  return { columns: { a, trend: a > b && b > c && c > d && close > a } }`,
    rule: (column, { time, close }) => {
      const [trend, mean] = [column('trend'), column('a')]
      const daily = normalisedRsi(close, 30)
      const weekly = weeklySeen(time, close, closes => normalisedRsi(closes, 30))
      return (bar, { position }) => {
        const price = close[bar]!
        const strong = daily[bar]! > 70 && weekly[bar]! > 70 && weekly[bar]! > daily[bar]!
        if (position.side === 0) return { long: strong && trend[bar] === 1, stopPrice: 0.92 * price }
        return { exitLong: price < 0.98 * mean[bar]! }
      }
    },
  },
  'k24-signal-trailing-library': {
    formula: averages(10, 25),
    settings: {
      sizing: { freeFraction: 0.95 },
      pyramiding: 20,
      trailing: { from: 'close', distance: 'current', start: 'close' },
    },
    rule: (column, { high, low, close }) => {
      const [fast, slow] = [column('fast'), column('slow')]
      const above = (bar: number) => fast[bar]! > slow[bar]!
      const range = close.map((_, bar) =>
        Math.max(
          high[bar]! - low[bar]!,
          Math.abs(high[bar]! - close[bar - 1]!),
          Math.abs(low[bar]! - close[bar - 1]!),
        ),
      )
      const mean = (bar: number) => range.subarray(bar - 99, bar + 1).reduce((sum, x) => sum + x / 100, 0)
      return bar => ({
        long: above(bar) && bar > 0 && !above(bar - 1),
        trailDistance: 2 * mean(Math.max(100, bar)),
      })
    },
  },
  'k26-scale-out-half': {
    formula: averages(20, 50),
    settings: { sizing: { equityFraction: 0.95 } },
    rule: (column, { close }) => {
      const [upward, slow] = [column('upward'), column('slow')]
      let halved = false
      return (bar, { position }) => {
        if (position.side === 0) {
          halved = false
          return { long: upward[bar]! }
        }
        if (!halved && close[bar]! >= 1.1 * position.entryPrice) {
          halved = true
          return { exitLong: true, portion: halfToEven(position.quantity) / position.quantity }
        }
        return { exitLong: close[bar]! < slow[bar]! }
      }
    },
  },
  'k29-stoch-adx-filter': {
    formula: `const { k, d } = ta.stoch(14, 3, 3)
  const { adx } = ta.adx(14)
  const up = ago(k, 1) < ago(d, 1) && k > d
  const down = ago(k, 1) > ago(d, 1) && k < d
  return { columns: { enter: adx < 25 && k < 20 && up, leave: k > 80 && down } }`,
    rule: (column, { close }) => {
      const [enter, leave] = [column('enter'), column('leave')]
      return bar => ({ long: enter[bar]!, exitLong: leave[bar]!, stopPrice: 0.95 * close[bar]! })
    },
  },
}

/** Gains over losses, both averaged with weights that fade by 1 / (length + 1) a bar and add up to one from the first bar on. */
function normalisedRsi(close: Float64Array, length: number): Float64Array {
  const fade = 1 - 1 / (length + 1)
  const rsi = new Float64Array(close.length).fill(Number.NaN)
  let [gains, losses] = [0, 0]
  for (let bar = 1; bar < close.length; bar++) {
    const change = close[bar]! - close[bar - 1]!
    gains = gains * fade + Math.max(0, change)
    losses = losses * fade + Math.max(0, -change)
    rsi[bar] = 100 - 100 / (1 + gains / losses)
  }
  return rsi
}

/** A value of the weeks that end on Fridays, seen from the bar of that day on until the next one. */
function weeklySeen(
  time: Float64Array,
  close: Float64Array,
  of: (closes: Float64Array) => Float64Array,
): Float64Array {
  const DAY_MS = 86_400_000
  const fridays: number[] = []
  const closes: number[] = []
  for (const [bar, at] of time.entries()) {
    const friday = at + ((5 - new Date(at).getUTCDay() + 7) % 7) * DAY_MS
    if (fridays.at(-1) !== friday) {
      fridays.push(friday)
      closes.push(0)
    }
    closes[closes.length - 1] = close[bar]!
  }
  const values = of(Float64Array.from(closes))
  return time.map(at => values[fridays.findLastIndex(friday => friday <= at)] ?? Number.NaN)
}

/** What closing a position at `price` frees, valued at `close` before: its margin and what it has gained since. */
const held = (side: number, quantity: number, close: number, price: number): number =>
  quantity * close + side * quantity * (price - close)

const halfToEven = (units: number): number => {
  const half = units / 2
  const down = Math.floor(half)
  return Math.max(1, half - down === 0.5 ? down + (down % 2) : Math.round(half))
}

describe.skipIf(!there)('known strategies', async () => {
  const fence = await nodeFence()
  test.each(Object.entries(cases))('%s', (id, { formula, settings, rule }) => {
    const known = read(id)
    const bars = barsIn(known)
    const says = rule(columnsOf(formula, bars, fence), bars, known)
    const first = known.first_eval_bar
    agrees(
      drive(bars, { ...settingsFor(known), ...settings }, (bar, look) =>
        bar < first ? {} : says(bar, look),
      ),
      known,
    )
  })
})

/** The same strategies as a user writes them, under settings of the contract alone. */
const documents: Readonly<Record<string, { readonly body: string; readonly settings: SettingsInput }>> = {
  'k01-sma-cross-readme': {
    body: `const fast = ta.sma(close, 10), slow = ta.sma(close, 20)
  return { long: ta.crossover(fast, slow), short: ta.crossunder(fast, slow) }`,
    settings: {},
  },
  'k07-rsi-mean-reversion': {
    body: `const rsi = ta.rsi(close, 14)
  return { long: rsi < 30, exitLong: rsi > 55 }`,
    settings: {},
  },
  'k10-bollinger-breakout': {
    body: `const { upper, middle } = ta.bb(close, 20, 2)
  return { long: close > upper, exitLong: close < middle }`,
    settings: {},
  },
  'k12-macd-flip': {
    body: `const { macd, signal } = ta.macd(close, 12, 26, 9)
  return { long: ta.crossover(macd, signal), short: ta.crossunder(macd, signal) }`,
    settings: { warmUp: 'first' },
  },
  'k15-bracket-sl5-tp10': {
    body: `const fast = ta.sma(close, 10), slow = ta.sma(close, 30)
  const up = ta.crossover(fast, slow)
  return {
    long: up,
    short: ta.crossunder(fast, slow),
    stopPrice: close * where(up, 0.95, 1.05),
    targetPrice: close * where(up, 1.1, 0.9),
  }`,
    settings: {},
  },
}

describe.skipIf(!there)('known strategies as documents', async () => {
  const fence = await nodeFence()
  test.each(Object.entries(documents))('%s', (id, { body, settings: own }) => {
    const known = read(id)
    const bars = barsIn(known)
    const document = `export default strategy({ name: 'Known' }, ({ close, ta }) => {\n${body}\n})`
    const compiled = compileDocument(fence, { kind: 'formula', document })
    if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join(' '))
    const { warmUp: _, ...settled } = settingsFor(known)
    // that program asks its rule from this bar on; all before it is its warm-up
    const settings = settingsOf({ ...settled, from: bars.time[known.first_eval_bar]!, ...own })
    const rule = openRule(compiled.program, { timeframe: '1d', catalogue, settings })
    if (!rule) throw new Error('The strategy can be traded.')
    const work = backtest({
      rule,
      settings,
      symbols: [{ symbol: 'GOOG', bars: { own: bars, others: () => null } }],
    })
    const done = work.next()
    if (!done.done) throw new Error('A formula has no script.')
    const { outcome } = done.value
    const { equity_curve, ...expected } = known.expected
    agrees(outcome, {
      ...known,
      expected: { ...expected, equity_curve: equity_curve.slice(known.first_eval_bar) },
    })
  })
})
