import type { Finding } from '../engine/bias/findings'
import type { Report } from '../engine/report/report'
import { luckSharpe, probabilisticSharpe } from '../engine/report/sharpe'

/** What a result is worth when it is one of many: known only when it is read, for trials go on. */
export interface Luck {
  /** Variants of the strategy tried so far, this one included. */
  readonly trials: number
  /** The Sharpe ratio that the best of as many worthless variants is expected to show; null with one, or where there is none. */
  readonly sharpe: number | null
  /** How likely the true ratio is above that one. */
  readonly deflated: number | null
  readonly finding: Finding
}

type Judged = Pick<Report, 'stats' | 'undefinedStats' | 'basis'>

/** From here on a ratio is taken for more than luck. */
const SURE = 0.95

/** A report with the statistics that hang on the number of trials, as of now. */
export function withLuck<R extends Judged>(report: R, trials: number): R & { readonly luck: Luck } {
  const { basis } = report
  const count = Math.max(1, trials)
  const stats = { ...report.stats }
  const undefinedStats = { ...report.undefinedStats }
  const { sharpeSample: sample } = basis
  const luck = sample && count > 1 ? luckSharpe(count, Math.sqrt(1 / sample.count)) : 0
  if (sample && count > 1) {
    stats['luck-sharpe'] = luck * Math.sqrt(basis.periodsPerYear)
    delete undefinedStats['luck-sharpe']
  }
  if (sample) {
    stats['deflated-sharpe'] = probabilisticSharpe(sample, luck)
    delete undefinedStats['deflated-sharpe']
  }
  const told = {
    trials: count,
    sharpe: stats['luck-sharpe'] ?? null,
    deflated: stats['deflated-sharpe'] ?? null,
  }
  return {
    ...report,
    stats,
    undefinedStats,
    basis: { ...basis, trials: count },
    luck: { ...told, finding: { about: 'luck', ...judged(told, stats.sharpe ?? null) } },
  }
}

function judged(
  { trials, sharpe: lucky, deflated }: Omit<Luck, 'finding'>,
  sharpe: number | null,
): Pick<Finding, 'verdict' | 'text'> {
  if (sharpe === null || deflated === null)
    return { verdict: 'open', text: 'There are too few days to tell skill from luck.' }
  if (sharpe <= 0)
    return {
      verdict: 'fails',
      text: 'Its Sharpe ratio is not above 0: there is nothing for luck to explain.',
    }
  if (trials === 1 || lucky === null) {
    const likely = `that its Sharpe ratio is above 0 is ${percent(deflated)} likely`
    return {
      verdict: deflated >= SURE ? 'holds' : 'doubtful',
      text: `It is the only variant tried so far; ${likely}.`,
    }
  }
  const chance = `The best of ${trials.toLocaleString('en-US')} worthless variants would show a Sharpe ratio of about ${lucky.toFixed(2)}`
  if (sharpe <= lucky)
    return { verdict: 'fails', text: `${chance}, this one has ${sharpe.toFixed(2)}: luck alone explains it.` }
  return {
    verdict: deflated >= SURE ? 'holds' : 'doubtful',
    text: `${chance}, this one has ${sharpe.toFixed(2)}: that it is more than luck is ${percent(deflated)} likely.`,
  }
}

/** Never quite certain. */
const percent = (share: number): string =>
  share > 0.995 ? 'more than 99 %' : share < 0.005 ? 'less than 1 %' : `${Math.round(share * 100)} %`
