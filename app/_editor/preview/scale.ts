import type { NodeId, Program } from '@/sandbox/ir/program'

/** With their input one higher they are one higher. */
const KEEPING = new Set(
  'sma ema rma wma alma linreg supersmoother mcginley adaptive highest lowest percentile ago seen pivot zigzagpivot spanhighest spanlowest spanfirst extremesince ratchet held nz'.split(
    ' ',
  ),
)
/** Prices by themselves. */
const PRICES = new Set(
  'open high low close hl2 hlc3 ohlc4 heikinopen sar entryPrice periodlevel profilelevel volumenode volumepeak volumevalley'.split(
    ' ',
  ),
)
/** A stop at 0.9 of a price is a price still; the sum of two prices is none. */
const LEAST = 0.8
const MOST = 1.25

/** Nodes that are prices: those belong over the candles, everything else below them. Judged by how far they move when prices do. */
export function pricesIn({ nodes }: Pick<Program, 'nodes'>): Uint8Array {
  const isPrice = new Uint8Array(nodes.length)
  /** How far a node moves when every price is one higher. */
  const moves = new Float64Array(nodes.length)
  for (const [id, { op, inputs, type, params }] of nodes.entries()) {
    if (type.kind !== 'number') continue
    const [a = 0, b = 0, c = 0] = inputs.map(input => moves[input]!)
    moves[id] = PRICES.has(op) && type.clock.instrument === null ? 1 : moved(op, inputs, [a, b, c])
    isPrice[id] = Number(moves[id]! >= LEAST && moves[id]! <= MOST)
    if (op === 'constant' && Number.isNaN(Number(params.value))) moves[id] = Number.NaN
  }
  return isPrice

  function constant(id: NodeId | undefined): number | null {
    const node = id === undefined ? undefined : nodes[id]
    return node?.op === 'constant' ? Number(node.params.value) : null
  }

  function moved(
    op: string,
    inputs: readonly NodeId[],
    [a, b, c]: readonly [number, number, number],
  ): number {
    const [x, y] = inputs.map(constant)
    switch (op) {
      case 'add':
        return a + b
      case 'sub':
        return a - b
      case 'mul':
        return y != null ? a * y : x != null ? x * b : 0
      case 'div':
        return y != null ? a / y : 0
      case 'max':
      case 'min':
        return a === b ? a : 0
      case 'valuewhen':
        return b
      case 'where':
        // what is missing moves with anything
        return Number.isNaN(b) || b === c ? c : Number.isNaN(c) ? b : 0
    }
    return KEEPING.has(op) && !Number.isNaN(a) ? a : 0
  }
}
