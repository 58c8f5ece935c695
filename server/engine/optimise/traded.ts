import type { OutputName, Program } from '../../../sandbox/ir/program'
import type { Mode } from '../backtest/settings'

/**
 * A program with only what decides its trades: series that are merely shown cost as much to compute, and a search shows none of them.
 * Nodes that are left keep their values.
 */
export function tradedPart(program: Program, mode: Mode, isAlone: boolean): Program {
  const outputs = Object.entries(program.outputs).filter(([name]) =>
    isRead(name as OutputName, program, mode, isAlone),
  )
  const needed = new Uint8Array(program.nodes.length)
  for (const [, node] of outputs) needed[node] = 1
  for (let id = program.nodes.length - 1; id >= 0; id--)
    if (needed[id]) for (const input of program.nodes[id]?.inputs ?? []) needed[input] = 1
  const idOf: number[] = []
  let count = 0
  for (const keeps of needed) idOf.push(keeps ? count++ : -1)
  const renumbered = (id: number): number => idOf[id] as number // whatever is read is needed
  return {
    ...program,
    nodes: program.nodes
      .filter((_, id) => needed[id])
      .map(node => ({ ...node, inputs: node.inputs.map(renumbered) })),
    outputs: Object.fromEntries(outputs.map(([name, node]) => [name, renumbered(node)])),
    columns: [],
    names: [],
    origins: [],
  }
}

/** Ranking reads who may be ranked and how well; beside entries of its own a rule's filter trades nothing. */
function isRead(name: OutputName, { outputs }: Program, mode: Mode, isAlone: boolean): boolean {
  if (mode === 'rank') return name === 'filter' || name === 'score'
  if (name === 'filter') return outputs.long === undefined && outputs.short === undefined
  return name !== 'score' || !isAlone
}
