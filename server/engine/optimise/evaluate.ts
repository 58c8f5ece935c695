import type { Program } from '../../../sandbox/ir/program'
import { planRun } from '../../../sandbox/run/plan'
import { Run } from '../../../sandbox/run/run'
import { tapeOf } from '../../../sandbox/run/tape'
import { backtest, tradedUnder } from '../backtest/backtest'
import { whyNot } from '../backtest/modes'
import { periodOf } from '../backtest/period'
import type { Instrument } from '../backtest/portfolio'
import type { Outcome } from '../backtest/result'
import { openRule, type Rule } from '../backtest/rule'
import type { DueWork } from '../backtest/scripted'
import type { Settings } from '../backtest/settings'
import { moved, rankSignalsOf, signalsOf } from '../backtest/signals'
import { guessPeriodsPerYear } from '../report/days'
import { type Candidate, type Market, settingsWithin, timelineOf } from './market'
import { tradedPart } from './traded'
import { trialStatsOf } from './trialStats'
import type { TrialPeriod, TrialResult, TrialStats } from './types'

/** A script of a trial that is due for a symbol. */
export interface DueTrial {
  readonly symbol: string
  readonly due: DueWork
}

/** What a script made of its columns, or why it could not. */
export type TrialAnswer =
  | { readonly ok: true; readonly columns: readonly Float64Array[] }
  | { readonly ok: false; readonly message: string }

interface Evaluating {
  readonly market: Market
  /** Each trial is run over each of them. */
  readonly periods: readonly TrialPeriod[]
  /** Hears how many trials are done. */
  readonly onDone?: (trials: number) => void
  /** Values of signals that may be in memory at one time; trials are merged as far as that lets them. */
  readonly room?: number
}

/** 64 MB. */
const ROOM = 8_000_000

/** More programs in one plan share hardly more nodes, and their columns leave the processor's cache. */
const MOST_MERGED = 128

/**
 * Runs trials over a market and gives their numbers, in the order given: the same to the bit as each of them alone. Programs are merged,
 * so that nodes they share are computed once for each symbol; those with scripts, and those that look at their position, go one by one and
 * stop wherever a script is due. A trial that fails says why and stops no other.
 */
export function* evaluate(
  candidates: readonly Candidate[],
  { market, periods, onDone, room = ROOM }: Evaluating,
): Generator<DueTrial, TrialResult[], TrialAnswer> {
  const found = new Map<string, Found>()
  const merging: Rule[] = []
  const alone: Rule[] = []
  for (const candidate of candidates) {
    if (!('program' in candidate) || found.has(candidate.program.digest)) continue
    const { program } = candidate
    const why = whyUntried(program, market.settings)
    const rule = why === null ? openRule(program, market) : null
    if (!rule) found.set(program.digest, failed(why ?? 'It can not be traded.'))
    else {
      found.set(program.digest, failed('It was not run.'))
      const isPlain = !rule.looksAtPosition && !program.scripts?.length
      ;(isPlain ? merging : alone).push(rule)
    }
  }
  let done = candidates.length - merging.length - alone.length
  const told = (rule: Rule, what: Found) => {
    found.set(rule.program.digest, what)
    onDone?.(++done)
  }
  const stretches = periods.map(period => stretchOf(market, period))
  for (const rules of chunksOf(merging, market, room)) evaluateMerged(rules, market, stretches, told)
  for (const rule of alone) told(rule, yield* evaluateAlone(rule, market, stretches))
  return candidates.map(candidate => {
    const { number, params } = candidate
    if (!('program' in candidate)) return { number, params, digest: null, ...failed(candidate.failed) }
    const { digest } = candidate.program
    return { number, params, digest, ...(found.get(digest) ?? failed('It was not run.')) }
  })
}

type Found = Pick<TrialResult, 'failed' | 'periods'>

const failed = (message: string): Found => ({ failed: message, periods: [] })

/** Why a program can not be tried, as a sentence; null when it can. */
export function whyUntried(program: Program, { mode }: Settings): string | null {
  if (mode === 'events') return NO_ACCOUNT
  const why = whyNot(program, mode)
  return why === null ? null : `With these values the strategy ${why}`
}

export const NO_ACCOUNT =
  "A study of events trades no account, so there is nothing to search by. Search with mode 'signals' or 'rank'."
export const NO_NUMBER =
  'The account came to an amount that is no number any more. Size positions by less than all of the equity.'

/** Programs that are merged into one plan: as many as there is room for the signals of. */
function* chunksOf(rules: readonly Rule[], { symbols }: Market, room: number): Generator<readonly Rule[]> {
  const bars = symbols.reduce((sum, { bars: { own } }) => sum + own.time.length, 0)
  let chunk: Rule[] = []
  let values = 0
  for (const rule of rules) {
    const own = Object.keys(rule.program.outputs).length * bars
    if (chunk.length > 0 && (chunk.length === MOST_MERGED || values + own > room)) {
      yield chunk
      chunk = []
      values = 0
    }
    chunk.push(rule)
    values += own
  }
  if (chunk.length > 0) yield chunk
}

/** A period as an account has it. */
interface Stretch {
  readonly settings: Settings
  /** What every trial's own equity would be asked for: whether its bars open on weekends. */
  readonly periodsPerYear: number
}

function stretchOf(market: Market, period: TrialPeriod): Stretch {
  const settings = settingsWithin(market.settings, period)
  const periodsPerYear = market.periodsPerYear ?? guessPeriodsPerYear(timelineOf(market.symbols, settings))
  return { settings, periodsPerYear }
}

function evaluateMerged(
  rules: readonly Rule[],
  market: Market,
  stretches: readonly Stretch[],
  told: (rule: Rule, found: Found) => void,
): void {
  const { timeframe, catalogue, symbols, settings } = market
  const isAlone = symbols.length === 1
  const programs = rules.map(({ program }) => tradedPart(program, settings.mode, isAlone))
  const plan = planRun(programs, { timeframe, catalogue })
  const instruments: Instrument[][] = rules.map(() => [])
  let run: Run | null = null
  for (const { symbol, bars, steps } of symbols) {
    const tape = tapeOf(bars.own)
    const tapes: NonNullable<ConstructorParameters<typeof Run>[1]['tapes']> = clock => {
      const others = bars.others(clock)
      return others && tapeOf(others)
    }
    if (run) run.reset(tape, tapes)
    else run = new Run(plan, { tape, tapes, collect: true })
    const reading = run
    reading.advance()
    const kept = new Map<Float64Array, Float64Array>()
    const columns = new Map(plan.sinkNodes.map(node => [node, reading.collected(node)]))
    for (const [at, { warmUp }] of rules.entries()) {
      const program = programs[at]
      const sinks = plan.merged.sinks[at]
      if (!program || !sinks) continue
      const columnOf = (output: string): Float64Array => {
        const node = sinks.find(({ name }) => name === output)?.node
        const column = node === undefined ? undefined : columns.get(node)
        if (!column) throw new Error(`The plan has no output ${output}.`)
        return column
      }
      const signals =
        settings.mode === 'rank' ? rankSignalsOf(program, columnOf) : signalsOf(program, columnOf, settings)
      const own = {
        symbol,
        bars: bars.own,
        tradable: warmUp.bars - 1,
        ...(steps && { steps }),
        // the next symbol's signals are written where these are
        signals: isAlone
          ? signals
          : moved(signals, column => {
              const copy = kept.get(column) ?? column.slice()
              kept.set(column, copy)
              return copy
            }),
      }
      instruments[at]?.push(own)
    }
  }
  for (const [at, rule] of rules.entries()) {
    const stats: TrialStats[] = []
    for (const { settings: account, periodsPerYear } of stretches) {
      const traded = (instruments[at] ?? []).map(each => within(each, account))
      const outcome = tradedUnder('worst', traded, { settings: account })
      if (!isSound(outcome)) break
      stats.push(trialStatsOf(outcome, account, { ...market, periodsPerYear }))
    }
    told(rule, stats.length === stretches.length ? { failed: null, periods: stats } : failed(NO_NUMBER))
  }
}

/** Bars and signals of the period alone: what lies before it has done its part. */
export function within(instrument: Instrument, period: TrialPeriod): Instrument {
  const { bars, signals, tradable = 0, asking } = instrument
  const { start, end } = periodOf(bars.time, period)
  if (asking || (start === 0 && end === bars.time.length)) return instrument
  const cut = (column: Float64Array): Float64Array => column.subarray(start, end)
  return {
    ...instrument,
    bars: {
      time: cut(bars.time),
      open: cut(bars.open),
      high: cut(bars.high),
      low: cut(bars.low),
      close: cut(bars.close),
      volume: cut(bars.volume),
    },
    signals: moved(signals, cut),
    tradable: Math.max(0, tradable - start),
  }
}

/** A rule by itself: what its scripts say may hang on the account, and so on the period. */
function* evaluateAlone(
  rule: Rule,
  market: Market,
  stretches: readonly Stretch[],
): Generator<DueTrial, Found, TrialAnswer> {
  const stats: TrialStats[] = []
  let instruments: readonly Instrument[] | null = null
  for (const { settings, periodsPerYear } of stretches) {
    let outcome: Outcome
    if (instruments && !rule.looksAtOwnPosition) outcome = tradedUnder('worst', instruments, { settings })
    else {
      const ran = yield* backtested(rule, { ...market, settings })
      if (!ran.ok) return failed(ran.message)
      outcome = ran.outcome
      instruments = ran.instruments
    }
    if (!isSound(outcome)) return failed(NO_NUMBER)
    stats.push(trialStatsOf(outcome, settings, { ...market, periodsPerYear }))
  }
  return { failed: null, periods: stats }
}

type Backtested =
  | { readonly ok: true; readonly outcome: Outcome; readonly instruments: readonly Instrument[] }
  | { readonly ok: false; readonly message: string }

/** A backtest whose scripts are answered from outside; one that fails ends it. */
export function* backtested(
  rule: Rule,
  { symbols, settings }: Pick<Market, 'symbols' | 'settings'>,
): Generator<DueTrial, Backtested, TrialAnswer> {
  const [first] = symbols
  let current = first?.symbol ?? ''
  const steps = backtest({
    rule,
    settings,
    symbols,
    onSymbol: symbol => {
      current = symbol
    },
  })
  let step = steps.next()
  while (!step.done) {
    const answer = yield { symbol: current, due: step.value }
    if (!answer.ok) return { ok: false, message: `${current}: ${answer.message}` }
    step = steps.next(answer.columns)
  }
  return { ok: true, outcome: step.value.outcome, instruments: step.value.instruments }
}

export function isSound({ equity: { value } }: Outcome): boolean {
  // true of every number but NaN and the infinities
  for (const money of value) if (!(money - money === 0)) return false
  return true
}
