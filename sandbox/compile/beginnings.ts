// Which nodes show where the loaded history begins. A running total begun elsewhere is the same line higher or lower: a rule
// that asks for its changes, or compares it with its own average, does not see that.
import { type Catalogue, operatorOf } from '../ir/catalogue'
import type { NodeId, Program } from '../ir/program'

/** How far a series moves when a running total (by node) moves by one; only totals that move it. */
type Shift = ReadonlyMap<NodeId, number>
const STILL: Shift = new Map()

/** Averages and the like: with everything one higher, they are one higher. */
const KEEPING = new Set(
  'sma ema rma wma alma linreg supersmoother highest lowest percentile ago seen'.split(' '),
)
/** With everything one higher, they stay. */
const STAYING = new Set(
  'change linregslope stdev variance meandev regressionerror percentrank highestage lowestage rsi skew kurtosis na'.split(
    ' ',
  ),
)
/** They stay when both sides move alike. */
const COMPARING = new Set('gt ge lt le eq ne cross crossover crossunder'.split(' '))

/** For each node the nodes without end whose beginning shows in it. */
export function beginningsOf({ nodes }: Program, catalogue: Catalogue): readonly ReadonlySet<NodeId>[] {
  const shifts: Shift[] = []
  const shown: Set<NodeId>[] = []
  for (const [id, { op, inputs, params }] of nodes.entries()) {
    const own = new Set(inputs.flatMap(input => [...shown[input]!]))
    // a script's state is its author's own, written out
    const endless = op !== 'script' && operatorOf(catalogue, op).memory(params).kind === 'unbounded'
    let shift: Shift | null = null
    if (!endless)
      shift = shiftOf(
        op,
        inputs.map(input => shifts[input]!),
        constantsOf(inputs),
      )
    else if (op !== 'cum') own.add(id)
    else if (inputs.every(input => shifts[input]!.size === 0)) shift = new Map([[id, 1]])
    if (shift === null) for (const input of inputs) for (const total of shifts[input]!.keys()) own.add(total)
    shifts.push(shift ?? STILL)
    shown.push(own)
  }
  return shown.map((own, id) => new Set([...own, ...shifts[id]!.keys()]))

  function constantsOf(inputs: readonly NodeId[]): readonly (number | null)[] {
    return inputs.map(input => {
      const { op, params } = nodes[input]!
      return op === 'constant' ? Number(params.value) : null
    })
  }
}

/** How an operator's value moves with its inputs; null when nobody can tell. */
function shiftOf(op: string, inputs: readonly Shift[], constants: readonly (number | null)[]): Shift | null {
  if (inputs.every(({ size }) => size === 0)) return STILL
  const [a = STILL, b = STILL, c = STILL] = inputs
  const [x, y] = constants
  switch (op) {
    case 'add':
      return sum(a, b, 1)
    case 'sub':
      return sum(a, b, -1)
    case 'neg':
      return sum(STILL, a, -1)
    case 'mul':
      return y != null ? sum(STILL, a, y) : x != null ? sum(STILL, b, x) : null
    case 'div':
      return y != null ? sum(STILL, a, 1 / y) : null
    case 'max':
    case 'min':
      return same(a, b) ? a : null
    case 'where':
      return a.size === 0 && same(b, c) ? b : null
  }
  const others = inputs.slice(1).every(({ size }) => size === 0)
  if (KEEPING.has(op)) return others ? a : null
  if (STAYING.has(op)) return others ? STILL : null
  if (COMPARING.has(op)) return same(a, b) ? STILL : null
  return null
}

function sum(a: Shift, b: Shift, times: number): Shift {
  const made = new Map(a)
  for (const [total, by] of b) made.set(total, (made.get(total) ?? 0) + times * by)
  return new Map([...made].filter(([, by]) => by !== 0))
}

const same = (a: Shift, b: Shift): boolean =>
  a.size === b.size && [...a].every(([total, by]) => b.get(total) === by)
