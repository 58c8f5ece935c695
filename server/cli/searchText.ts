import { isLowerBetter } from '../engine/optimise/choose'
import { TRIAL_METRICS } from '../engine/optimise/trialStats'
import type { Params, TrialStat, WindowResult } from '../engine/optimise/types'
import type { BestTrial, SearchAnswer, TrialRow } from './searchAnswer'
import { alignedTable } from './table'

const SHOWN = ['sharpe', 'total-return', 'max-drawdown', 'trades', 'win-rate'] as const

/** A search for a terminal: the best rows, or the windows of a walk-forward and what they came to. */
export function searchText(answer: SearchAnswer, limit: number): string {
  const { walkForward, tried, failedTrials, failed } = answer
  const lines = walkForward ? walkedLines(answer, walkForward) : gridLines(answer, limit)
  const broken = answer.trials.find(each => each.failed !== null)
  return [
    ...lines,
    '',
    `${count(tried)} trials over ${answer.symbols.join(', ')}, ${answer.timeframe}.`,
    ...(failedTrials > 0
      ? [`${count(failedTrials)} of them have no numbers.${broken ? ` The first: ${broken.failed}` : ''}`]
      : []),
    ...failed.map(({ symbol, message }) => `${symbol} was left out: ${message}`),
  ].join('\n')
}

function gridLines({ choosing, trials, axes, best, luckSharpe }: SearchAnswer, limit: number): string[] {
  const { metric, by } = choosing
  const sign = isLowerBetter(metric) ? -1 : 1
  const rank = (row: TrialRow): number => {
    const value = by === 'plateau' ? row.around : (row.stats?.[metric] ?? null)
    return value === null ? -Infinity : sign * value
  }
  const shown = trials.filter(each => each.stats !== null).sort((a, b) => compare(rank(b), rank(a)))
  const stats = [...new Set<TrialStat>([metric, ...SHOWN])]
  const rows = shown
    .slice(0, limit)
    .map(({ params, around, stats: numbers }) => [
      ...axes.map(({ name }) => String(params[name])),
      told(metric, around),
      ...stats.map(id => told(id, numbers?.[id] ?? null)),
    ])
  return [
    alignedTable([...axes.map(({ name }) => name), `${metric} around`, ...stats], rows),
    '',
    ...bestLine('Best of the calm places', metric, best?.plateau ?? null),
    ...bestLine('Best alone', metric, best?.peak ?? null),
    ...(luckSharpe === null
      ? []
      : [
          `The best of as many trials without any worth would show a Sharpe of ${luckSharpe.toFixed(2)} by luck.`,
        ]),
  ]
}

// infinities that are alike have no difference
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1)

const bestLine = (title: string, metric: TrialStat, best: BestTrial | null): string[] => [
  best
    ? `${title}: ${setOf(best.params)}, ${metric} ${told(metric, best.value)}`
    : `${title}: none has enough trades and a value of ${metric}.`,
]

function walkedLines(
  { choosing: { metric } }: SearchAnswer,
  walked: NonNullable<SearchAnswer['walkForward']>,
) {
  const { windows, stats, efficiency, closedAtSeams } = walked
  const judged = [...new Set<TrialStat>([metric, 'total-return', 'trades'])]
  return [
    alignedTable(
      ['judged on', 'with', `${metric} chosen for`, ...judged],
      windows.map(window => windowRow(window, metric, judged)),
    ),
    '',
    `All judged parts: ${[...new Set<TrialStat>([metric, ...SHOWN])]
      .map(id => `${id} ${told(id, stats.stats[id])}`)
      .join(', ')}.`,
    efficiency === null
      ? 'What was chosen earned nothing where it was chosen, so there is no efficiency.'
      : `Efficiency ${efficiency.toFixed(2)}: what a judged bar earned over what a bar earned that was chosen on.`,
    ...(closedAtSeams > 0 ? [`${count(closedAtSeams)} positions were closed at the end of a window.`] : []),
  ]
}

function windowRow(
  { outOfSample, chosen, judged, reason }: WindowResult,
  metric: TrialStat,
  shown: readonly TrialStat[],
): string[] {
  const span = `${day(outOfSample.from)} – ${day(outOfSample.to)}`
  if (!chosen || !judged) return [span, reason ?? '']
  const numbers = shown.map(id => told(id, judged.stats[id]))
  return [span, setOf(chosen.params), told(metric, chosen.value), ...numbers]
}

const setOf = (params: Params): string =>
  Object.entries(params)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')

const day = (time: number): string => new Date(time).toISOString().slice(0, 10)

const count = (value: number): string => value.toLocaleString('en-US')

function told(id: TrialStat, value: number | null): string {
  if (value === null) return '–'
  const unit = TRIAL_METRICS.find(each => each.id === id)?.unit
  if (unit === 'fraction') return `${(100 * value).toFixed(2)} %`
  return unit === 'count' ? String(value) : value.toFixed(2)
}
