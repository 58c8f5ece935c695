import type { Build, CatalogueEntry, Port, Series } from '../define'

/** What an example wires to a port: as code, and as a series of the sample run. */
export interface Wiring {
  readonly code: string
  readonly wire: (b: Build) => Series
}

const field = (name: string): Wiring => ({ code: name, wire: b => b.source(name) })
const number = (value: number): Wiring => ({ code: String(value), wire: b => b.constant(value) })
const average = (length: number): Wiring => ({
  code: `ta.sma(close, ${length})`,
  wire: b => b.op('sma', [b.source('close')], { length }),
})
const rising: Wiring = { code: 'close > open', wire: b => b.op('gt', [b.source('close'), b.source('open')]) }
const busy: Wiring = {
  code: 'volume > ta.sma(volume, 20)',
  wire: b => b.op('gt', [b.source('volume'), b.op('sma', [b.source('volume')], { length: 20 })]),
}
const newDay: Wiring = {
  code: "ta.newperiod('day')",
  wire: b => b.op('newperiod', [], { period: 'day' }),
}
/** The run has one instrument, so a slow average stands in for the other one. */
const other: Wiring = { ...average(50), code: "symbol('BTCUSDT', m => m.close)" }
const below: Wiring = {
  code: 'low - ta.atr(14)',
  wire: b => b.op('sub', [b.source('low'), b.op('atr', [], { length: 14 })]),
}

/** By the port’s name, for number ports. */
const NUMBERS: Readonly<Record<string, Wiring>> = {
  b: average(20),
  instead: number(0),
  benchmark: other,
  other,
  oscillator: {
    code: 'ta.rsi(close, 14)',
    wire: b => b.op('rsi', [b.source('close')], { length: 14 }),
  },
  rate: number(0.1),
  level: below,
  stop: below,
  slope: {
    code: 'ta.linregslope(close, 14)',
    wire: b => b.op('linregslope', [b.source('close')], { length: 14 }),
  },
  position: {
    code: 'ta.normalize(close, 20)',
    wire: b => b.op('normalize', [b.source('close')], { length: 20 }),
  },
}

/** By the port’s name, for conditions; the others take rising bars. */
const CONDITIONS: Readonly<Record<string, Wiring>> = { reset: newDay, anchor: newDay }

export const wiringOf = (entry: CatalogueEntry, port: Port): Wiring => {
  if (port.kind === 'bool') {
    // two conditions of one entry should not be the same event
    const second = entry.inputs.filter(({ kind }) => kind === 'bool').indexOf(port) > 0
    return second ? busy : (CONDITIONS[port.name] ?? rising)
  }
  if (port.fallback)
    return 'source' in port.fallback ? field(port.fallback.source) : number(port.fallback.constant)
  if (port.name === 'b' && (entry.id === 'correlation' || entry.id === 'covariance')) return field('volume')
  return NUMBERS[port.name] ?? field('close')
}
