import type { Catalogue } from '../ir/catalogue'
import type { Program } from '../ir/program'
import type { Evaluate } from './evaluate'
import { type Culprit, culpritAt, probeOf, saidBy } from './probe'

/** Whether a program says the same of a bar before and after later bars are known. */
export type PrefixVerdict =
  | { readonly kind: 'untested'; readonly reason: 'fewer than 2 bars' }
  | { readonly kind: 'clean'; readonly cuts: readonly number[]; readonly bars: number }
  | {
      readonly kind: 'peeks'
      readonly cuts: readonly number[]
      readonly bars: number
      /** With bars from here on left out … */
      readonly cut: number
      /** … this output is another one on an earlier bar. */
      readonly output: string
      readonly bar: number
      /** Null where no node differs when looked at alone: then the program is not even the same twice. */
      readonly culprit: Culprit | null
    }

interface PrefixCheck {
  readonly program: Program
  readonly catalogue: Catalogue
  /** How many there are. */
  readonly bars: number
  readonly evaluate: Evaluate
  /** Only the last so many are looked at: who peeks does so anywhere. */
  readonly most?: number
  /** Bars that are left out, from each of them on; some are chosen when absent. */
  readonly cuts?: readonly number[]
}

const MOST_BARS = 20_000

/**
 * Runs a program over beginnings of the same history and compares, bit by bit. A value that changes when later bars come in
 * has seen them.
 */
export async function checkPrefixes(check: PrefixCheck): Promise<PrefixVerdict> {
  const { program, catalogue, bars, evaluate, most = MOST_BARS } = check
  const from = Math.max(0, bars - most)
  const cuts = (check.cuts ?? chosenCuts(from, bars)).filter(cut => cut > from && cut < bars)
  if (cuts.length === 0) return { kind: 'untested', reason: 'fewer than 2 bars' }
  const said = saidBy(program)
  const whole = await evaluate(program, { from, to: bars })
  for (const cut of cuts) {
    const part = await evaluate(program, { from, to: cut })
    for (const [at, { name }] of said.entries()) {
      const bar = firstDifference(whole[at]!, part[at]!)
      if (bar < 0) continue
      const culprit = await searchCulprit(program, catalogue, evaluate, { from, cut, to: bars })
      return { kind: 'peeks', cuts, bars: bars - from, cut, output: name, bar: from + bar, culprit }
    }
  }
  return { kind: 'clean', cuts, bars: bars - from }
}

/** Spread over the history, and the last few bars one by one: some of them fall inside a slower bar. */
function chosenCuts(from: number, bars: number): number[] {
  const within = [0.23, 0.41, 0.58, 0.77].map(share => from + Math.floor((bars - from) * share))
  return [...new Set([...within, bars - 3, bars - 2, bars - 1])].sort((a, b) => a - b)
}

/** The first node, in the order in which they are computed, that differs: all it is made of is the same. */
async function searchCulprit(
  program: Program,
  catalogue: Catalogue,
  evaluate: Evaluate,
  { from, cut, to }: { readonly from: number; readonly cut: number; readonly to: number },
): Promise<Culprit | null> {
  const probe = probeOf(program)
  const whole = await evaluate(probe, { from, to })
  const part = await evaluate(probe, { from, to: cut })
  for (const [at, { node }] of probe.columns.entries()) {
    const row = firstDifference(whole[at]!, part[at]!)
    if (row < 0) continue
    const found = { node, bar: from + row, whole: whole[at]![row]!, part: part[at]![row]! }
    return culpritAt(program, catalogue, found)
  }
  return null
}

/** The first row of the shorter column that is not the same to the bit; −1 where all are. Every missing value is one. */
function firstDifference(whole: Float64Array, part: Float64Array): number {
  for (let row = 0; row < part.length; row++) if (!Object.is(whole[row], part[row])) return row
  return -1
}
