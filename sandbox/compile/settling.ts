import { type Catalogue, operatorOf } from '../ir/catalogue'
import { type NodeId, type Program, SIGNAL_OUTPUTS } from '../ir/program'
import { memoryOf } from '../run/memory'
import { beginningsOf } from './beginnings'
import { type CompileProblem, type Place, problem } from './problems'

/** Any will do: whether a value ever settles does not depend on how long a bar is. */
const SOME_TIMEFRAME = '1h'

const LONG = 'Give it a history that is long beside its periods: the earlier that begins, the less it shows.'
const COMPARE = 'Compare it with its own past, not with a fixed level.'
const FORGET = 'Where it will do, ask within(cond, n), which forgets.'
const REMEDIES: Readonly<Record<string, string>> = {
  cum: COMPARE,
  barIndex: COMPARE,
  barssince: FORGET,
  valuewhen: FORGET,
  occurrence: FORGET,
  cooldown: FORGET,
  latch: FORGET,
}

/** What is worth knowing about a program that runs all the same. */
export function warningsOf(program: Program, catalogue: Catalogue): CompileProblem[] {
  const memory = memoryOf(program, program.timeframe ?? SOME_TIMEFRAME, catalogue)
  const signals = SIGNAL_OUTPUTS.filter(name => program.outputs[name] !== undefined)
  const warnings: CompileProblem[] = []
  const told = new Set<NodeId>()
  const beginnings = beginningsOf(program, catalogue)
  for (const name of signals) {
    const root = program.outputs[name]!
    if (memory.nodes[root]!.settled !== null) continue
    for (const id of beginnings[root]!) {
      if (told.has(id)) continue
      told.add(id)
      const { op } = program.nodes[id]!
      const { title } = operatorOf(catalogue, op)
      warnings.push(
        problem(
          'unsettled',
          `${name} rests on “${title}”, whose value depends on where the loaded history begins. ${REMEDIES[op] ?? LONG}`,
          placeOf(program, id),
        ),
      )
    }
  }
  for (const name of signals) {
    const id = coneOf(program, program.outputs[name]!).find(id => program.nodes[id]!.op === 'forming')
    if (id !== undefined)
      warnings.push(
        problem(
          'forming',
          `${name} is judged on bars that are still forming: it may come and go until the bar closes. Leave forming(…) out unless that is meant.`,
          placeOf(program, id),
        ),
      )
  }
  return warnings
}

function coneOf({ nodes }: Program, root: NodeId): NodeId[] {
  const seen = new Set([root])
  for (const id of seen) for (const input of nodes[id]!.inputs) seen.add(input)
  return [...seen]
}

/** Where a node comes from, or what reads it when it is a series that is simply there. */
function placeOf(program: Program, id: NodeId): Place {
  const [origin] = program.origins[id] ?? []
  if (!origin) {
    const reader = program.nodes.findIndex(({ inputs }) => inputs.includes(id))
    return reader < 0 ? {} : placeOf(program, reader)
  }
  return origin.kind === 'block'
    ? { block: origin.block, ...(origin.port && { port: origin.port }) }
    : { line: origin.line, column: origin.column }
}
