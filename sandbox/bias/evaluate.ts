import type { BarColumns } from '../ir/bars'
import type { Catalogue } from '../ir/catalogue'
import type { Program, SeriesClock } from '../ir/program'
import type { Timeframe } from '../ir/timeframe'
import { type DueScript, runScripts } from '../run/scripts'
import { type Tape, tapeOf } from '../run/tape'

/** Bars of a history, `to` left out. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/**
 * Runs a program over a stretch of a history as if there were no other bars, and gives what it says: its outputs in their order,
 * then its columns, a value a bar of the stretch. The checks own what they get, so it must not be written over later.
 */
export type Evaluate = (
  program: Program,
  stretch: Stretch,
) => readonly Float64Array[] | Promise<readonly Float64Array[]>

interface History {
  readonly bars: BarColumns
  readonly timeframe: Timeframe
  readonly catalogue: Catalogue
  /** Bars of other clocks; the run sees of them what had closed. */
  readonly tapes?: (clock: SeriesClock) => Tape | null
  /** Runs a script inside the fence; programs without scripts never ask. */
  readonly answer?: (due: DueScript) => Promise<readonly Float64Array[]>
}

/** Evaluates programs over a history in memory. */
export const evaluateOver =
  ({ bars, timeframe, catalogue, tapes, answer }: History): Evaluate =>
  async (program, { from, to }) => {
    const work = runScripts(program, {
      timeframe,
      catalogue,
      tape: tapeOf(cut(bars, from, to)),
      ...(tapes && { tapes }),
    })
    let step = work.next()
    while (!step.done) {
      if (!answer) throw new Error('The program holds a script, and nobody is there to run it.')
      step = work.next(await answer(step.value))
    }
    const { plan, run } = step.value
    return plan.merged.sinks[0]!.map(({ node }) => run.collected(node))
  }

const cut = (bars: BarColumns, from: number, to: number): BarColumns => ({
  time: bars.time.subarray(from, to),
  open: bars.open.subarray(from, to),
  high: bars.high.subarray(from, to),
  low: bars.low.subarray(from, to),
  close: bars.close.subarray(from, to),
  volume: bars.volume.subarray(from, to),
})
