import type { OutputName, Program } from '../../../sandbox/ir/program'
import type { Settings } from './settings'

/**
 * What a rule says at the close of each bar, as columns; null where it says nothing of the kind. A flag is 1, anything else is no; a
 * missing number is no wish. A row is read only once the next bar is there, so whoever watches the position may still write it.
 */
export interface SignalColumns {
  readonly long: Float64Array | null
  readonly short: Float64Array | null
  readonly exitLong: Float64Array | null
  readonly exitShort: Float64Array | null
  /** Waits for a better price. */
  readonly limitPrice: Float64Array | null
  /** Waits for a worse one; with a limit, the entry is a stop-limit. */
  readonly entryStop: Float64Array | null
  readonly stopPrice: Float64Array | null
  readonly targetPrice: Float64Array | null
  readonly trailDistance: Float64Array | null
  /** Fraction of equity. */
  readonly size: Float64Array | null
  readonly quantity: Float64Array | null
  /** Part of the position that an exit closes; missing is all of it. */
  readonly portion: Float64Array | null
  readonly score: Float64Array | null
}

export const NO_SIGNALS: SignalColumns = {
  long: null,
  short: null,
  exitLong: null,
  exitShort: null,
  limitPrice: null,
  entryStop: null,
  stopPrice: null,
  targetPrice: null,
  trailDistance: null,
  size: null,
  quantity: null,
  portion: null,
  score: null,
}

/** The signals of a program's outputs. Where there is only a filter, it is bought while it holds. */
export function signalsOf(
  { outputs }: Pick<Program, 'outputs'>,
  column: (output: OutputName) => Float64Array,
  { stopRole }: Pick<Settings, 'stopRole'>,
): SignalColumns {
  const read = (name: OutputName) => (outputs[name] === undefined ? null : column(name))
  const stop = read('stopPrice')
  const filterAlone = !tradesBySignals(outputs)
  const filter = filterAlone ? read('filter') : null
  return {
    ...NO_SIGNALS,
    long: filter ?? read('long'),
    short: read('short'),
    exitLong: read('exitLong') ?? (filter && inverted(filter)),
    exitShort: read('exitShort'),
    limitPrice: read('limitPrice'),
    entryStop: stopRole === 'enter' ? stop : null,
    stopPrice: stopRole === 'protect' ? stop : null,
    targetPrice: read('targetPrice'),
    trailDistance: read('trailDistance'),
    size: read('size'),
    score: read('score'),
  }
}

/** What ranking reads: the score, and as `long` the filter that says who may be ranked. */
export function rankSignalsOf(
  { outputs }: Pick<Program, 'outputs'>,
  column: (output: OutputName) => Float64Array,
): SignalColumns {
  const read = (name: OutputName) => (outputs[name] === undefined ? null : column(name))
  return { ...NO_SIGNALS, long: read('filter'), score: read('score') }
}

/** Other columns in the place of these; one that stands in several places is made once. */
export function moved(signals: SignalColumns, move: (column: Float64Array) => Float64Array): SignalColumns {
  const made = new Map<Float64Array, Float64Array>()
  const at = (column: Float64Array | null): Float64Array | null => {
    if (!column) return null
    const there = made.get(column) ?? move(column)
    made.set(column, there)
    return there
  }
  return {
    long: at(signals.long),
    short: at(signals.short),
    exitLong: at(signals.exitLong),
    exitShort: at(signals.exitShort),
    limitPrice: at(signals.limitPrice),
    entryStop: at(signals.entryStop),
    stopPrice: at(signals.stopPrice),
    targetPrice: at(signals.targetPrice),
    trailDistance: at(signals.trailDistance),
    size: at(signals.size),
    quantity: at(signals.quantity),
    portion: at(signals.portion),
    score: at(signals.score),
  }
}

const tradesBySignals = (outputs: Program['outputs']): boolean =>
  outputs.long !== undefined || outputs.short !== undefined

/** Whether there is anything to trade by. */
export const canBeTraded = ({ outputs }: Pick<Program, 'outputs'>): boolean =>
  tradesBySignals(outputs) || outputs.filter !== undefined

/** 1 where the flag is 0; a missing one stays missing. */
const inverted = (flag: Float64Array): Float64Array => flag.map(value => 1 - value)

/** Only what ends a position: exits, and entries of the other side where they turn it around. */
export function signalsThatLeave(
  signals: SignalColumns,
  { exclusive }: Pick<Settings, 'exclusive'>,
): SignalColumns {
  const { long, short, exitLong, exitShort, stopPrice, trailDistance } = signals
  return {
    ...NO_SIGNALS,
    exitLong: exclusive ? either(exitLong, short) : exitLong,
    exitShort: exclusive ? either(exitShort, long) : exitShort,
    stopPrice,
    trailDistance,
  }
}

const either = (a: Float64Array | null, b: Float64Array | null): Float64Array | null =>
  a && b ? a.map((value, bar) => (value === 1 || b[bar] === 1 ? 1 : 0)) : (a ?? b)
