import type { BacktestSymbol } from '../backtest/backtest'
import { periodOf } from '../backtest/period'
import type { OpenTrade, Outcome, Trade } from '../backtest/result'
import { openRule } from '../backtest/rule'
import type { Settings } from '../backtest/settings'
import { type Chosen, choose } from './choose'
import { backtested, type DueTrial, isSound, NO_NUMBER, type TrialAnswer, whyUntried } from './evaluate'
import { barMsOf, type Candidate, type Market, periodOfSpan, settingsWithin, timelineOf } from './market'
import type { Axis } from './space'
import { statsOfRun, trialStatsOf } from './trialStats'
import type {
  Choosing,
  Params,
  Span,
  TrialResult,
  TrialStats,
  WalkForwardResult,
  Window,
  WindowResult,
} from './types'

/** What was chosen on a window's in-sample bars. */
export interface Pick {
  readonly trial: number
  readonly params: Params
  readonly value: number
  readonly inSample: TrialStats
}

/** The choice of each window, from what trials did on its in-sample bars and nothing else; `results` have a period for each window. */
export const picksOf = (
  results: readonly TrialResult[],
  windows: readonly Window[],
  axes: readonly Axis[],
  choosing: Choosing,
): (Pick | null)[] =>
  windows.map((_, period) => pickOf(results, choose(results, axes, choosing, period), period))

function pickOf(results: readonly TrialResult[], chosen: Chosen | null, period: number): Pick | null {
  const result = chosen && results[chosen.at]
  const inSample = result?.periods[period]
  if (!result || !inSample) return null
  return { trial: result.number, params: result.params, value: chosen.value, inSample }
}

interface Judging {
  readonly market: Market
  readonly windows: readonly Window[]
  readonly picks: readonly (Pick | null)[]
  /** The picked trials' programs, by the trial's number. */
  readonly candidates: ReadonlyMap<number, Candidate>
  readonly choosing: Choosing
}

/**
 * Trades each window's out-of-sample bars with what was chosen before them: one account goes through all windows. At a seam the rule
 * changes, so whatever is open there is closed at the last close and pays its costs; the next rule's first signal counts on its first bar
 * and fills on its second. A window without a choice stands aside.
 */
export function* judge(judging: Judging): Generator<DueTrial, WalkForwardResult, TrialAnswer> {
  const { market, windows, picks, candidates, choosing } = judging
  const curve = new Curve(market)
  const results: WindowResult[] = []
  for (const [at, window] of windows.entries()) {
    const pick = picks[at] ?? null
    const told = { ...window, chosen: pick, judged: null, closedAtSeam: 0 }
    if (curve.money <= 0) {
      curve.stand(window.outOfSample)
      results.push({ ...told, reason: 'The account was empty.' })
      continue
    }
    if (!pick) {
      curve.stand(window.outOfSample)
      results.push({ ...told, reason: nothingChosen(choosing) })
      continue
    }
    const account: Settings = {
      ...settingsWithin(market.settings, periodOfSpan(window.outOfSample)),
      cash: curve.money,
      closeAtEnd: at < windows.length - 1 || market.settings.closeAtEnd,
    }
    const ran = yield* traded(candidates.get(pick.trial), market, account, window.outOfSample)
    if (!ran.ok) {
      curve.stand(window.outOfSample)
      results.push({ ...told, reason: ran.message })
      continue
    }
    const { outcome } = ran
    curve.add(outcome)
    results.push({
      ...told,
      judged: trialStatsOf(outcome, account, market),
      closedAtSeam:
        at < windows.length - 1 ? outcome.trades.filter(({ exitReason }) => exitReason === 'end').length : 0,
      reason: null,
    })
  }
  return {
    windows: results,
    equity: { time: curve.time, value: curve.value },
    stats: curve.stats(),
    efficiency: efficiencyOf(results),
    closedAtSeams: results.reduce((sum, { closedAtSeam }) => sum + closedAtSeam, 0),
  }
}

const nothingChosen = ({ metric, minTrades }: Choosing): string =>
  minTrades > 0
    ? `No trial had a value of ${metric} and at least ${minTrades} ${minTrades === 1 ? 'trade' : 'trades'} on the in-sample bars.`
    : `No trial had a value of ${metric} on the in-sample bars.`

type Traded =
  | { readonly ok: true; readonly outcome: Outcome }
  | { readonly ok: false; readonly message: string }

function* traded(
  candidate: Candidate | undefined,
  market: Market,
  settings: Settings,
  span: Span,
): Generator<DueTrial, Traded, TrialAnswer> {
  if (!candidate) throw new Error('A chosen trial has to be brought along.')
  if ('failed' in candidate) return { ok: false, message: candidate.failed }
  const why = whyUntried(candidate.program, market.settings)
  const rule = why === null ? openRule(candidate.program, market) : null
  if (!rule) return { ok: false, message: why ?? 'It can not be traded.' }
  const symbols = market.symbols.map(symbol => until(symbol, span.to))
  const ran = yield* backtested(rule, { symbols, settings })
  if (!ran.ok) return ran
  return isSound(ran.outcome) ? ran : { ok: false, message: NO_NUMBER }
}

/** A symbol's bars as they were known when the last of them closed. */
function until({ bars, ...rest }: BacktestSymbol, to: number): BacktestSymbol {
  const { time, open, high, low, close, volume } = bars.own
  const { end } = periodOf(time, { to })
  const cut = (column: Float64Array): Float64Array => column.subarray(0, end)
  return {
    ...rest,
    bars: {
      ...bars,
      own: {
        time: cut(time),
        open: cut(open),
        high: cut(high),
        low: cut(low),
        close: cut(close),
        volume: cut(volume),
      },
    },
  }
}

/** One account through all out-of-sample parts. */
class Curve {
  readonly time: number[] = []
  readonly value: number[] = []
  readonly #market: Market
  readonly #trades: Trade[] = []
  #openTrades: readonly OpenTrade[] = []
  #money: number

  constructor(market: Market) {
    this.#market = market
    this.#money = market.settings.cash
  }

  get money(): number {
    return this.#money
  }

  add({ equity, trades, openTrades }: Outcome): void {
    for (const [at, moment] of equity.time.entries()) {
      this.time.push(moment)
      this.value.push(equity.value[at] ?? this.#money)
    }
    for (const trade of trades) this.#trades.push(trade)
    this.#openTrades = openTrades
    this.#money = equity.value.at(-1) ?? this.#money
  }

  /** Holds its money while nobody trades it. */
  stand({ from, to }: Span): void {
    for (const moment of timelineOf(this.#market.symbols, { from, to })) {
      this.time.push(moment)
      this.value.push(this.#money)
    }
  }

  stats(): TrialStats {
    const { settings, periodsPerYear, dayStartMs } = this.#market
    return statsOfRun({
      startEquity: settings.cash,
      equity: { time: Float64Array.from(this.time), value: Float64Array.from(this.value) },
      barMs: barMsOf(this.#market),
      trades: this.#trades,
      openTrades: this.#openTrades,
      settings: {
        periodsPerYear: settings.periodsPerYear ?? periodsPerYear,
        dayStartMs,
        riskFreeRate: settings.riskFreeRate,
        trials: 1,
      },
      worstEquity: null,
      exposure: null,
      benchmark: null,
      fundingPaid: null,
      run: null,
    })
  }
}

function efficiencyOf(windows: readonly WindowResult[]): number | null {
  const sums = { inSample: 0, outOfSample: 0, inBars: 0, outBars: 0 }
  for (const { chosen, judged, inSample, outOfSample } of windows) {
    const hoped = chosen?.inSample.stats['total-return'] ?? null
    const came = judged?.stats['total-return'] ?? null
    if (hoped === null || came === null) continue
    sums.inSample += hoped
    sums.outOfSample += came
    sums.inBars += inSample.bars
    sums.outBars += outOfSample.bars
  }
  if (!(sums.inSample > 0) || sums.outBars === 0) return null
  return sums.outOfSample / sums.outBars / (sums.inSample / sums.inBars)
}
