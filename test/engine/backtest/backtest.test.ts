import { describe, expect, test } from 'vitest'
import { catalogue } from '@/sandbox/catalogue'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { compileDocument } from '@/sandbox/compile/compile'
import { runScript } from '@/sandbox/host/script/script'
import type { BarColumns } from '@/sandbox/ir/bars'
import type { OutputName, Program } from '@/sandbox/ir/program'
import { type Backtest, backtest, finerOf } from '@/server/engine/backtest/backtest'
import { nodeOf, openRule } from '@/server/engine/backtest/rule'
import { type SettingsInput, settingsOf } from '@/server/engine/backtest/settings'
import { signalsOf } from '@/server/engine/backtest/signals'
import { Simulation, simulate } from '@/server/engine/backtest/simulate'
import { nodeFence } from '@/server/guests/nodeFence'
import { barsOf, said } from './drive'
import { wildBars } from './market'

const fence = await nodeFence()

function programOf(kind: 'formula' | 'script', document: string): Program {
  const compiled = compileDocument(fence, { kind, document })
  if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join(' '))
  return compiled.program
}

const formula = (body: string) =>
  programOf('formula', `export default strategy({ name: 'Test' }, ({ close, ta, ...rest }) => { ${body} })`)

/** Runs to the end, with whatever scripts there are in a fence. */
function tested(
  program: Program,
  symbols: Readonly<Record<string, BarColumns>>,
  settings: SettingsInput = {},
): Backtest {
  const read = settingsOf({ lot: 1, commission: {}, ...settings })
  const rule = openRule(program, { timeframe: '1d', catalogue, settings: read })
  if (!rule) throw new Error('The program can not be traded.')
  const work = backtest({
    rule,
    symbols: Object.entries(symbols).map(([symbol, own]) => ({ symbol, bars: { own, others: () => null } })),
    settings: read,
  })
  let due = work.next()
  while (!due.done) {
    const { code, columns } = due.value
    const rows = columns[0]?.length ?? 0
    const ran = runScript(fence, code, {
      columns,
      segments: [{ symbol: 'TEST', from: 0, to: rows, state: null }],
    })
    if (!ran.ok) throw new Error(ran.error.message)
    due = work.next(ran.value.outputs)
  }
  return due.value
}

const bars = sampleBars({ bars: 400, seed: 3, stepMs: 86_400_000 })
const flip = formula(`
  const fast = ta.sma(close, 10), slow = ta.sma(close, 20)
  return { long: ta.crossover(fast, slow), short: ta.crossunder(fast, slow) }`)

describe('a program', () => {
  test('is traded by its outputs, one instrument or many', () => {
    const { outcome } = tested(flip, { A: bars })
    expect(outcome.trades.length).toBeGreaterThan(5)
    const both = tested(flip, { A: bars, B: wildBars(300, 4) }, { sizing: { units: 10 }, cash: 1e6 })
    expect(new Set(both.outcome.trades.map(({ symbol }) => symbol))).toEqual(new Set(['A', 'B']))
    const alone = tested(flip, { A: bars }, { sizing: { units: 10 }, cash: 1e6 })
    expect(both.outcome.trades.filter(({ symbol }) => symbol === 'A')).toEqual(alone.outcome.trades)
  })

  test('with a filter alone is bought while it holds', () => {
    const held = tested(formula('return { filter: close > ta.sma(close, 20) }'), { A: bars })
    const spelt = tested(
      formula('const up = close > ta.sma(close, 20)\nreturn { long: up, exitLong: !up }'),
      { A: bars },
    )
    expect(held.outcome.trades.length).toBeGreaterThan(5)
    expect(held.outcome.trades).toEqual(spelt.outcome.trades)
  })

  test('without entries and filter can not be traded', () => {
    const columns = formula('return { columns: { average: ta.sma(close, 20) } }')
    expect(openRule(columns, { timeframe: '1d', catalogue, settings: settingsOf({}) })).toBeNull()
  })

  test('of scripts trades by what they say', () => {
    const script = programOf(
      'script',
      `export default script({ name: 'Every ten' }, ({ close }) => ({ close }), (bar, state) => {
        state.count = (state.count ?? 0) + 1
        return { long: state.count % 10 === 3, exitLong: state.count % 10 === 8 }
      })`,
    )
    const { outcome } = tested(script, { A: bars })
    expect(outcome.trades.slice(0, 2)).toMatchObject([
      { entryBar: 3, exitBar: 8 },
      { entryBar: 13, exitBar: 18 },
    ])
  })

  test('may look at the position it holds', () => {
    const program = formula(`
      return { long: close > 0, exitLong: ta.entryprice() > 0 && ta.inposition('long') }`)
    const { outcome } = tested(program, { A: bars }, { warmUp: 'first' })
    // in at one open, and at its close the rule wants out
    expect(outcome.trades.slice(0, 2)).toMatchObject([
      { entryBar: 1, exitBar: 2 },
      { entryBar: 3, exitBar: 4 },
    ])
  })
})

test('a run bar by bar, as a live one is, trades as the whole history at once', () => {
  const program = formula(`
    const atr = ta.atr(14)
    return {
      long: ta.crossover(close, ta.ema(close, 20)),
      exitLong: ta.crossunder(close, ta.ema(close, 20)),
      stopPrice: close - 2 * atr,
      trailDistance: 3 * atr,
      score: -ta.rsi(close, 14),
    }`)
  const settings = settingsOf({ lot: 0.01, slippage: { bps: 2 } })
  const rule = openRule(program, { timeframe: '1d', catalogue, settings })
  if (!rule) throw new Error('The program can be traded.')
  const given = { own: bars, others: () => null }
  const { run, plan } = rule.live(given)
  const empty = () => new Float64Array(bars.time.length).fill(Number.NaN)
  const columns = new Map(Object.keys(program.outputs).map(name => [name as OutputName, empty()]))
  const live = new Simulation({
    symbol: 'A',
    bars,
    signals: signalsOf(program, name => columns.get(name) ?? empty(), settings),
    settings,
    tradable: rule.warmUp.bars - 1,
  })
  for (let bar = 0; bar < bars.time.length; bar++) {
    run.advance(bar + 1)
    for (const [name, column] of columns) column[bar] = run.latest(nodeOf(plan, name))
    live.advance(bar + 1)
  }
  const [replayed, whole] = [live.finish(), tested(program, { A: bars }, { ...settings }).outcome]
  expect(whole.trades.length).toBeGreaterThan(5)
  expect(replayed.trades).toEqual(whole.trades)
  expect(replayed.equity).toEqual(whole.equity)
})

describe('warm-up', () => {
  const rsi = formula('return { filter: ta.rsi(close, 14) > 50 }')

  test('ends where values no longer show where history began, or at the first one if so wished', () => {
    const first = tested(rsi, { A: bars }, { warmUp: 'first' }).outcome
    const settled = tested(rsi, { A: bars }).outcome
    expect(first.facts.firstTradableBar).toBe(14)
    expect(settled.facts.firstTradableBar).toBeGreaterThan(100)
    expect(settled.trades[0]?.entryBar).toBeGreaterThan(settled.facts.firstTradableBar as number)
  })

  test('that takes all bars leaves a run without trades', () => {
    const { outcome, band } = tested(rsi, { A: sampleBars({ bars: 30, seed: 1 }) })
    expect([outcome.trades, outcome.facts.firstTradableBar, band]).toEqual([
      [],
      null,
      { worst: 10_000, best: 10_000 },
    ])
  })

  test('counts what is traded by, not what is merely shown', () => {
    const shown = formula(
      'return { filter: close > ta.sma(close, 5), columns: { slow: ta.sma(close, 300) } }',
    )
    expect(tested(shown, { A: bars }).outcome.facts.firstTradableBar).toBe(4)
  })
})

describe('ambiguous bars', () => {
  const both = [100, 106, 94, 100]
  const rows = [[100, 101, 99, 100], [100, 101, 99, 100], [100, 101, 99, 100], both, [100, 101, 99, 100]]
  const daily = barsOf(rows)
  const given = {
    symbol: 'TEST',
    bars: daily,
    signals: said(5, { 1: { long: true, stopPrice: 95, targetPrice: 105 } }),
    settings: settingsOf({ commission: {}, lot: 1, sizing: { units: 10 }, warmUp: 'first' }),
  }

  test('span a band of profit from the worse order to the better', () => {
    expect(simulate(given).equity.value.at(-1)).toBe(9_950)
    expect(simulate({ ...given, ordering: 'best' }).equity.value.at(-1)).toBe(10_050)
    const wild = formula(`return {
      long: ta.crossover(close, ta.sma(close, 3)), stopPrice: close * 0.98, targetPrice: close * 1.02 }`)
    const { outcome, band } = tested(wild, { A: wildBars(500, 8) })
    expect(outcome.facts.ambiguousBars).toBeGreaterThan(0)
    expect(outcome.equity.value.at(-1)).toBe(band.worst)
    expect(band.best).toBeGreaterThan(band.worst)
  })

  const hourly = (prices: readonly (readonly number[])[]) => {
    const bars = barsOf(prices)
    const start = daily.time[3] as number
    return { ...bars, time: bars.time.map((_, hour) => start + hour * 3_600_000) }
  }
  const replayed = (prices: readonly (readonly number[])[]) =>
    simulate({ ...given, finer: (_, bar) => finerOf(daily, 86_400_000, hourly(prices))(bar) })

  test('are settled by finer bars where there are any', () => {
    const up = replayed([
      [100, 102, 99, 101],
      [101, 106, 100, 104],
      [104, 104, 94, 100],
    ])
    expect(up.trades).toMatchObject([{ exitPrice: 105, exitReason: 'target', ambiguous: false }])
    expect(up.facts).toMatchObject({ ambiguousBars: 0, replayedBars: 1 })
    const down = replayed([
      [100, 102, 94, 101],
      [101, 106, 100, 104],
    ])
    expect(down.trades).toMatchObject([{ exitPrice: 95, exitReason: 'stop', ambiguous: false }])
  })

  test('stay ambiguous where a finer bar is so too', () => {
    const still = replayed([
      [100, 102, 99, 101],
      [101, 106, 94, 104],
    ])
    expect(still.trades).toMatchObject([{ exitPrice: 95, ambiguous: true }])
    expect(still.facts).toMatchObject({ ambiguousBars: 1, replayedBars: 1 })
  })

  test('of an entry are replayed from where it fills', () => {
    const entry = {
      ...given,
      // bought at 98 on the way down; the high of 106 was before
      signals: said(5, { 2: { long: true, limitPrice: 98, stopPrice: 90, targetPrice: 105 } }),
    }
    const before = hourly([
      [100, 106, 100, 103],
      [103, 103, 97, 98],
      [98, 101, 96, 100],
    ])
    const after = hourly([
      [100, 101, 97, 98],
      [98, 106, 97, 104],
    ])
    const run = (finer: BarColumns) =>
      simulate({ ...entry, finer: (_, bar) => finerOf(daily, 86_400_000, finer)(bar) })
    expect(run(before).trades).toEqual([])
    expect(run(before).openTrades).toMatchObject([{ ambiguous: false }])
    expect(run(after).trades).toMatchObject([{ exitPrice: 105, exitReason: 'target', ambiguous: false }])
  })
})

test('finer bars are those that open inside the coarse one', () => {
  const coarse = barsOf([
    [1, 1, 1, 1],
    [1, 1, 1, 1],
  ])
  const fine = { ...coarse, time: coarse.time.map(time => time + 3_600_000) }
  expect(finerOf(coarse, 86_400_000, fine)(1)).toMatchObject({ from: 1, to: 2 })
  expect(finerOf(coarse, 3_600_000, fine)(1)).toBeNull()
  expect(finerOf(coarse, 86_400_000, fine)(7)).toBeNull()
})
