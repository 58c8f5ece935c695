// What the values of a program were at some bars, told so that a person can follow why a signal fired.
import type { BarColumns } from '../../sandbox/ir/bars'
import { type Catalogue, operatorOf } from '../../sandbox/ir/catalogue'
import {
  type NodeId,
  type OutputName,
  type ParamValue,
  type Program,
  SIGNAL_OUTPUTS,
  type ValueKind,
} from '../../sandbox/ir/program'
import type { Timeframe } from '../../sandbox/ir/timeframe'
import { type Evidence, explain, SIGNS } from '../../sandbox/run/evidence'
import { sinkOf } from '../../sandbox/run/plan'
import { runScripts, type ScriptedRun } from '../../sandbox/run/scripts'
import { tapeOf } from '../../sandbox/run/tape'
import type { RuleBars } from './backtest/rule'
import { type DueWork, type ScriptedInput, tradeByScript } from './backtest/scripted'

/** A bar whose values are asked for. */
export interface Moment {
  /** UTC ms. */
  readonly time: number
  /** The bar that opens then; the one before it; or the last one before it at which an entry was signalled, as waiting orders have it. */
  readonly at: 'bar' | 'bar before' | 'signal before'
}

export interface Value {
  /** `rsi`, `close > average`: what the author calls it, or how it reads. */
  readonly name: string
  readonly kind: ValueKind
  /** Null where it is missing. */
  readonly value: number | null
}

/** A comparison that a signal rests on. */
export interface Condition {
  readonly words: string
  readonly value: number | null
  readonly sides: readonly Value[]
}

export interface Signal extends Value {
  readonly conditions: readonly Condition[]
}

export interface Explained {
  /** Open of the bar, UTC ms. */
  readonly time: number
  readonly bar: { readonly open: number; readonly high: number; readonly low: number; readonly close: number }
  readonly signals: readonly Signal[]
  /** The other outputs, the columns and everything that has a name. */
  readonly values: readonly Value[]
}

interface Asked extends ScriptedInput {
  readonly timeframe: Timeframe
  readonly catalogue: Catalogue
  readonly bars: RuleBars
  readonly moments: readonly Moment[]
}

/** Nodes whose values are kept of every bar while the program runs. */
const MOST_NODES = 500
/** How far back a waiting entry's signal is looked for. */
const MOST_WAITED = 500
const OWN_CLOCK = (program: Program, node: NodeId): boolean => {
  const clock = program.nodes[node]?.type.clock
  return clock?.timeframe === null && clock.instrument === null
}

/**
 * Runs a program over all bars and tells its values at some of them; null where there is no such bar. Stops wherever a script is due for
 * the caller to run it.
 */
export function* explained(
  asked: Asked,
): Generator<DueWork, readonly (Explained | null)[], readonly Float64Array[]> {
  const { program, timeframe, catalogue, bars, moments } = asked
  const { own, others } = bars
  const kept = nodesOf(program)
  const widened: Program = { ...program, columns: kept.map(node => ({ name: columnOf(node), node })) }
  const work = runScripts(widened, {
    timeframe,
    catalogue,
    tape: tapeOf(own),
    tapes: clock => {
      const of = others(clock)
      return of && tapeOf(of)
    },
  })
  let step = work.next()
  while (!step.done) {
    const due = step.value
    step = work.next(due.code.readsPosition ? yield* tradeByScript(due, own, asked) : yield due)
  }
  const read = readerOf(step.value, kept)
  return moments.map(moment => {
    const row = rowOf(own, moment, program, read)
    return row === null ? null : told(program, catalogue, own, row, node => read(node, row))
  })
}

const columnOf = (node: NodeId): string => `#${node}`

/** What is told of, and what the signals rest on; nodes of other clocks have no value at a bar of this one. */
function nodesOf(program: Program): readonly NodeId[] {
  const wanted = new Set<NodeId>()
  const add = (node: NodeId) => {
    if (wanted.size < MOST_NODES && OWN_CLOCK(program, node)) wanted.add(node)
  }
  for (const node of Object.values(program.outputs)) add(node)
  for (const { node } of program.columns) add(node)
  for (const { node } of program.names) add(node)
  const signals = SIGNAL_OUTPUTS.flatMap(name => program.outputs[name] ?? [])
  const waiting = [...signals]
  const seen = new Set(waiting)
  for (let node = waiting.shift(); node !== undefined; node = waiting.shift()) {
    add(node)
    for (const input of program.nodes[node]?.inputs ?? [])
      if (!seen.has(input)) {
        seen.add(input)
        waiting.push(input)
      }
  }
  return [...wanted]
}

type Read = (node: NodeId, row: number) => number

function readerOf({ plan, run }: ScriptedRun, kept: readonly NodeId[]): Read {
  const columns = new Map(
    kept.flatMap((node): [NodeId, Float64Array][] => {
      const sink = sinkOf(plan, 0, `columns.${columnOf(node)}`)
      return sink ? [[node, run.collected(sink.node)]] : []
    }),
  )
  return (node, row) => columns.get(node)?.[row] ?? Number.NaN
}

function rowOf(
  { time }: BarColumns,
  { time: at, at: which }: Moment,
  program: Program,
  read: Read,
): number | null {
  let row = time.length - 1
  while (row >= 0 && (which === 'bar' ? (time[row] ?? 0) > at : (time[row] ?? 0) >= at)) row--
  if (row < 0) return null
  if (which !== 'signal before') return row
  const entries = (['long', 'short', 'filter'] as const).flatMap(name => program.outputs[name] ?? [])
  for (let back = 0; back <= Math.min(row, MOST_WAITED); back++)
    if (entries.some(node => read(node, row - back) === 1)) return row - back
  return row
}

function told(
  program: Program,
  catalogue: Catalogue,
  own: BarColumns,
  row: number,
  read: (node: NodeId) => number,
): Explained {
  const price = (column: Float64Array) => column[row] ?? Number.NaN
  const words = wordsOf(program, catalogue)
  const value = (name: string, node: NodeId): Value => ({
    name,
    kind: program.nodes[node]?.type.kind ?? 'number',
    value: known(read(node)),
  })
  const outputs = Object.entries(program.outputs) as [OutputName, NodeId][]
  const isSignal = (name: OutputName) => (SIGNAL_OUTPUTS as readonly OutputName[]).includes(name)
  const signals = outputs
    .filter(([name]) => isSignal(name))
    .map(([name, node]) => ({
      ...value(name, node),
      conditions: conditionsOf(explain(program, node, read, catalogue), words),
    }))
  const named = new Map<string, Value>()
  for (const [name, node] of outputs) if (!isSignal(name)) named.set(name, value(name, node))
  for (const { name, node } of [...program.columns, ...program.names])
    if (OWN_CLOCK(program, node) && !named.has(name)) named.set(name, value(name, node))
  return {
    time: price(own.time),
    bar: { open: price(own.open), high: price(own.high), low: price(own.low), close: price(own.close) },
    signals,
    values: [...named.values()],
  }
}

const known = (value: number): number | null => (Number.isNaN(value) ? null : value)

/** The comparisons an output rests on, and what else is true or false by itself, each once. */
function conditionsOf(root: Evidence, words: (node: NodeId) => string): readonly Condition[] {
  const conditions = new Map<NodeId, Condition>()
  const walk = (evidence: Evidence) => {
    const { node, op, value, inputs, kind, again } = evidence
    if (kind !== 'bool' || again) return
    const sign = SIGNS[op]
    const deeper = inputs.filter(input => input.kind === 'bool')
    if (sign === undefined && deeper.length > 0) {
      for (const input of deeper) walk(input)
      return
    }
    conditions.set(node, {
      words: words(node),
      value,
      sides: inputs
        .filter(input => input.op !== 'constant')
        .map(input => ({ name: words(input.node), kind: input.kind, value: input.value })),
    })
  }
  walk(root)
  return [...conditions.values()]
}

/** Operators within operators that are written out where none has a name. */
const DEEPEST = 2

/** How a node reads: by its name, as a comparison of what it compares, or by its title and parameters. */
function wordsOf(program: Program, catalogue: Catalogue): (node: NodeId) => string {
  const names = new Map(program.names.map(({ node, name }) => [node, name]))
  for (const { node, name } of program.columns) if (!names.has(node)) names.set(node, name)
  const called = (node: NodeId, depth = 0): string => names.get(node) ?? written(node, depth)
  const written = (node: NodeId, depth = 0): string => {
    const made = program.nodes[node]
    if (!made || depth > DEEPEST) return '…'
    if (made.op === 'constant') return String(made.params.value)
    const sign = SIGNS[made.op]
    const [a, b] = made.inputs
    if (sign !== undefined && a !== undefined && b !== undefined)
      return `${called(a, depth)} ${sign} ${called(b, depth)}`
    const of = made.op === 'script' ? [] : made.inputs.map(input => called(input, depth + 1))
    return `${operatorOf(catalogue, made.op).title}${paramsOf(made.params)}${of.length > 0 ? ` of ${of.join(' and ')}` : ''}`
  }
  return node => {
    const name = names.get(node)
    const op = program.nodes[node]?.op ?? ''
    // a comparison with a name says both: what it is called and what it compares
    return name !== undefined && SIGNS[op] !== undefined ? `${name}: ${written(node)}` : called(node)
  }
}

function paramsOf(params: Readonly<Record<string, ParamValue>>): string {
  const values = Object.values(params)
  return values.length > 0 ? ` ${values.join(', ')}` : ''
}
