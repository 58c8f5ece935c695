import type { ParamValue, Program } from '../../sandbox/ir/program'
import type { Settings } from '../engine/backtest/settings'
import { choose, neighbourhoodMedian } from '../engine/optimise/choose'
import { type HeatMap, heatMap } from '../engine/optimise/heatMap'
import type { Axis } from '../engine/optimise/space'
import type {
  Choosing,
  Params,
  SearchSpace,
  TrialResult,
  TrialStats,
  WalkForwardResult,
} from '../engine/optimise/types'
import type { Reason } from '../engine/report/reasons'
import { luckSharpe } from '../engine/report/sharpe'
import type { SearchMarket } from '../optimise/market'

/** What `optimise --json` prints. */
export interface SearchAnswer {
  readonly digest: string
  readonly timeframe: string
  readonly symbols: readonly string[]
  readonly settings: Settings
  readonly choosing: Choosing
  readonly space: SearchSpace
  readonly axes: readonly { readonly name: string; readonly values: readonly ParamValue[] }[]
  readonly tried: number
  /** Trials without numbers. */
  readonly failedTrials: number
  /** The Sharpe ratio that the best of as many worthless trials, as different as these, would show; null for a walk-forward. */
  readonly luckSharpe: number | null
  /** Of a walk-forward each window chooses for itself: see there. */
  readonly best: { readonly peak: BestTrial | null; readonly plateau: BestTrial | null } | null
  readonly trials: readonly TrialRow[]
  /** The first two parameters; null with only one, or for a walk-forward. */
  readonly heatMap: HeatMap | null
  readonly walkForward: WalkForwardResult | null
  /** Symbols that had to be left out. */
  readonly failed: readonly { readonly symbol: string; readonly message: string }[]
}

export interface BestTrial {
  readonly trial: number
  readonly params: Params
  readonly value: number
}

export interface TrialRow {
  readonly params: Params
  readonly digest: string | null
  readonly failed: string | null
  /** The metric's median over the trial and its neighbours. */
  readonly around: number | null
  readonly stats: TrialStats['stats'] | null
  readonly undefinedStats: Readonly<Record<string, Reason>>
}

interface Searched {
  readonly results: readonly TrialResult[]
  readonly walkForward: WalkForwardResult | null
  readonly axes: readonly Axis[]
  readonly space: SearchSpace
  readonly choosing: Choosing
  readonly program: Program
  readonly market: SearchMarket
  readonly failed: SearchAnswer['failed']
}

export function searchAnswer(searched: Searched): SearchAnswer {
  const { results, walkForward, axes, space, choosing, program, market, failed } = searched
  const around = walkForward ? [] : neighbourhoodMedian(results, axes, choosing.metric)
  const best = (by: Choosing['by']): BestTrial | null => {
    const chosen = choose(results, axes, { ...choosing, by })
    const result = chosen && results[chosen.at]
    return result ? { trial: result.number, params: result.params, value: chosen.value } : null
  }
  const [x, y] = axes
  return {
    digest: program.digest,
    timeframe: market.timeframe,
    symbols: market.symbols.map(({ symbol }) => symbol),
    settings: market.settings,
    choosing,
    space,
    axes: axes.map(({ name, values }) => ({ name, values })),
    tried: results.length,
    failedTrials: results.filter(each => each.failed !== null).length,
    luckSharpe: walkForward ? null : luckOf(results),
    best: walkForward ? null : { peak: best('peak'), plateau: best('plateau') },
    trials: walkForward
      ? []
      : results.map((result, at) => ({
          params: result.params,
          digest: result.digest,
          failed: result.failed,
          around: around[at]?.median ?? null,
          stats: result.periods[0]?.stats ?? null,
          undefinedStats: result.periods[0]?.reasons ?? {},
        })),
    heatMap:
      walkForward || !x || !y
        ? null
        : heatMap(results, axes, { x: x.name, y: y.name, metric: choosing.metric }),
    walkForward,
    failed,
  }
}

/** What luck alone gives grows with the number of trials and with how far apart they lie. */
function luckOf(results: readonly TrialResult[]): number | null {
  const found = results.flatMap(({ periods }) => periods[0]?.stats.sharpe ?? [])
  if (found.length < 2) return null
  const mean = found.reduce((sum, value) => sum + value, 0) / found.length
  const spread = Math.sqrt(found.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (found.length - 1))
  return luckSharpe(found.length, spread)
}
