import type { BarColumns } from '../../sandbox/ir/bars'
import type { Catalogue } from '../../sandbox/ir/catalogue'
import type { Program, SeriesClock } from '../../sandbox/ir/program'
import { type Timeframe, timeframeMs } from '../../sandbox/ir/timeframe'
import { memoryAt, memoryOf } from '../../sandbox/run/memory'
import { type Plan, planRun, sinkOf } from '../../sandbox/run/plan'
import { Run } from '../../sandbox/run/run'
import { type DueScript, runScripts } from '../../sandbox/run/scripts'
import { tapeOf } from '../../sandbox/run/tape'

/** What a screen says of one symbol at one bar. A missing number is null. */
export interface ScreenRow {
  readonly symbol: string
  readonly matched: boolean
  readonly score: number | null
  readonly close: number
  /** Since the bar before, as a fraction. */
  readonly change: number | null
  /** The program's columns, in their order. */
  readonly values: readonly (number | null)[]
}

/** Bars of the symbol's own clock, and of every other one the program moves with. */
export interface ScreenBars {
  readonly own: BarColumns
  readonly others: (clock: SeriesClock) => BarColumns | null
}

/** A clock whose bars a program reads, and how many of them it needs before its last value can be trusted. */
export interface ClockNeed {
  readonly timeframe: Timeframe
  /** Null: the symbol that is judged. */
  readonly instrument: string | null
  readonly bars: number
}

/** A program made ready to judge one symbol after another by their last bars. */
export interface Screen {
  readonly own: ClockNeed
  /** Slower bars of the symbol itself, and another instrument's. */
  readonly others: readonly ClockNeed[]
  /** Null: there is no bar to judge. For programs without scripts. */
  readonly judge: (symbol: string, bars: ScreenBars) => ScreenRow | null
  /** Judges any program, and stops wherever a script is due for the caller to run it. */
  readonly judging: (symbol: string, bars: ScreenBars) => Judging
}

export type Judging = Generator<DueScript, ScreenRow | null, readonly Float64Array[]>

const NO_BARS: BarColumns = {
  time: new Float64Array(0),
  open: new Float64Array(0),
  high: new Float64Array(0),
  low: new Float64Array(0),
  close: new Float64Array(0),
  volume: new Float64Array(0),
}

/** The output that decides a match: a document without a filter matches where it would buy. */
export const matchOutput = (program: Program): 'filter' | 'long' | null =>
  'filter' in program.outputs ? 'filter' : 'long' in program.outputs ? 'long' : null

/** What a value without end to its memory gets: long enough to settle in practice, the same on every run. */
const ENDLESS_BARS = 1_000
const MOST_BARS = 20_000

export function openScreen(program: Program, timeframe: Timeframe, catalogue: Catalogue): Screen {
  const plan = planRun([program], { timeframe, catalogue })
  const run = new Run(plan, { tape: tapeOf(NO_BARS), collect: false })
  const [own, ...others] = clockNeeds(program, plan, catalogue)
  if (!own) throw new Error('A plan has a lane for its own bars.')
  return {
    own,
    others,
    judge: (symbol, { own, others }) => {
      if (own.close.length === 0) return null
      run.reset(tapeOf(own), tapesFrom(others))
      run.advance()
      return rowOf(program, symbol, own, plan, run)
    },
    *judging(symbol, bars) {
      if (!program.scripts?.length) return this.judge(symbol, bars)
      const { own, others } = bars
      if (own.close.length === 0) return null
      const scripted = yield* runScripts(program, {
        timeframe,
        catalogue,
        tape: tapeOf(own),
        tapes: tapesFrom(others),
        last: true,
      })
      return rowOf(program, symbol, own, scripted.plan, scripted.run)
    },
  }
}

const tapesFrom = (others: ScreenBars['others']) => (clock: SeriesClock) => {
  const bars = others(clock)
  return bars && tapeOf(bars)
}

/** What a run that has come to the last bar says there. */
function rowOf(program: Program, symbol: string, { close }: BarColumns, plan: Plan, run: Run): ScreenRow {
  const match = matchOutput(program)
  const read = (name: string): number => {
    const sink = sinkOf(plan, 0, name)
    return sink ? run.latest(sink.node) : Number.NaN
  }
  const last = close.length - 1
  const price = close[last] ?? Number.NaN
  return {
    symbol,
    // Missing is no match.
    matched: match !== null && read(match) === 1,
    score: orNull(read('score')),
    close: price,
    change: last > 0 ? orNull(price / (close[last - 1] ?? Number.NaN) - 1) : null,
    values: program.columns.map(column => orNull(read(`columns.${column.name}`))),
  }
}

/**
 * Bars to load of each clock, when each brings its own: memory composed inside a lane, where a value seen from another
 * lane is as good as a source. A slower clock also has to reach back as far as the run's own bars do.
 */
function clockNeeds(program: Program, plan: Plan, catalogue: Catalogue): ClockNeed[] {
  const { timeframe, lanes, merged, nodes } = plan
  const apart = program.nodes.map(node =>
    node.op === 'seen' ? { ...node, op: 'close', inputs: [], params: {} } : node,
  )
  const memory = memoryOf({ ...program, nodes: apart }, timeframe, catalogue)
  const need = lanes.map(() => 2)
  for (const id of program.nodes.keys()) {
    const lane = nodes[merged.ids[0]?.[id] ?? 0]?.lane ?? 0
    const { first, settled } = memoryAt(memory, id)
    need[lane] = Math.max(need[lane] ?? 0, settled ?? Math.max(first, ENDLESS_BARS))
  }
  const ownMs = Math.min(MOST_BARS, need[0] ?? 2) * timeframeMs[timeframe]
  return lanes.map(({ timeframe: of, instrument, lengthMs }, lane) => ({
    timeframe: of,
    instrument,
    bars: Math.min(MOST_BARS, (need[lane] ?? 0) + (lane === 0 ? 0 : Math.ceil(ownMs / lengthMs) + 1)),
  }))
}

/** JSON has neither NaN nor infinity; both mean that there is no number to show. */
const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null)

/** Best first: matches before the rest, then by score, then by symbol. A row without a score follows those with one. */
export function rankRows<Row extends Pick<ScreenRow, 'symbol' | 'matched' | 'score'>>(
  rows: readonly Row[],
): Row[] {
  return [...rows].sort(
    (a, b) =>
      Number(b.matched) - Number(a.matched) ||
      compareScores(a.score, b.score) ||
      (a.symbol < b.symbol ? -1 : a.symbol > b.symbol ? 1 : 0),
  )
}

function compareScores(a: number | null, b: number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return b - a
}
