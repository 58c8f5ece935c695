import fc from 'fast-check'
import { expect, test } from 'vitest'
import { catalogue } from '@/sandbox/catalogue'
import { backtest } from '@/server/engine/backtest/backtest'
import { openRule } from '@/server/engine/backtest/rule'
import { evaluate } from '@/server/engine/optimise/evaluate'
import { type Candidate, type Market, settingsWithin } from '@/server/engine/optimise/market'
import { trialsOf } from '@/server/engine/optimise/space'
import { type Params, TRIAL_STATS, type TrialPeriod } from '@/server/engine/optimise/types'
import { reportInputOf } from '@/server/engine/report/fromOutcome'
import { statsOf } from '@/server/engine/report/stats'
import { nodeFence } from '@/server/guests/nodeFence'
import { scriptSessions } from '@/test/engine/backtest/sessions'
import { CROSS, candidatesOf, DAY_MS, daily, finished, HOLDER, marketOf, SCRIPTED } from './searching'

const SEED = 4_242
const fence = await nodeFence()
const WHOLE: readonly TrialPeriod[] = [{}]

/** A trial's numbers by way of an ordinary backtest and its report. */
function alone(candidate: Candidate, market: Market, period: TrialPeriod): Record<string, number | null> {
  if (!('program' in candidate)) throw new Error(candidate.failed)
  const settings = settingsWithin(market.settings, period)
  const rule = openRule(candidate.program, { timeframe: market.timeframe, catalogue, settings })
  if (!rule) throw new Error('The program can be traded.')
  const sessions = scriptSessions(fence)
  const work = backtest({ rule, settings, symbols: market.symbols })
  let step = work.next()
  while (!step.done) step = work.next(sessions.answer(step.value))
  sessions.close()
  const { outcome } = step.value
  const around = { barMs: DAY_MS, periodsPerYear: null, dayStartMs: 0, trials: 1, benchmark: null }
  const { stats } = statsOf(reportInputOf(outcome, settings, around), TRIAL_STATS)
  return { ...stats }
}

const run = (candidates: readonly Candidate[], market: Market, periods = WHOLE, room?: number) =>
  finished(evaluate(candidates, { market, periods, ...(room !== undefined && { room }) }), fence)

const grid = fc.record({
  fast: fc.uniqueArray(fc.integer({ min: 2, max: 30 }), { minLength: 1, maxLength: 4 }),
  slow: fc.uniqueArray(fc.integer({ min: 5, max: 90 }), { minLength: 1, maxLength: 4 }),
  symbols: fc.integer({ min: 1, max: 3 }),
  bars: fc.integer({ min: 3, max: 260 }),
  seed: fc.integer({ min: 1, max: 1_000 }),
  split: fc.integer({ min: 1, max: 16 }),
  room: fc.integer({ min: 1, max: 4_000 }),
})

test(`every trial of a merged grid has the bits of that trial alone, however it is cut (seed ${SEED})`, () => {
  fc.assert(
    fc.property(grid, ({ fast, slow, symbols, bars, seed, split, room }) => {
      const space = {
        params: { fast: { kind: 'values', values: fast }, slow: { kind: 'values', values: slow } },
        sampling: { kind: 'grid' },
      } as const
      const first = candidatesOf(fence, CROSS, [{}])[0]
      if (!first || !('program' in first)) throw new Error('The document compiles.')
      const read = trialsOf(space, first.program.params)
      if (!read.ok) throw new Error(read.problems[0]?.message)
      const candidates = candidatesOf(fence, CROSS, read.trials)
      const market = marketOf(
        Array.from({ length: symbols }, (_, at) => daily(bars - (at % bars), seed + at)),
        { maxPositions: 2, sizing: { equityFraction: 0.5 } },
      )
      const periods = [{}, { from: market.symbols[0]!.bars.own.time[Math.floor(bars / 3)]! }]
      const whole = run(candidates, market, periods)
      for (const [at, result] of whole.entries()) {
        expect(result.failed).toBeNull()
        for (const [k, period] of periods.entries())
          expect(result.periods[k]?.stats).toEqual(alone(candidates[at]!, market, period))
      }
      const parts = Array.from({ length: Math.ceil(candidates.length / split) }, (_, part) =>
        run(candidates.slice(part * split, (part + 1) * split), market, periods, room),
      )
      expect(parts.flat()).toEqual(whole)
    }),
    { seed: SEED, numRuns: 40 },
  )
}, 120_000)

test('programs that rank have the numbers of an ordinary backtest, over every period', () => {
  const document = `export default strategy({ name: 'Strong', timeframe: '1d', params: { n: int(20, 2, 90) } },
    ({ close, ta, params }) => ({ score: ta.roc(close, params.n), filter: close > ta.sma(close, params.n), columns: { n: ta.ema(close, 9) } }))`
  const market = marketOf(
    [1, 2, 3, 4].map(seed => daily(200, seed)),
    { mode: 'rank', rank: { top: 2, every: 5 }, sizing: { equityFraction: 0.9 } },
  )
  const { time } = market.symbols[0]!.bars.own
  const periods = [{}, { from: time[47]!, to: time[150]! }]
  const candidates = candidatesOf(fence, document, [{ n: 5 }, { n: 20 }, { n: 60 }])
  for (const [at, result] of run(candidates, market, periods).entries()) {
    expect(result.failed).toBeNull()
    for (const [k, period] of periods.entries())
      expect(result.periods[k]?.stats).toEqual(alone(candidates[at]!, market, period))
    expect(result.periods[0]?.stats.trades).toBeGreaterThan(0)
  }
  const study = { ...market, settings: { ...market.settings, mode: 'events' as const } }
  expect(run(candidates, study)[0]?.failed).toContain('trades no account')
})

test('a script has the numbers of an ordinary backtest, over every period', () => {
  const market = marketOf([daily(300, 3)])
  const { time } = market.symbols[0]!.bars.own
  const periods = [{}, { from: time[50]!, to: time[180]! }, { from: time[181]! }]
  const sets: Params[] = [{ pushes: 1 }, { pushes: 3, length: 7 }, { length: 30 }]
  const candidates = candidatesOf(fence, SCRIPTED, sets, 'script')
  for (const [at, result] of run(candidates, market, periods).entries()) {
    expect(result.failed).toBeNull()
    for (const [k, period] of periods.entries())
      expect(result.periods[k]?.stats).toEqual(alone(candidates[at]!, market, period))
    expect(result.periods[0]?.stats.trades).toBeGreaterThan(0)
  }
})

test('a script that looks at its position begins each period with an account of that period', () => {
  const market = marketOf([daily(300, 5)])
  const { time } = market.symbols[0]!.bars.own
  const periods = [{ to: time[150]! }, { from: time[151]! }]
  const candidates = candidatesOf(fence, HOLDER, [{ gain: 1 }, { gain: 4 }], 'script')
  for (const [at, result] of run(candidates, market, periods).entries()) {
    expect(result.failed).toBeNull()
    for (const [k, period] of periods.entries())
      expect(result.periods[k]?.stats).toEqual(alone(candidates[at]!, market, period))
    expect(result.periods[0]?.stats['time-in-market']).toBeGreaterThan(0)
  }
})

test('a rule whose blocks look at the position is asked anew for each period', () => {
  const document = `export default strategy({ name: 'Time out', timeframe: '1d', params: { bars: int(5, 1, 50) } },
    ({ close, ta, params }) => ({ long: close > ta.sma(close, 10), exitLong: ta.timestop(params.bars) }))`
  const market = marketOf([daily(200, 9)])
  const { time } = market.symbols[0]!.bars.own
  const periods = [{}, { from: time[90]! }, { to: time[60]! }]
  const candidates = candidatesOf(fence, document, [{ bars: 3 }, { bars: 9 }])
  for (const [at, result] of run(candidates, market, periods).entries()) {
    expect(result.failed).toBeNull()
    for (const [k, period] of periods.entries())
      expect(result.periods[k]?.stats).toEqual(alone(candidates[at]!, market, period))
  }
})

test('a trial that does not compile, one that fails and one that trades nothing stop no other', () => {
  const document = `export default script({ name: 'Breaks', timeframe: '1d', params: { at: int(5, 0, 999), length: int(5, 1, 50) } },
    ({ close, ta, params }) => ({ mean: ta.sma(close, params.length) }),
    (bar, state, { params }) => {
      state.n = (state.n ?? 0) + 1
      if (state.n === params.at) throw new Error('no more')
      return { filter: bar.close > bar.mean }
    })`
  const sets: Params[] = [{ at: 0 }, { at: 20 }, { length: 99 }]
  const results = run(candidatesOf(fence, document, sets, 'script'), marketOf([daily(60, 1)]))
  expect(results.map(({ failed }) => failed === null)).toEqual([true, false, false])
  expect(results[1]?.failed).toContain('no more')
  expect(results[2]?.failed).toContain('from 1 to 50')
  expect(results[2]?.digest).toBeNull()

  const idle = `export default strategy({ name: 'Shows', timeframe: '1d', params: { n: int(5, 1, 50) } },
    ({ close, ta, params }) => ({ columns: { mean: ta.sma(close, params.n) } }))`
  expect(run(candidatesOf(fence, idle, [{}]), marketOf([daily(60, 1)]))[0]?.failed).toContain(
    'nothing to trade',
  )
})

test('parameters that make the same program are run once and told each by itself', () => {
  const document = `export default strategy({ name: 'Capped', timeframe: '1d', params: { n: int(5, 2, 90) } },
    ({ close, ta, params }) => ({ filter: close > ta.sma(close, math.min(params.n, 20)) }))`
  let told = 0
  const candidates = candidatesOf(fence, document, [{ n: 20 }, { n: 40 }, { n: 60 }, { n: 10 }])
  const results = finished(
    evaluate(candidates, {
      market: marketOf([daily(200, 2)]),
      periods: WHOLE,
      onDone: done => (told = done),
    }),
    fence,
  )
  expect(results.map(({ params }) => params.n)).toEqual([20, 40, 60, 10])
  expect(results[1]).toEqual({ ...results[0], number: 1, params: { n: 40 } })
  expect(results[3]?.periods[0]?.stats['net-profit']).not.toBe(results[0]?.periods[0]?.stats['net-profit'])
  expect(told).toBe(4)
})

test('without bars, with one bar and without a trade numbers are null with a reason', () => {
  const candidates = candidatesOf(fence, CROSS, [{ fast: 3, slow: 9 }])
  for (const bars of [0, 1, 5]) {
    const [only] = run(candidates, marketOf([daily(bars, 1)]))
    expect(only?.failed).toBeNull()
    const { stats, reasons } = only!.periods[0]!
    expect(stats.trades).toBe(0)
    expect(stats['win-rate']).toBeNull()
    expect(stats.sharpe).toBeNull()
    for (const id of TRIAL_STATS) expect(reasons[id] !== undefined).toBe(stats[id] === null)
  }
})

test('a size that outgrows every number fails its own trial', () => {
  const document = `export default strategy({ name: 'Wild', timeframe: '1d', params: { on: bool(false) } },
    ({ barIndex, params }) => ({ filter: params.on ? barIndex % 2 == 0 : barIndex < 0 }))`
  const bars = daily(400, 1)
  const rising = {
    ...bars,
    open: bars.open.map((_, at) => 10 ** (at % 2 ? -8 : 8)),
    close: bars.close.map((_, at) => 10 ** (at % 2 ? 8 : -8)),
  }
  const wild = { ...rising, high: rising.open.map(() => 1e8), low: rising.open.map(() => 1e-8) }
  const market = marketOf([wild], { commission: { percent: 0 }, leverage: 1000, lot: 1e-8 })
  const [calm, broken] = run(candidatesOf(fence, document, [{ on: false }, { on: true }]), market)
  expect(calm?.failed).toBeNull()
  expect(broken?.failed).toContain('no number any more')
})
