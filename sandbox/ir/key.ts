import type { ParamValue, ProgramNode, SeriesClock, SeriesType } from './program'

/**
 * A number as text that tells every value apart: JSON would write NaN, Infinity and null alike, and -0 as 0.
 * The shortest decimal that reads back to the same double is the same in every engine; all NaNs are one.
 */
export const numberKey = (value: number): string =>
  value === 0 ? (Object.is(value, -0) ? '-0' : '0') : String(value)

/** Lengths before texts, so that no text can imitate a separator. */
const textKey = (text: string): string => `${text.length}:${text}`

export const paramKey = (value: ParamValue): string => {
  switch (typeof value) {
    case 'number':
      return `n${numberKey(value)}`
    case 'boolean':
      return value ? 'b1' : 'b0'
    default:
      return `t${textKey(value)}`
  }
}

export const clockKey = (clock: SeriesClock): string =>
  `${clock.timeframe ?? ''}@${clock.instrument === null ? '' : textKey(clock.instrument)}`

export const typeKey = (type: SeriesType): string =>
  `${type.kind === 'bool' ? 'b' : 'n'}${clockKey(type.clock)}`

/** All that makes a node itself, with whatever names its inputs have; equal keys are equal nodes. */
export const nodeKey = (node: Omit<ProgramNode, 'inputs'>, inputs: readonly (number | string)[]): string => {
  let key = `${node.op}|${typeKey(node.type)}|${inputs.join(',')}`
  for (const name of Object.keys(node.params)) key += `|${textKey(name)}=${paramKey(node.params[name]!)}`
  return key
}

export const sameClock = (a: SeriesClock, b: SeriesClock): boolean =>
  a.timeframe === b.timeframe && a.instrument === b.instrument
