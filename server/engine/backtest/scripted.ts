import type { BarColumns } from '../../../sandbox/ir/bars'
import type { OutputName, Program } from '../../../sandbox/ir/program'
import type { DueScript } from '../../../sandbox/run/scripts'
import type { PositionView } from './bookSetup'
import type { Settings } from './settings'
import { type SignalColumns, signalsOf } from './signals'
import { Simulation } from './simulate'

/** What a script is told of its position; it does not change as long as no order fills. */
export type ScriptView = Readonly<Record<'side' | 'entryPrice' | 'quantity' | 'entryBar', number | string>>

/** Bars of a script that looks at its position, to be run in a session that remembers the ones before. */
export interface ScriptStretch {
  /** The first of a session: `columns` are the whole history. Later ones bring none. */
  readonly begins: boolean
  readonly from: number
  /** At most; the answer's columns hold the rows that ran, and end after the first row with one of `stopOn`. */
  readonly to: number
  readonly position: ScriptView | null
  readonly stopOn: readonly string[]
}

/** A script that is due, over all bars or, where there is a stretch, over some of them. */
export interface DueWork extends DueScript {
  readonly stretch?: ScriptStretch
}

export interface ScriptedInput {
  readonly symbol: string
  readonly program: Program
  readonly settings: Settings
  readonly tradable: number
}

/**
 * The outputs of a script that looks at its position, asked of it in stretches over which nothing but its own words can change that
 * position: an account of its own is brought along beside it. One stretch for each event, and one for each bar only while orders wait.
 */
export function* tradeByScript(
  due: DueScript,
  bars: BarColumns,
  { symbol, program, settings, tradable }: ScriptedInput,
): Generator<DueWork, readonly Float64Array[], readonly Float64Array[]> {
  const { code, columns } = due
  const rows = bars.time.length
  const outputs: Float64Array[] = code.outputs.map(() => new Float64Array(rows).fill(Number.NaN))
  const given = new Map<OutputName, Float64Array>()
  for (const [name, node] of Object.entries(program.outputs)) {
    const { op, params } = program.nodes[node] ?? {}
    const place = code.outputs.findIndex(
      output => output.from === 'output' && op === 'script' && params?.output === output.name,
    )
    const column = outputs[place]
    if (!column)
      throw new Error(
        `A script that looks at its position has to give ${name} itself; here it comes from other blocks.`,
      )
    given.set(name as OutputName, column)
  }
  const columnOf = (name: OutputName): Float64Array => {
    const column = given.get(name)
    if (!column) throw new Error(`The script has no output ${name}.`)
    return column
  }
  const signals = signalsOf(program, columnOf, settings)
  const derived = signals.exitLong !== null && !outputs.includes(signals.exitLong) ? signals.exitLong : null
  const simulation = new Simulation({ symbol, bars, signals, settings, tradable })
  for (let bar = 0; bar < rows; ) {
    simulation.advance(bar + 1)
    const { side } = simulation.position
    // without an exit of its own it leaves where its filter no longer holds, and that is not told by a flag that turns true
    const calm = derived && side !== 0 ? bar + 1 : simulation.calmUntil(rows)
    const to = Math.max(bar + 1, calm)
    const answer = yield {
      code,
      columns: bar === 0 ? columns : [],
      wanted: bar,
      stretch: {
        begins: bar === 0,
        from: bar,
        to,
        position: viewOf(simulation.position, bar),
        stopOn: wordsThatAct(side, signals, settings).filter(word => given.has(word)),
      },
    }
    const ran = answer[0]?.length ?? 0
    if (answer.length !== outputs.length || ran < 1 || bar + ran > to)
      throw new Error('A stretch of a script has to be answered by the rows that ran, and no others.')
    for (const [n, column] of answer.entries()) outputs[n]?.set(column, bar)
    if (derived)
      for (let row = bar; row < bar + ran; row++) derived[row] = 1 - (signals.long?.[row] as number)
    bar += ran
  }
  return outputs
}

/** Outputs that do something while the position is what it is. */
function wordsThatAct(
  side: PositionView['side'],
  { exitLong, exitShort }: SignalColumns,
  { exclusive, pyramiding }: Settings,
): OutputName[] {
  if (side === 0) return ['long', 'short', 'filter']
  const leave: OutputName = side === 1 ? 'exitLong' : 'exitShort'
  const [same, other]: OutputName[] = side === 1 ? ['long', 'short'] : ['short', 'long']
  return [
    ...((side === 1 ? exitLong : exitShort) ? [leave] : []),
    ...(exclusive && other ? [other] : []),
    ...(pyramiding > 1 && same ? [same, 'filter' as const] : []),
  ]
}

const viewOf = (
  { side, entryPrice, quantity, barsSinceEntry }: PositionView,
  bar: number,
): ScriptView | null =>
  side === 0
    ? null
    : { side: side === 1 ? 'long' : 'short', entryPrice, quantity, entryBar: bar - barsSinceEntry }
