import { sha256 } from '../ir/sha256'
import type { LaneRows } from './lane'
import type { Plan } from './plan'

/** Changes with the layout below, or with what kernels keep in their state. */
const FORMAT = 1
const LANE = 2

/** Tells plans apart: state and columns are laid out by it. */
const planKey = (plan: Plan): readonly number[] => {
  const text = `${plan.timeframe} ${plan.evidence} ${plan.programs.map(({ digest }) => digest).join(' ')}`
  const hex = sha256(Uint8Array.from(text, char => char.charCodeAt(0)))
  return [0, 12, 24, 36].map(at => Number.parseInt(hex.slice(at, at + 12), 16))
}

const keptNodes = (plan: Plan) => plan.nodes.filter(node => node.keep > 0 && node.step.kind !== 'constant')

/** Doubles only: format, plan, what each lane has seen, state, and the kept rows of each column, oldest first. */
export const writeSnapshot = (
  plan: Plan,
  lanes: readonly LaneRows[],
  state: Float64Array,
  columns: readonly Float64Array[],
): Uint8Array => {
  const kept = keptNodes(plan)
  const rows = kept.reduce((sum, node) => sum + node.keep, 0)
  const head = [FORMAT, ...planKey(plan), ...lanes.flatMap(lane => [lane.bar, lane.lastTime])]
  const doubles = new Float64Array(head.length + state.length + rows)
  doubles.set(head)
  doubles.set(state, head.length)
  let at = head.length + state.length
  for (const { id, lane, keep } of kept) {
    const { row } = lanes[lane]!
    doubles.set(columns[id]!.subarray(row - keep, row), at)
    at += keep
  }
  return littleEndian(doubles)
}

export const readSnapshot = (
  bytes: Uint8Array,
  plan: Plan,
  lanes: readonly LaneRows[],
  state: Float64Array,
  columns: readonly Float64Array[],
): void => {
  const kept = keptNodes(plan)
  const key = [FORMAT, ...planKey(plan)]
  const headLength = key.length + LANE * lanes.length
  const rows = kept.reduce((sum, node) => sum + node.keep, 0)
  if (bytes.length !== 8 * (headLength + state.length + rows)) throw new Error(REFUSED)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const double = (at: number) => view.getFloat64(8 * at, true)
  if (key.some((value, at) => double(at) !== value)) throw new Error(REFUSED)
  for (const [k, lane] of lanes.entries())
    lane.resume(double(key.length + LANE * k), double(key.length + LANE * k + 1))
  for (let k = 0; k < state.length; k++) state[k] = double(headLength + k)
  let at = headLength + state.length
  for (const { id, lane, keep } of kept) {
    const { row } = lanes[lane]!
    for (let k = 0; k < keep; k++) columns[id]![row - keep + k] = double(at++)
  }
}

const REFUSED = 'The snapshot is of other programs, or of another version: run the history again instead.'

const littleEndian = (doubles: Float64Array): Uint8Array => {
  const bytes = new Uint8Array(8 * doubles.length)
  const view = new DataView(bytes.buffer)
  for (let k = 0; k < doubles.length; k++) view.setFloat64(8 * k, doubles[k]!, true)
  return bytes
}
