import type { Catalogue } from '../ir/catalogue'
import { type Program, SIGNAL_OUTPUTS } from '../ir/program'
import type { Timeframe } from '../ir/timeframe'
import { memoryOf, type NodeMemory, type ProgramMemory } from '../run/memory'
import type { Evaluate } from './evaluate'
import { type Culprit, culpritAt, probeOf, saidBy } from './probe'

/** Whether what a program says depends on where its history began. */
export type StartVerdict =
  | { readonly kind: 'untested'; readonly reason: 'history shorter than settling' }
  | {
      readonly kind: 'settles'
      readonly settled: number
      readonly starts: readonly number[]
      /** Signals that turned because two numbers were the same but for a millionth. */
      readonly closeCalls: number
    }
  /** It never forgets, and says so: where history begins is part of the rule. */
  | {
      readonly kind: 'endless'
      readonly starts: readonly number[]
      readonly culprits: readonly Culprit[]
      /** Of the bars after the last start, those on which a signal is another one. */
      readonly changedShare: number
    }
  /** It remembers longer than it says. */
  | {
      readonly kind: 'unsettled'
      readonly settled: number
      readonly start: number
      readonly culprit: Culprit
    }

interface StartCheck {
  readonly program: Program
  readonly catalogue: Catalogue
  readonly timeframe: Timeframe
  readonly bars: number
  readonly evaluate: Evaluate
  readonly most?: number
  /** First bars of the shorter histories; some are chosen when absent. */
  readonly starts?: readonly number[]
}

const MOST_BARS = 20_000
/** How near a value that fades must have come: what `settled` promises. */
const TOLERANCE = 1e-6

/** Runs a program from later starts and compares once it has settled. */
export async function checkStarts(check: StartCheck): Promise<StartVerdict> {
  const { program, catalogue, timeframe, bars, evaluate } = check
  const memory = memoryOf(program, timeframe, catalogue)
  const needed = memory.settled ?? memory.first
  const from = Math.max(0, bars - Math.max(check.most ?? MOST_BARS, 2 * needed))
  const room = bars - from - needed
  const starts = (
    check.starts ?? [...new Set([0.07, 0.33, 0.71].map(share => from + Math.ceil(room * share)))]
  ).filter(start => start > from && start + needed <= bars)
  if (starts.length === 0) return { kind: 'untested', reason: 'history shorter than settling' }
  const stretch = { from, to: bars }
  if (memory.settled === null) return endless(check, memory, starts, stretch)

  const said = saidBy(program)
  const whole = await evaluate(program, stretch)
  let closeCalls = 0
  for (const start of starts) {
    const part = await evaluate(program, { from: start, to: bars })
    const turned = said.map(({ node }, at) =>
      differences(whole[at]!, part[at]!, start - from, memory.nodes[node]!, isFlag(program, node)),
    )
    if (turned.every(({ count }) => count === 0)) continue
    const culprit = await searchCulprit(check, memory, { ...stretch, start })
    if (culprit) return { kind: 'unsettled', settled: memory.settled, start, culprit }
    closeCalls += turned.reduce((sum, { count }) => sum + count, 0)
  }
  return { kind: 'settles', settled: memory.settled, starts, closeCalls }
}

interface Stretches {
  readonly from: number
  readonly start: number
  readonly to: number
}

const isFlag = ({ nodes }: Program, node: number): boolean => nodes[node]!.type.kind === 'bool'

/**
 * The first node that differs though all it is made of does not. A flag made of numbers that are equal but for rounding may turn,
 * and is not guilty of it.
 */
async function searchCulprit(
  { program, catalogue, evaluate }: StartCheck,
  memory: ProgramMemory,
  { from, start, to }: Stretches,
): Promise<Culprit | null> {
  const probe = probeOf(program)
  const whole = await evaluate(probe, { from, to })
  const part = await evaluate(probe, { from: start, to })
  const rounded = new Set<number>()
  for (const [at, { node }] of probe.columns.entries()) {
    const [all, some] = [whole[at]!, part[at]!]
    const own = memory.nodes[node]!
    const isRounded = program.nodes[node]!.inputs.some(input => rounded.has(input))
    if (own.settled === null) continue
    if (isRounded && isFlag(program, node)) {
      rounded.add(node)
      continue
    }
    const { first } = differences(all, some, start - from, own, isFlag(program, node))
    if (first >= 0)
      return culpritAt(program, catalogue, {
        node,
        bar: from + first,
        whole: all[first]!,
        part: some[first - (start - from)]!,
      })
    if (!own.exact) rounded.add(node)
  }
  return null
}

async function endless(
  { program, catalogue, evaluate }: StartCheck,
  memory: ProgramMemory,
  starts: readonly number[],
  { from, to }: { readonly from: number; readonly to: number },
): Promise<StartVerdict> {
  const probe = probeOf(program)
  const start = starts.at(-1)!
  const whole = await evaluate(probe, { from, to })
  const part = await evaluate(probe, { from: start, to })
  const columnOf = new Map(probe.columns.map(({ node }, at) => [node, at]))
  const begins = program.nodes.flatMap(({ inputs }, node) =>
    memory.nodes[node]!.settled === null && inputs.every(input => memory.nodes[input]!.settled !== null)
      ? [node]
      : [],
  )
  const culprits = begins.map(node => {
    const at = columnOf.get(node)
    const row = at === undefined ? -1 : firstOther(whole[at]!, part[at]!, start - from)
    const pair =
      row < 0 || at === undefined
        ? { whole: NaN, part: NaN }
        : { whole: whole[at]![row]!, part: part[at]![row - (start - from)]! }
    return culpritAt(program, catalogue, { node, bar: row < 0 ? start : from + row, ...pair })
  })
  const signals = SIGNAL_OUTPUTS.flatMap(name => {
    const node = program.outputs[name]
    const at = node === undefined ? undefined : columnOf.get(node)
    return at === undefined ? [] : [at]
  })
  const settledRow = start - from + memory.first - 1
  let changed = 0
  for (let row = settledRow; row < to - from; row++)
    if (signals.some(at => (whole[at]![row] === 1) !== (part[at]![row - (start - from)] === 1))) changed++
  return { kind: 'endless', starts, culprits, changedShare: changed / Math.max(1, to - from - settledRow) }
}

function firstOther(whole: Float64Array, part: Float64Array, shift: number): number {
  for (let row = 0; row < part.length; row++)
    if (!Object.is(whole[row + shift], part[row])) return row + shift
  return -1
}

/** Rows, once settled, on which two histories disagree: to the bit where the memory is exact, else by more than a millionth. */
function differences(
  whole: Float64Array,
  part: Float64Array,
  shift: number,
  { settled, exact }: NodeMemory,
  isFlag: boolean,
): { readonly count: number; readonly first: number } {
  const from = (settled ?? part.length + 1) - 1
  let scale = 0
  for (let row = from; row < part.length; row++) {
    const size = Math.abs(whole[row + shift]!)
    if (size > scale && size < Infinity) scale = size
  }
  // near zero crossings a share of the value itself would ask for more digits than it has
  const room = exact || isFlag ? 0 : TOLERANCE * scale
  let count = 0
  let first = -1
  for (let row = from; row < part.length; row++) {
    const a = whole[row + shift]!
    const b = part[row]!
    if (Object.is(a, b) || Math.abs(a - b) <= room) continue
    if (count++ === 0) first = row + shift
  }
  return { count, first }
}
