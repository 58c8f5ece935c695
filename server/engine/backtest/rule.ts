import type { BarColumns } from '../../../sandbox/ir/bars'
import type { Catalogue } from '../../../sandbox/ir/catalogue'
import type { OutputName, Program, SeriesClock } from '../../../sandbox/ir/program'
import type { Timeframe } from '../../../sandbox/ir/timeframe'
import { memoryAt, memoryOf } from '../../../sandbox/run/memory'
import { type Plan, planRun, sinkOf } from '../../../sandbox/run/plan'
import { Run } from '../../../sandbox/run/run'
import { runScripts } from '../../../sandbox/run/scripts'
import { tapeOf } from '../../../sandbox/run/tape'
import { looksAtOwnPosition, looksAtPosition, whyNot } from './modes'
import { type DueWork, tradeByScript } from './scripted'
import type { Settings } from './settings'
import { rankSignalsOf, type SignalColumns, signalsOf } from './signals'

/** Bars of the instrument that is traded, and of every other clock the program moves with. */
export interface RuleBars {
  readonly own: BarColumns
  readonly others: (clock: SeriesClock) => BarColumns | null
}

/** Bars a program needs before its signals count, in bars of its own timeframe. */
export interface WarmUp {
  /** Until there is any signal. */
  readonly first: number
  /** Until a signal no longer shows where history began; null when it always does. */
  readonly settled: number | null
  /** What the settings make of it. */
  readonly bars: number
}

/** A program made ready to give its signals for one instrument after another. */
export interface Rule {
  readonly program: Program
  readonly timeframe: Timeframe
  readonly warmUp: WarmUp
  /** What it says depends on what the account holds: it has to be asked bar by bar. */
  readonly looksAtPosition: boolean
  /** It is a script that looks at a position, which is the one it would have with an account of its own. */
  readonly looksAtOwnPosition: boolean
  /** Signals for every bar; they hold until the next question. For programs without scripts. */
  readonly read: (bars: RuleBars) => SignalColumns
  /** Signals of any program, stopping wherever a script is due for the caller to run it. */
  readonly reading: (
    bars: RuleBars,
    trading: { readonly symbol: string; readonly settings: Settings },
  ) => Generator<DueWork, SignalColumns, readonly Float64Array[]>
  /** A run to be asked bar by bar, for a program that looks at its position. */
  readonly live: (bars: RuleBars) => { readonly run: Run; readonly plan: Plan }
}

export interface RuleContext {
  readonly timeframe: Timeframe
  readonly catalogue: Catalogue
  readonly settings: Pick<Settings, 'mode' | 'stopRole' | 'warmUp'>
}

/** Null: the program can not be run in this mode; `whyNot` says why. */
export function openRule(program: Program, { timeframe, catalogue, settings }: RuleContext): Rule | null {
  if (whyNot(program, settings.mode) !== null) return null
  let planned: Plan | null = null
  // who merges many rules into one plan of its own asks none of them for theirs
  const planOf = (): Plan => {
    planned ??= planRun([program], { timeframe, catalogue })
    return planned
  }
  const warmUp = warmUpOf(program, timeframe, catalogue, settings.warmUp)
  let shared: Run | null = null
  const tapes = (others: RuleBars['others']) => (clock: SeriesClock) => {
    const bars = others(clock)
    return bars && tapeOf(bars)
  }
  const signals = (of: Plan, run: Run): SignalColumns => {
    const columnOf = (output: OutputName) => run.collected(nodeOf(of, output))
    return settings.mode === 'rank'
      ? rankSignalsOf(program, columnOf)
      : signalsOf(program, columnOf, settings)
  }
  return {
    program,
    timeframe,
    warmUp,
    looksAtPosition: looksAtPosition(program),
    looksAtOwnPosition: looksAtOwnPosition(program),
    read: ({ own, others }) => {
      if (shared) shared.reset(tapeOf(own), tapes(others))
      else shared = new Run(planOf(), { tape: tapeOf(own), tapes: tapes(others), collect: true })
      shared.advance()
      return signals(shared.plan, shared)
    },
    *reading(bars, { symbol, settings: trading }) {
      if (!program.scripts?.length) return this.read(bars)
      const { own, others } = bars
      const work = runScripts(program, { timeframe, catalogue, tape: tapeOf(own), tapes: tapes(others) })
      const given = { symbol, program, settings: trading, tradable: warmUp.bars - 1 }
      let step = work.next()
      while (!step.done) {
        const due = step.value
        step = work.next(due.code.readsPosition ? yield* tradeByScript(due, own, given) : yield due)
      }
      return signals(step.value.plan, step.value.run)
    },
    live: ({ own, others }) => ({
      plan: planOf(),
      run: new Run(planOf(), { tape: tapeOf(own), tapes: tapes(others), collect: false }),
    }),
  }
}

export const nodeOf = (plan: Plan, output: OutputName): number => {
  const sink = sinkOf(plan, 0, output)
  if (!sink) throw new Error(`The plan has no output ${output}.`)
  return sink.node
}

/** Only outputs that are traded by count: a slow column that is merely shown delays nothing. */
function warmUpOf(
  program: Program,
  timeframe: Timeframe,
  catalogue: Catalogue,
  wanted: Settings['warmUp'],
): WarmUp {
  const memory = memoryOf(program, timeframe, catalogue)
  let first = 1
  let settled: number | null = 1
  for (const node of Object.values(program.outputs)) {
    const own = memoryAt(memory, node)
    first = Math.max(first, own.first)
    settled = settled === null || own.settled === null ? null : Math.max(settled, own.settled)
  }
  return { first, settled, bars: wanted === 'first' ? first : (settled ?? first) }
}
