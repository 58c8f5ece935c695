// What `optimise` is told, read from its flags.
import type { ParamDeclaration, ParamValue } from '../../sandbox/ir/program'
import {
  type Choosing,
  isTrialStat,
  type ParamSpan,
  type Sampling,
  type SearchSpace,
  TRIAL_STATS,
  type WalkForward,
} from '../engine/optimise/types'
import type { Given } from './command'
import { paramValue } from './document'
import { nearest, UsageError } from './usage'

const RANGE = /^(-?[\d.e+-]+?)\.\.(-?[\d.e+-]+?)(?::(-?[\d.e+-]+))?$/i

/** `fast=5..50:5`, `kind=sma,ema`, `on=true,false`. */
export function spaceFrom(given: Given, declarations: readonly ParamDeclaration[]): SearchSpace {
  const params: Record<string, ParamSpan> = {}
  for (const text of given.all('grid')) {
    const at = text.indexOf('=')
    const name = text.slice(0, Math.max(0, at)).trim()
    const said = text.slice(at + 1).trim()
    if (name === '' || said === '')
      throw new UsageError(`--grid ${text}: write --grid name=from..to:step, or --grid name=a,b,c.`)
    if (Object.hasOwn(params, name)) throw new UsageError(`--grid ${name} is given twice.`)
    params[name] = spanOf(
      said,
      declarations.find(each => each.name === name),
    )
  }
  return { params, sampling: samplingFrom(given) }
}

function spanOf(said: string, declared: ParamDeclaration | undefined): ParamSpan {
  const range = RANGE.exec(said)
  if (!range) return { kind: 'values', values: said.split(',').map(each => singleOf(each.trim(), declared)) }
  const [, min, max, step = '1'] = range
  return { kind: 'range', min: Number(min), max: Number(max), step: Number(step) }
}

/** Choices are texts even where they look like numbers. */
const singleOf = (text: string, declared: ParamDeclaration | undefined): ParamValue =>
  declared?.kind === 'choice' ? text : paramValue(text)

function samplingFrom(given: Given): Sampling {
  const count = given.one('random')
  const seed = given.one('seed')
  if (count === undefined) {
    if (seed !== undefined) throw new UsageError('--seed is for a random search: --random N --seed S.')
    return { kind: 'grid' }
  }
  return { kind: 'random', count: wholeFrom('random', count, 1), seed: wholeFrom('seed', seed ?? '1', 0) }
}

/** `rolling:500/100`: in-sample and out-of-sample bars. */
export function walkForwardFrom(said: string | undefined): WalkForward | null {
  if (said === undefined) return null
  const [, mode, inSample, outOfSample] = /^(rolling|anchored):(\d+)\/(\d+)$/.exec(said) ?? []
  if (mode === undefined)
    throw new UsageError(
      `--walk-forward ${said}: write rolling:IN/OUT or anchored:IN/OUT in bars, for example rolling:500/100.`,
    )
  return {
    mode: mode === 'anchored' ? 'anchored' : 'rolling',
    inSampleBars: Number(inSample),
    outOfSampleBars: Number(outOfSample),
  }
}

/** Fewer trades say little about the next ones. */
const USUAL_LEAST_TRADES = 10

export function choosingFrom(given: Given): Choosing {
  const metric = given.one('metric') ?? 'sharpe'
  if (!isTrialStat(metric)) {
    const meant = nearest(metric, TRIAL_STATS)
    throw new UsageError(
      `There is no metric ${metric} to search by.${meant ? ` Did you mean ${meant}?` : ''} There are ${TRIAL_STATS.join(', ')}.`,
    )
  }
  const by = given.one('by') ?? 'plateau'
  if (by !== 'plateau' && by !== 'peak') throw new UsageError(`--by ${by}: use plateau or peak.`)
  const least = given.one('min-trades')
  return {
    metric,
    by,
    minTrades: least === undefined ? USUAL_LEAST_TRADES : wholeFrom('min-trades', least, 0),
  }
}

export function wholeFrom(flag: string, text: string, least: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < least)
    throw new UsageError(`--${flag} ${text}: it is a whole number from ${least}.`)
  return value
}
