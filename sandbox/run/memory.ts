import type { Memory } from '../catalogue/define'
import { type Catalogue, operatorOf } from '../ir/catalogue'
import type { NodeId, Program, SeriesClock } from '../ir/program'
import { type Timeframe, timeframeMs } from '../ir/timeframe'

/** Bars counted in the clock of the node itself. */
export interface NodeMemory {
  /** Bars until the first value there can be: before them the value is missing. */
  readonly first: number
  /** Bars until a value no longer shows where history began; null when it always does. */
  readonly settled: number | null
  /** Whether the value is the same to the bit from `settled` on, or within 1e-6. */
  readonly exact: boolean
  /** Whether clean data does give a value on the `first` bar, not later. */
  readonly punctual: boolean
}

/** What a program needs to have loaded, in bars of the run's own timeframe. */
export interface ProgramMemory {
  readonly nodes: readonly NodeMemory[]
  /** The most any output needs. */
  readonly first: number
  readonly settled: number | null
}

const SOURCE: NodeMemory = { first: 1, settled: 1, exact: true, punctual: true }

/** Memory of every node, composed along the edges. */
export const memoryOf = (
  program: Pick<Program, 'nodes' | 'outputs' | 'columns'>,
  timeframe: Timeframe,
  catalogue: Catalogue,
): ProgramMemory => {
  const nodes: NodeMemory[] = []
  for (const node of program.nodes) {
    const operator = operatorOf(catalogue, node.op)
    const inputs = node.inputs.map(id => nodes[id]!)
    if (node.op === 'seen') {
      nodes.push(seenFrom(inputs[0]!, program.nodes[node.inputs[0]!]!.type.clock, node.type.clock, timeframe))
      continue
    }
    const memory = operator.memory(node.params)
    const own = inBars(memory, timeframeMs[node.type.clock.timeframe ?? timeframe])
    const deepest = inputs.reduce((most, input) => latest(most, input.settled), 1 as number | null)
    const firsts = inputs.map(input => input.first)
    const begin = operator.eager ? Math.min(...firsts) : Math.max(1, ...firsts)
    nodes.push({
      first: operator.always ? 1 : operator.eager ? begin : begin + own.first - 1,
      settled: deepest === null || own.settled === null ? null : deepest + own.settled - 1,
      exact: (memory.kind === 'window' || memory.kind === 'span') && inputs.every(input => input.exact),
      punctual:
        !operator.eager && !operator.always && !operator.sparse && inputs.every(input => input.punctual),
    })
  }
  const roots = [...Object.values(program.outputs), ...program.columns.map(column => column.node)].map(
    id => nodes[id]!,
  )
  return {
    nodes,
    first: Math.max(1, ...roots.map(root => root.first)),
    settled: roots.reduce((most, root) => latest(most, root.settled), 1 as number | null),
  }
}

/** An operator's own part: what it would need were its inputs there from the first bar. */
const inBars = (memory: Memory, barMs: number): Pick<NodeMemory, 'first' | 'settled'> => {
  switch (memory.kind) {
    case 'window':
      return { first: memory.bars, settled: memory.bars }
    case 'fading':
      return { first: memory.first, settled: memory.settled }
    case 'unbounded':
      return { first: memory.first, settled: null }
    case 'span': {
      // one bar shows that history reaches back; one more for a day that summer time cuts short
      const bars = Math.ceil(memory.ms / barMs) + 1
      return { first: memory.first ?? bars, settled: bars + 1 }
    }
  }
}

const latest = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : Math.max(a, b)

/** Bars of one clock in bars of another, rounded up, with one more for the bar that is under way when history begins. */
const seenFrom = (memory: NodeMemory, from: SeriesClock, to: SeriesClock, own: Timeframe): NodeMemory => {
  const ratio = timeframeMs[from.timeframe ?? own] / timeframeMs[to.timeframe ?? own]
  const bars = (count: number) => (ratio > 1 ? Math.ceil((count + 1) * ratio) : Math.ceil(count * ratio))
  return {
    ...memory,
    // seen from a slower bar all of them may have passed; at an aligned beginning none is under way
    first: ratio > 1 ? Math.ceil(memory.first * ratio) : Math.max(1, Math.floor(memory.first * ratio)),
    settled: memory.settled === null ? null : bars(memory.settled),
    punctual: false,
  }
}

/** The memory of one output, by node. */
export const memoryAt = (memory: ProgramMemory, node: NodeId): NodeMemory => memory.nodes[node] ?? SOURCE
