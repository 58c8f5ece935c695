import type { Operator, ParamValues } from '../catalogue/define'
import { kernelParams } from './params'
import type { ProgramNode } from './program'

const constantOf = (node: ProgramNode): number => {
  const { value } = node.params
  return typeof value === 'boolean' ? Number(value) : (value as number)
}

/** The value of an operator over constants, by its own kernel; null where it has to wait for bars. */
export const foldConstant = (
  operator: Operator,
  inputs: readonly ProgramNode[],
  params: ParamValues,
): number | null => {
  if (!operator.exact || inputs.length === 0) return null
  if (!inputs.every(node => node.op === 'constant' || node.op === 'flag')) return null
  const out = new Float64Array(1)
  const columns = inputs.map(node => Float64Array.of(constantOf(node)))
  operator.advance(new Float64Array(0), columns, out, kernelParams(operator, params), 0, 1)
  return out[0]!
}
