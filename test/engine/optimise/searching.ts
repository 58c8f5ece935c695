// What the tests of searches share: documents, markets, and a search run to its end in this thread.
import { catalogue } from '@/sandbox/catalogue'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { compileMany } from '@/sandbox/compile/many'
import type { Fence } from '@/sandbox/host/fence'
import type { BarColumns } from '@/sandbox/ir/bars'
import { type SettingsInput, settingsOf } from '@/server/engine/backtest/settings'
import type { DueTrial, TrialAnswer } from '@/server/engine/optimise/evaluate'
import type { Candidate, Market } from '@/server/engine/optimise/market'
import type { Params, TrialResult, TrialStats } from '@/server/engine/optimise/types'
import { scriptSessions } from '@/test/engine/backtest/sessions'

export const DAY_MS = 86_400_000

export const CROSS = `export default strategy({ name: 'Cross', timeframe: '1d', params: { fast: int(5, 2, 60), slow: int(20, 2, 200) } },
  ({ close, ta, params }) => {
    const fast = ta.sma(close, params.fast)
    const slow = ta.sma(close, params.slow)
    return { long: ta.crossover(fast, slow), exitLong: ta.crossunder(fast, slow), score: ta.rsi(close, params.fast), columns: { slow } }
  })`

export const SCRIPTED = `export default script({ name: 'Pushes', timeframe: '1d', params: { length: int(14, 2, 60), pushes: int(2, 1, 9) } },
  ({ close, ta, params }) => ({ rsi: ta.rsi(close, params.length) }),
  (bar, state, { params }) => {
    state.pushes = bar.rsi > 55 ? (state.pushes ?? 0) + 1 : 0
    return { filter: state.pushes >= params.pushes }
  })`

export const HOLDER = `export default script({ name: 'Holder', timeframe: '1d', params: { gain: num(2, 0.1, 50) } },
  ({ close, ta }) => ({ close, mean: ta.sma(close, 20) }),
  (bar, state, { position, params }) => {
    if (!position) return { long: bar.close < bar.mean }
    return { exitLong: bar.close > position.entryPrice * (1 + params.gain / 100) }
  })`

export const marketOf = (bars: readonly BarColumns[], settings: SettingsInput = {}): Market => ({
  timeframe: '1d',
  catalogue,
  settings: settingsOf({ warmUp: 'first', ...settings }),
  periodsPerYear: null,
  dayStartMs: 0,
  symbols: bars.map((own, at) => ({ symbol: `S${at}`, bars: { own, others: () => null } })),
})

export const daily = (bars: number, seed: number): BarColumns => sampleBars({ bars, seed, stepMs: DAY_MS })

/** Trials of a document, with whatever does not compile among them. */
export const candidatesOf = (
  fence: Fence,
  document: string,
  sets: readonly Params[],
  kind: 'formula' | 'script' | 'graph' = 'formula',
): Candidate[] =>
  compileMany(fence, { kind, document, sets }).map((compiled, number) => ({
    number,
    params: sets[number] ?? {},
    ...(compiled.ok
      ? { program: compiled.program }
      : { failed: compiled.problems[0]?.message ?? 'no problem was told' }),
  }))

/** Runs a search whose scripts are answered by a fence of this process. */
export function finished<Result>(work: Generator<DueTrial, Result, TrialAnswer>, fence: Fence): Result {
  const sessions = scriptSessions(fence)
  try {
    let step = work.next()
    while (!step.done) step = work.next(answered(() => sessions.answer((step.value as DueTrial).due)))
    return step.value
  } finally {
    sessions.close()
  }
}

function answered(run: () => readonly Float64Array[]): TrialAnswer {
  try {
    return { ok: true, columns: run() }
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) }
  }
}

/** A result of a trial without any run: for what is done with results. */
export function resultOf(
  number: number,
  params: Params,
  metrics: readonly Readonly<Record<string, number | null>>[],
): TrialResult {
  return {
    number,
    params,
    digest: String(number),
    failed: null,
    periods: metrics.map(stats => ({
      stats: { trades: 10, ...stats } as unknown as TrialStats['stats'],
      reasons: {},
    })),
  }
}
