import { catalogue } from '../../sandbox/catalogue'
import { type Backtest, backtest } from '../engine/backtest/backtest'
import { openRule } from '../engine/backtest/rule'
import type { DueWork } from '../engine/backtest/scripted'
import { factsOf, type Report, type ReportAsked, reportFrom } from '../engine/report/report'
import { type PageSeries, pageSeries } from '../engine/report/series/pageSeries'
import { VIEWS, type View } from '../engine/report/views/define'
import { statsAs, type ViewedStats } from '../engine/report/views/index'
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

export interface DueScriptOf extends DueWork {
  readonly symbol: string
}

export type Tell = (fraction: number, stage: string) => void

/** How much of the work each stage is, as a fraction of all. */
const SIGNALS = 0.5
const REPORT = 0.9

/**
 * A task from rule to report. Stops wherever a script is due for the caller to run it; a symbol whose script fails is left out
 * and named, and the others begin anew without it. Null: no symbol is left.
 */
export function* computing(
  task: BacktestTask,
  tell: Tell,
): Generator<DueScriptOf, Computed | null, ScriptAnswer> {
  const { program, timeframe, settings, periodsPerYear } = task
  const rule = openRule(program, { timeframe, catalogue, settings })
  if (!rule) throw new Error('A program that can not be traded was to be backtested.')
  const failed: FailedSymbol[] = [...task.failed]
  let symbols = task.symbols
  let done: Backtest | null = null
  while (!done) {
    if (symbols.length === 0) return null
    let [current = ''] = symbols.map(({ symbol }) => symbol)
    let begun = 0
    const all = symbols.length
    const steps = backtest({
      rule,
      settings,
      symbols: symbols.map(each => ({ symbol: each.symbol, bars: ruleBars(task, each) })),
      onSymbol: symbol => {
        current = symbol
        tell((SIGNALS * begun) / all, all === 1 ? 'Simulating' : `Signals of ${++begun} of ${all} symbols`)
      },
    })
    let step = steps.next()
    let broken: FailedSymbol | null = null
    while (!step.done && !broken) {
      const answer: ScriptAnswer = yield { ...step.value, symbol: current }
      if (answer.ok) step = steps.next(answer.columns)
      else broken = { symbol: current, message: answer.message }
    }
    if (broken) {
      const { symbol } = broken
      failed.push(broken)
      symbols = symbols.filter(each => each.symbol !== symbol)
    } else if (step.done) done = step.value
  }
  tell(REPORT, 'Writing the report')
  const asked: ReportAsked = {
    rule,
    symbols,
    settings,
    backtest: done,
    periodsPerYear,
    trials: 1,
    failed: failed.sort((a, b) => (a.symbol < b.symbol ? -1 : 1)),
  }
  const facts = factsOf(asked)
  const report = reportFrom(facts, asked)
  return {
    report: { ...report, assumptions: [...report.assumptions, ...task.assumptions] },
    views: Object.fromEntries(VIEWS.map(view => [view, statsAs(view, facts)])) as Record<View, ViewedStats>, // every view is there
    page: pageSeries(facts),
  }
}

const ruleBars = ({ timeframe: own, others }: BacktestTask, { bars, slower }: TaskSymbol) => ({
  own: bars,
  others: ({
    timeframe,
    instrument,
  }: {
    readonly timeframe: string | null
    readonly instrument: string | null
  }) =>
    (instrument === null
      ? slower.find(each => each.timeframe === timeframe)
      : others.find(each => each.instrument === instrument && each.timeframe === (timeframe ?? own))
    )?.bars ?? null,
})
