import { evaluateOver } from '../../sandbox/bias/evaluate'
import { catalogue } from '../../sandbox/catalogue'
import { timeframeMs } from '../../sandbox/ir/timeframe'
import { tapeOf } from '../../sandbox/run/tape'
import { type Backtest, type BacktestInput, backtest, finerOf } from '../engine/backtest/backtest'
import { openRule, type Rule } from '../engine/backtest/rule'
import type { DueWork } from '../engine/backtest/scripted'
import { checkRun, type RunBias } from '../engine/bias/runBias'
import type { Assumption } from '../engine/report/assumptions'
import { factsOf, type Report, type ReportAsked, reportFrom } from '../engine/report/report'
import { type PageSeries, pageSeries } from '../engine/report/series/pageSeries'
import { VIEWS, type View } from '../engine/report/views/define'
import { statsAs, type ViewedStats } from '../engine/report/views/index'
import type { FinerAsked, FinerGiven } from './finer'
import { robustnessOfBacktest } from './robustness'
import { ruleBars } from './ruleBars'
import type { BacktestTask, FailedSymbol, TaskSymbol } from './task'

export interface Computed {
  readonly report: Report
  readonly views: Readonly<Record<View, ViewedStats>>
  readonly page: PageSeries
}

/** What a script made of its columns, or why it could not. */
export type ScriptAnswer =
  | { readonly ok: true; readonly columns: readonly Float64Array[] }
  | { readonly ok: false; readonly message: string }

export interface Talk {
  readonly tell: (fraction: number, stage: string) => void
  /** Runs a script that is due for a symbol. */
  readonly answer: (symbol: string, due: DueWork) => Promise<ScriptAnswer>
  /** What happened inside bars whose prices came in an order that decides. */
  readonly finer: (asked: readonly FinerAsked[]) => Promise<readonly FinerGiven[]>
}

/** Where the stages begin, as fractions of all the work. */
const REPLAYING = 0.5
const VARYING = 0.55
const CHECKING = 0.7
const REPORT = 0.9

/**
 * A task from rule to report. A symbol whose script fails is left out and named, and the others begin anew without it. Null: no
 * symbol is left.
 */
export async function computed(task: BacktestTask, talk: Talk): Promise<Computed | null> {
  const { program, timeframe, settings, periodsPerYear } = task
  const rule = openRule(program, { timeframe, catalogue, settings })
  if (!rule) throw new Error('A program that can not be traded was to be backtested.')
  const failed: FailedSymbol[] = [...task.failed]
  let { symbols } = task
  let done: Done | null = null
  while (!done) {
    if (symbols.length === 0) return null
    const run = await simulated(rule, task, symbols, talk)
    if (run.ok) done = run
    else {
      const { symbol } = run.failed
      failed.push(run.failed)
      symbols = symbols.filter(each => each.symbol !== symbol)
    }
  }
  const { backtest: result, finer } = done
  const asked: ReportAsked = {
    rule,
    symbols,
    settings,
    backtest: result,
    periodsPerYear,
    trials: 1,
    failed: failed.sort((a, b) => (a.symbol < b.symbol ? -1 : 1)),
  }
  const facts = factsOf(asked)
  const robustness = robustnessOfBacktest({
    rule,
    settings,
    backtest: result,
    facts,
    ...(finer && { finer }),
    tell: (fraction, stage) => talk.tell(VARYING + (CHECKING - VARYING) * fraction, stage),
  })
  const bias = await biasOf(rule, task, symbols, talk)
  talk.tell(REPORT, 'Writing the report')
  const report = reportFrom(facts, { ...asked, robustness, ...(bias && { bias }) })
  return {
    report: { ...report, assumptions: [...report.assumptions, ...replayedOf(report), ...task.assumptions] },
    views: Object.fromEntries(VIEWS.map(view => [view, statsAs(view, facts)])) as Record<View, ViewedStats>, // every view is there
    page: pageSeries(facts),
  }
}

const replayedOf = ({ facts: { replayedBars } }: Report): readonly Assumption[] =>
  replayedBars === 0
    ? []
    : [
        {
          id: 'finer-bars',
          text: `${replayedBars === 1 ? 'One bar' : `${replayedBars.toLocaleString('en-US')} bars`} left open which price came first; finer bars of the venue decided.`,
          trades: null,
        },
      ]

type Finer = NonNullable<BacktestInput['finer']>

interface Done {
  readonly ok: true
  readonly backtest: Backtest
  /** What decided ambiguous bars, where anything did. */
  readonly finer: Finer | null
}

type Simulated = Done | { readonly ok: false; readonly failed: FailedSymbol }

/** Once as the bars tell it, and where they leave open what came first, once more with what finer bars say of those alone. */
async function simulated(
  rule: Rule,
  task: BacktestTask,
  symbols: readonly TaskSymbol[],
  talk: Talk,
): Promise<Simulated> {
  const open = new Map<string, Set<number>>()
  const note = (symbol: string, bar: number) => {
    const bars = open.get(symbol) ?? new Set()
    open.set(symbol, bars.add(bar))
    return null
  }
  const first = await pass(rule, task, symbols, talk, note, null)
  if (!first.ok || open.size === 0) return first
  talk.tell(REPLAYING, 'Looking into ambiguous bars')
  const asked = symbols.flatMap(({ symbol, bars }): FinerAsked[] => {
    const rows = [...(open.get(symbol) ?? [])].sort((a, b) => a - b)
    return rows.length > 0 ? [{ symbol, opens: rows.map(row => bars.time[row] ?? 0) }] : []
  })
  const given = await talk.finer(asked)
  if (given.length === 0) return first
  const length = timeframeMs[task.timeframe]
  const inside = new Map(
    given.flatMap(({ symbol, bars }) => {
      const own = symbols.find(each => each.symbol === symbol)
      return own ? [[symbol, finerOf(own.bars, length, bars)] as const] : []
    }),
  )
  const decided: Finer = (symbol, bar) => inside.get(symbol)?.(bar) ?? null
  return pass(rule, task, symbols, talk, decided, decided)
}

async function pass(
  rule: Rule,
  task: BacktestTask,
  symbols: readonly TaskSymbol[],
  { tell, answer }: Talk,
  finer: Finer,
  decided: Finer | null,
): Promise<Simulated> {
  const all = symbols.length
  let begun = 0
  let current = ''
  const steps = backtest({
    rule,
    settings: task.settings,
    symbols: symbols.map(each => ({
      symbol: each.symbol,
      bars: ruleBars(task, each),
      ...(each.steps && { steps: each.steps }),
    })),
    finer,
    onSymbol: symbol => {
      current = symbol
      tell((REPLAYING * begun) / all, all === 1 ? 'Simulating' : `Signals of ${++begun} of ${all} symbols`)
    },
  })
  let step = steps.next()
  while (!step.done) {
    const given = await answer(current, step.value)
    if (!given.ok) return { ok: false, failed: { symbol: current, message: given.message } }
    step = steps.next(given.columns)
  }
  return { ok: true, backtest: step.value, finer: decided }
}

/** What checking the rule over a few symbols shows; null where its script fails on a part of a history. */
async function biasOf(
  rule: Rule,
  task: BacktestTask,
  symbols: readonly TaskSymbol[],
  { answer, tell }: Talk,
): Promise<RunBias | null> {
  let broken = false
  const checked = symbols.map(each => {
    const { own, others } = ruleBars(task, each)
    const { symbol } = each
    const evaluate = evaluateOver({
      bars: own,
      timeframe: task.timeframe,
      catalogue,
      tapes: clock => {
        const bars = others(clock)
        return bars && tapeOf(bars)
      },
      answer: async due => {
        const given = await answer(symbol, due)
        if (given.ok) return given.columns
        broken = true
        throw new Error(given.message)
      },
    })
    return { symbol, bars: own.time.length, evaluate }
  })
  try {
    return await checkRun({
      rule,
      catalogue,
      symbols: checked,
      tell: (fraction, symbol) =>
        tell(CHECKING + (REPORT - CHECKING) * fraction, `Checking for a look ahead on ${symbol}`),
    })
  } catch (error) {
    if (broken) return null
    throw error
  }
}
