// Where blocks stand when nobody has placed them: columns from left to right, each block as near to what it is wired to as
// its neighbours let it.

export interface Box {
  readonly id: string
  readonly width: number
  readonly height: number
  /** Stands in the last column, whatever feeds it: a graph's outputs are found together. */
  readonly last?: boolean
}

export interface Link {
  readonly from: string
  readonly to: string
}

export interface Spot {
  readonly x: number
  readonly y: number
}

/** Everything stands on multiples of it. */
export const GRID = 20
/** Room between columns, where the wires run, and between the blocks of a column. */
const GAP = { x: 80, y: 40 }
/** Sweeps there and back; more of them move blocks by less than the grid. */
const SWEEPS = 6

const onGrid = (length: number): number => Math.ceil(length / GRID) * GRID

/**
 * A spot for every box: no two overlap, wires run from left to right except where blocks feed each other in a circle, and
 * equal inputs give equal spots. Links to unknown boxes are passed over.
 */
export function layout(boxes: readonly Box[], links: readonly Link[]): ReadonlyMap<string, Spot> {
  const wiring = wiringOf(boxes, links)
  const columns = columnsOf(boxes, wiring)
  const top = new Float64Array(boxes.length)
  for (const column of columns) stack(column, boxes, top)
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const column of columns) settle(column, boxes, top, wiring.before)
    for (const column of [...columns].reverse()) settle(column, boxes, top, wiring.after)
  }
  for (const column of columns) settle(column, boxes, top, wiring.around)
  return spotsOf(columns, boxes, top)
}

/** Indices of other boxes, for each box. */
type Neighbours = readonly (readonly number[])[]

interface Wiring {
  readonly before: Neighbours
  readonly after: Neighbours
  readonly around: Neighbours
}

function wiringOf(boxes: readonly Box[], links: readonly Link[]): Wiring {
  const at = new Map(boxes.map(({ id }, index) => [id, index]))
  const before: number[][] = boxes.map(() => [])
  const after: number[][] = boxes.map(() => [])
  for (const { from, to } of links) {
    const [source, target] = [at.get(from), at.get(to)]
    if (source === undefined || target === undefined || source === target) continue
    before[target]!.push(source)
    after[source]!.push(target)
  }
  return { before, after, around: before.map((feeds, box) => [...feeds, ...after[box]!]) }
}

/** Boxes column by column: behind all that feeds them, and sources right before their first reader. */
function columnsOf(boxes: readonly Box[], { before, after }: Wiring): number[][] {
  const waiting = before.map(feeds => feeds.length)
  const column = new Int32Array(boxes.length)
  const order: number[] = []
  const taken = new Uint8Array(boxes.length)
  const take = (box: number) => {
    taken[box] = 1
    order.push(box)
  }
  for (const [box, feeds] of waiting.entries()) if (feeds === 0) take(box)
  for (let next = 0, rest = 0; next < boxes.length; next++) {
    if (next === order.length) {
      // a circle: the first of its boxes goes ahead, and the wires back into it run from right to left
      while (taken[rest]) rest++
      take(rest)
    }
    const box = order[next]!
    for (const reader of after[box]!) {
      if (taken[reader]) continue
      column[reader] = Math.max(column[reader]!, column[box]! + 1)
      if (--waiting[reader]! === 0) take(reader)
    }
  }
  const end = boxes.reduce((most, { last }, box) => Math.max(most, column[box]! + (last ? 0 : 1)), 0)
  for (const [box, { last }] of boxes.entries()) if (last && after[box]!.length === 0) column[box] = end
  for (const box of [...order].reverse()) {
    const readers = after[box]!
    if (before[box]!.length > 0 || readers.length === 0) continue
    const first = readers.reduce((least, reader) => Math.min(least, column[reader]!), Infinity)
    column[box] = Math.max(column[box]!, first - 1)
  }
  const columns = new Map<number, number[]>()
  for (const box of boxes.keys()) {
    const others = columns.get(column[box]!)
    if (others) others.push(box)
    else columns.set(column[box]!, [box])
  }
  return [...columns].sort(([a], [b]) => a - b).map(([, members]) => members)
}

/** One below the other, in their order. */
function stack(column: readonly number[], boxes: readonly Box[], top: Float64Array): void {
  let y = 0
  for (const box of column) {
    top[box] = y
    y += onGrid(boxes[box]!.height) + GAP.y
  }
}

/** Boxes of a column that touch, and so move together. */
interface Run {
  /** Sum of where each of them would have the run begin. */
  readonly wish: number
  readonly count: number
  readonly height: number
}

/**
 * Sorts a column by the mean height of each box's neighbours, then puts every box there, moved as little as keeps
 * them apart: least squares, where the boxes of a run share the mean of their wishes.
 */
function settle(column: number[], boxes: readonly Box[], top: Float64Array, neighbours: Neighbours): void {
  const middle = (box: number) => top[box]! + boxes[box]!.height / 2
  const wishes = new Map(
    column.map(box => {
      const near = neighbours[box]!
      const sum = near.reduce((sum, each) => sum + middle(each), 0)
      return [box, near.length === 0 ? middle(box) : sum / near.length]
    }),
  )
  column.sort((a, b) => wishes.get(a)! - wishes.get(b)! || top[a]! - top[b]! || a - b)
  const runs: Run[] = []
  for (const box of column) {
    const { height } = boxes[box]!
    let run: Run = { wish: wishes.get(box)! - height / 2, count: 1, height: onGrid(height) + GAP.y }
    for (let above = runs.at(-1); above; above = runs.at(-1)) {
      if (above.wish / above.count + above.height <= run.wish / run.count) break
      runs.pop()
      run = {
        wish: above.wish + run.wish - run.count * above.height,
        count: above.count + run.count,
        height: above.height + run.height,
      }
    }
    runs.push(run)
  }
  let next = 0
  for (const { wish, count } of runs) {
    let y = wish / count
    for (const end = next + count; next < end; next++) {
      const box = column[next]!
      top[box] = y
      y += onGrid(boxes[box]!.height) + GAP.y
    }
  }
}

/** On the grid, from the corner (0, 0). */
function spotsOf(
  columns: readonly (readonly number[])[],
  boxes: readonly Box[],
  top: Float64Array,
): ReadonlyMap<string, Spot> {
  const highest = top.reduce((least, y) => Math.min(least, y), Infinity)
  const spots = new Map<string, Spot>()
  let x = 0
  for (const column of columns) {
    let free = 0
    for (const box of column) {
      const { id, height } = boxes[box]!
      const y = Math.max(free, Math.round((top[box]! - highest) / GRID) * GRID)
      spots.set(id, { x, y })
      free = y + onGrid(height) + GAP.y
    }
    x += onGrid(column.reduce((most, box) => Math.max(most, boxes[box]!.width), 0)) + GAP.x
  }
  return spots
}
