import { describe, expect, test } from 'vitest'
import { catalogue } from '@/sandbox/catalogue'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { compileDocument } from '@/sandbox/compile/compile'
import type { BarColumns } from '@/sandbox/ir/bars'
import { backtest } from '@/server/engine/backtest/backtest'
import { openRule } from '@/server/engine/backtest/rule'
import type { ScriptStretch } from '@/server/engine/backtest/scripted'
import { type SettingsInput, settingsOf } from '@/server/engine/backtest/settings'
import { nodeFence } from '@/server/guests/nodeFence'
import { drive, type Look, type Said } from './drive'
import { scriptSessions } from './sessions'

const fence = await nodeFence()
const bars = sampleBars({ bars: 600, seed: 9, stepMs: 86_400_000 })

function traded(
  onBar: string,
  more: SettingsInput = {},
  cut: (stretch: ScriptStretch) => ScriptStretch = stretch => stretch,
  own: BarColumns = bars,
) {
  const compiled = compileDocument(fence, {
    kind: 'script',
    document: `export default script({ name: 'Trader' }, ({ close, barIndex, ta }) => ({ close, barIndex, mean: ta.sma(close, 10) }), ${onBar})`,
  })
  if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join(' '))
  const settings = settingsOf({ lot: 1, warmUp: 'first', commission: { percent: 0.05 }, ...more })
  const rule = openRule(compiled.program, { timeframe: '1d', catalogue, settings })
  if (!rule) throw new Error('The script can be traded.')
  const sessions = scriptSessions(fence, cut)
  const work = backtest({
    rule,
    settings,
    symbols: [{ symbol: 'A', bars: { own, others: () => null } }],
  })
  let step = work.next()
  while (!step.done) step = work.next(sessions.answer(step.value))
  sessions.close()
  return { ...step.value, crossings: sessions.crossings }
}

const oneByOne = (stretch: ScriptStretch) => ({ ...stretch, to: stretch.from + 1 })

/** Out five bars after the entry, or when a tenth has been won. */
const TRADER = `(bar, state, { position }) => {
  if (!position) return { long: bar.close > bar.mean }
  const won = bar.close / position.entryPrice > 1.1
  return { exitLong: position.side === 'long' && (won || bar.barIndex - position.entryBar >= 4) }
}`

describe('a script that looks at its position', () => {
  test('trades by what it sees of it', () => {
    const { outcome } = traded(TRADER)
    expect(outcome.trades.length).toBeGreaterThan(20)
    for (const { entryBar, exitBar, exitReason } of outcome.trades) {
      expect(exitReason).toBe('signal')
      expect(exitBar - entryBar).toBeLessThanOrEqual(5)
    }
  })

  test('trades as a rule asked bar by bar does', () => {
    const mean = (bar: number) =>
      bar < 9 ? Number.NaN : bars.close.subarray(bar - 9, bar + 1).reduce((sum, x) => sum + x, 0) / 10
    const rule = (bar: number, { position }: Look): Said => {
      const close = bars.close[bar] as number
      if (position.side === 0) return { long: close > mean(bar) }
      return { exitLong: close / position.entryPrice > 1.1 || position.barsSinceEntry >= 4 }
    }
    const asked = drive(bars, { lot: 1, commission: { percent: 0.05 } }, rule)
    const said = (trades: typeof asked.trades) =>
      trades.map(({ entryBar, exitBar, quantity, pnl }) => [entryBar, exitBar, quantity, pnl])
    expect(said(traded(TRADER).outcome.trades)).toEqual(said(asked.trades))
  })

  test.each([
    ['market orders', TRADER, {}],
    [
      'a bracket',
      `(bar, state, { position }) => position ? { exitLong: bar.barIndex - position.entryBar > 20 }
      : { long: bar.close > bar.mean, stopPrice: bar.close * 0.98, targetPrice: bar.close * 1.03 }`,
      {},
    ],
    [
      'waiting limits',
      `(bar, state, { position }) => position ? { exitLong: bar.close > position.entryPrice * 1.02 }
      : { long: bar.close > bar.mean, limitPrice: bar.close * 0.99 }`,
      {},
    ],
    [
      'trailing stops',
      `(bar, state, { position }) => ({ long: !position && bar.close > bar.mean, trailDistance: 2 })`,
      {},
    ],
    [
      'both sides',
      `(bar, state, { position }) => {
      const up = bar.close > bar.mean
      return { long: up && position?.side !== 'long', short: !up && position?.side !== 'short' }
    }`,
      {},
    ],
    [
      'a filter alone',
      `(bar, state, { position }) =>
      ({ filter: position ? bar.close > position.entryPrice * 0.99 : bar.close > bar.mean })`,
      {},
    ],
    [
      'a time stop',
      `(bar, state, { position }) => ({ long: !position && bar.close > bar.mean })`,
      { timeStop: 7 },
    ],
    [
      'a state of its own',
      `(bar, state, { position }) => {
      if (position && !state.was) state.entries = (state.entries ?? 0) + 1
      state.was = position !== null
      return { long: bar.close > bar.mean && (state.entries ?? 0) % 3 !== 2 || bar.barIndex % 50 === 0, exitLong: bar.close < bar.mean }
    }`,
      {},
    ],
  ] as const)('comes to the same in long stretches as bar by bar: %s', (_, onBar, settings) => {
    const [long, single] = [traded(onBar, settings), traded(onBar, settings, oneByOne)]
    expect(long.outcome.trades.length).toBeGreaterThan(5)
    expect(long.outcome.trades).toEqual(single.outcome.trades)
    expect(long.crossings).toBeLessThanOrEqual(single.crossings)
  })

  test('is asked once for each event, not once for each bar', () => {
    const rare = `(bar, state, { position }) => ({ long: !position && bar.barIndex % 100 === 50, exitLong: bar.barIndex % 100 === 80 })`
    const { outcome, crossings } = traded(rare)
    expect(outcome.trades).toHaveLength(6)
    // an order given on one bar is seen as a position on the next: two stretches for each
    expect(crossings).toBeLessThanOrEqual(4 * 6 + 2)
  })

  test('may have no bars to trade over', () => {
    const none = sampleBars({ bars: 0 })
    expect(traded(TRADER, {}, stretch => stretch, none).outcome.trades).toEqual([])
  })
})
