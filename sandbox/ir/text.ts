import { numberKey } from './key'
import type { ParamValue, Program, ProgramNode, SeriesClock } from './program'

const clockText = ({ timeframe, instrument }: SeriesClock): string =>
  timeframe === null && instrument === null ? '' : ` @${[instrument, timeframe].filter(Boolean).join(' ')}`

const valueText = (value: ParamValue): string =>
  typeof value === 'number'
    ? numberKey(value)
    : typeof value === 'string'
      ? JSON.stringify(value)
      : String(value)

const nodeText = (node: ProgramNode, id: number, names: readonly string[]): string => {
  const params = Object.entries(node.params).map(([name, value]) => `${name}=${valueText(value)}`)
  const call = `${node.op}(${[...node.inputs.map(input => `%${input}`), ...params].join(', ')})`
  const comment = names.length > 0 ? `  ; ${names.join(', ')}` : ''
  return `%${id}: ${node.type.kind}${clockText(node.type.clock)} = ${call}${comment}`
}

/** A program as lines people can read and compare: one node a line, then the outputs. */
export const programText = (program: Program): string => {
  const names = program.nodes.map((_, id) =>
    program.names.filter(({ node }) => node === id).map(({ name }) => name),
  )
  return [
    `; ${program.name}${program.timeframe ? ` on ${program.timeframe}` : ''}`,
    `; ${program.digest}`,
    ...program.nodes.map((node, id) => nodeText(node, id, names[id]!)),
    ...Object.entries(program.outputs).map(([name, node]) => `${name} = %${node}`),
    ...program.columns.map(({ name, node }) => `columns.${name} = %${node}`),
  ].join('\n')
}
