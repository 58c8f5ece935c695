import type { KernelParams, Operator } from '../catalogue/define'
import {
  BAR_SOURCES,
  type BarSource,
  POSITION_SOURCES,
  type PositionSource,
} from '../catalogue/ops/source/source'
import { BAR_FIELDS } from '../ir/bars'
import { type Catalogue, operatorOf } from '../ir/catalogue'
import { kernelParams } from '../ir/params'
import type { NodeId, Program, SeriesClock } from '../ir/program'
import { type Timeframe, timeframeMs } from '../ir/timeframe'
import { type Merged, mergePrograms, type Sink } from './merge'

/** How a node gets its column filled. */
export type Step =
  | { readonly kind: 'bars'; readonly field: BarSource }
  | { readonly kind: 'position'; readonly field: PositionSource }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'seen' }
  /** A script's output: a column the caller brings. */
  | { readonly kind: 'given' }
  | {
      readonly kind: 'kernel'
      readonly operator: Operator
      readonly params: KernelParams
      /** Where the node's memory lies in the run's state. */
      readonly stateAt: number
      readonly stateSize: number
    }

export interface PlannedNode {
  readonly id: NodeId
  readonly lane: number
  readonly inputs: readonly NodeId[]
  readonly step: Step
  /** Rows behind the present one that its readers need. */
  readonly keep: number
  /** The column it writes; nodes that are never needed at the same time share one. */
  readonly slot: number
}

/** The bars of one clock: all nodes of a lane move row by row together. Lane 0 holds the run's own bars. */
export interface Lane {
  readonly timeframe: Timeframe
  readonly lengthMs: number
  readonly instrument: string | null
  /** The lane whose bars make this one's up when the caller brings none; −1 for none. */
  readonly base: number
  /** Rows kept behind the present one. */
  readonly reach: number
  /** The columns of its bars that some node or slower lane reads. */
  readonly fields: readonly BarSource[]
}

/** A set of programs, made ready to run on bars of one timeframe. Any number of runs share it. */
export interface Plan {
  readonly programs: readonly Program[]
  readonly merged: Merged
  readonly timeframe: Timeframe
  readonly nodes: readonly PlannedNode[]
  readonly lanes: readonly Lane[]
  readonly slots: number
  readonly stateSize: number
  /** Every node some output is read from, once. */
  readonly sinkNodes: readonly NodeId[]
  /** Whether every node's last values are kept. */
  readonly evidence: boolean
  /** Whether a node asks for the position: then whoever trades advances bar by bar. */
  readonly readsPosition: boolean
}

interface PlanOptions {
  readonly timeframe: Timeframe
  readonly catalogue: Catalogue
  /** Keep every node's last values, not only the outputs', so that a fired signal can be explained. */
  readonly evidence?: boolean
}

/** Merges programs and lays out their lanes, columns and state. */
export const planRun = (programs: readonly Program[], options: PlanOptions): Plan => {
  const { timeframe, catalogue } = options
  const merged = mergePrograms(programs, catalogue)
  const lanes = new Lanes(timeframe)
  const laneOf = merged.nodes.map(node => lanes.of(node.type.clock))
  const steps: Step[] = []
  let stateSize = 0
  const keep = new Int32Array(merged.nodes.length)
  const reachOf: number[] = []
  for (const node of merged.nodes) {
    const operator = operatorOf(catalogue, node.op)
    const step = stepOf(operator, node.params, stateSize)
    if (step.kind === 'kernel') stateSize += step.stateSize
    steps.push(step)
    const barMs = lanes.list[laneOf[steps.length - 1]!]!.lengthMs
    const reach =
      step.kind === 'seen' ? 1 : step.kind === 'kernel' ? (operator.reach?.(node.params, barMs) ?? 0) : 0
    for (const input of node.inputs) keep[input] = Math.max(keep[input]!, reach)
    reachOf.push(reach)
  }
  const sinkNodes = [...new Set(merged.sinks.flatMap(sinks => sinks.map(sink => sink.node)))]
  for (const node of sinkNodes) keep[node] = Math.max(keep[node]!, 1)
  if (options.evidence) for (let id = 0; id < keep.length; id++) keep[id] = Math.max(keep[id]!, 1)
  const reaches = new Int32Array(lanes.list.length).fill(1)
  for (const [id, lane] of laneOf.entries()) reaches[lane] = Math.max(reaches[lane]!, keep[id]!)
  const { slotOf, slots } = shareSlots(merged, laneOf, keep, steps)
  return {
    programs,
    merged,
    timeframe,
    nodes: merged.nodes.map((node, id) => ({
      id,
      lane: laneOf[id]!,
      inputs: node.inputs,
      step: steps[id]!,
      keep: keep[id]!,
      slot: slotOf[id]!,
    })),
    lanes: lanes.list.map((lane, at) => ({
      ...lane,
      reach: reaches[at]!,
      fields: fieldsOf(at, lanes.list, laneOf, steps),
    })),
    slots,
    stateSize,
    sinkNodes,
    evidence: options.evidence ?? false,
    readsPosition: steps.some(step => step.kind === 'position'),
  }
}

/** Where a program's output is: `filter`, `score` … or `columns.<name>`. */
export const sinkOf = (plan: Plan, program: number, name: string): Sink | undefined =>
  plan.merged.sinks[program]?.find(sink => sink.name === name)

const fieldsOf = (
  at: number,
  lanes: readonly Pick<Lane, 'base'>[],
  laneOf: readonly number[],
  steps: readonly Step[],
): readonly BarSource[] => {
  const read = BAR_SOURCES.filter(field =>
    steps.some((step, id) => laneOf[id] === at && step.kind === 'bars' && step.field === field),
  )
  // bars are lined up by their close times, and slower bars are made of all their fields
  const aligned = lanes.length > 1 ? (['time'] as const) : []
  const made = lanes.some(lane => lane.base === at) ? BAR_FIELDS : []
  return [...new Set<BarSource>([...read, ...aligned, ...made])]
}

const isOneOf = <T extends string>(names: readonly T[], name: string): name is T =>
  (names as readonly string[]).includes(name)

const stepOf = (operator: Operator, params: Program['nodes'][number]['params'], stateAt: number): Step => {
  const { id } = operator
  if (isOneOf(BAR_SOURCES, id)) return { kind: 'bars', field: id }
  if (isOneOf(POSITION_SOURCES, id)) return { kind: 'position', field: id }
  if (id === 'constant' || id === 'flag') return { kind: 'constant', value: Number(params.value) }
  if (id === 'seen') return { kind: 'seen' }
  if (id === 'script') return { kind: 'given' }
  return {
    kind: 'kernel',
    operator,
    params: kernelParams(operator, params),
    stateAt,
    stateSize: operator.stateSize(params),
  }
}

/** Collects the clocks a program moves with; the run's own timeframe by name is the run's own lane. */
class Lanes {
  readonly list: Omit<Lane, 'reach' | 'fields'>[] = []
  readonly #own: Timeframe

  constructor(own: Timeframe) {
    this.#own = own
    this.#lane(own, null)
  }

  of(clock: SeriesClock): number {
    return this.#lane(clock.timeframe ?? this.#own, clock.instrument)
  }

  #lane(timeframe: Timeframe, instrument: string | null): number {
    const known = this.list.findIndex(lane => lane.timeframe === timeframe && lane.instrument === instrument)
    if (known >= 0) return known
    // slower bars can be made up from the instrument's bars of the run's own timeframe
    const slower = timeframeMs[timeframe] > timeframeMs[this.#own]
    const base = slower ? this.#lane(this.#own, instrument) : -1
    return this.list.push({ timeframe, instrument, lengthMs: timeframeMs[timeframe], base }) - 1
  }
}

/** Gives every node a column: a node that nobody looks back on frees its own after its last reader. */
const shareSlots = (
  merged: Merged,
  laneOf: readonly number[],
  keep: Int32Array,
  steps: readonly Step[],
): { slotOf: Int32Array; slots: number } => {
  const lastReader = new Int32Array(merged.nodes.length).fill(-1)
  for (const [id, node] of merged.nodes.entries()) for (const input of node.inputs) lastReader[input] = id
  const slotOf = new Int32Array(merged.nodes.length)
  const free = new Map<number, number[]>()
  const ending = new Map<NodeId, number[]>()
  let slots = 0
  for (let id = 0; id < merged.nodes.length; id++) {
    const lane = laneOf[id]!
    const spare = free.get(lane) ?? []
    free.set(lane, spare)
    const passing = steps[id]!.kind === 'kernel' && keep[id] === 0 && lastReader[id]! >= 0
    const slot = passing ? (spare.pop() ?? slots++) : slots++
    slotOf[id] = slot
    if (passing) ending.set(lastReader[id]!, [...(ending.get(lastReader[id]!) ?? []), id])
    // freed only after this node has its own column: no kernel writes what it reads
    for (const done of ending.get(id) ?? []) free.get(laneOf[done]!)!.push(slotOf[done]!)
  }
  return { slotOf, slots }
}
