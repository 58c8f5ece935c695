import type { BarColumns } from '../ir/bars'
import type { Catalogue } from '../ir/catalogue'
import type { Program, SeriesClock } from '../ir/program'
import { type Timeframe, timeframeMs } from '../ir/timeframe'
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
    const until = to > from ? bars.time[to - 1]! + timeframeMs[timeframe] : -Infinity
    const work = runScripts(program, {
      timeframe,
      catalogue,
      tape: tapeOf(cut(bars, from, to)),
      ...(tapes && {
        tapes: clock => {
          const tape = tapes(clock)
          return tape && closedBy(tape, timeframeMs[clock.timeframe ?? timeframe], until)
        },
      }),
    })
    let step = work.next()
    while (!step.done) {
      if (!answer) throw new Error('The program holds a script, and nobody is there to run it.')
      step = work.next(await answer(step.value))
    }
    const { plan, run } = step.value
    return plan.merged.sinks[0]!.map(({ node }) => run.collected(node))
  }

/** Bars that nobody could know at that moment are not there, so that who reads them has to say something else. */
function closedBy({ bars, first, end }: Tape, lengthMs: number, until: number): Tape {
  let [low, high] = [0, end - first]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (bars.time[middle]! + lengthMs <= until) low = middle + 1
    else high = middle
  }
  return { bars, first, end: first + low }
}

const cut = (bars: BarColumns, from: number, to: number): BarColumns => ({
  time: bars.time.subarray(from, to),
  open: bars.open.subarray(from, to),
  high: bars.high.subarray(from, to),
  low: bars.low.subarray(from, to),
  close: bars.close.subarray(from, to),
  volume: bars.volume.subarray(from, to),
})
