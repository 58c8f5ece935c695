import type { KernelParams } from '../catalogue/define'
import type { NodeId, SeriesClock } from '../ir/program'
import { AGGREGATE_STATE, LaneRows } from './lane'
import type { Plan, PlannedNode } from './plan'
import { readSnapshot, writeSnapshot } from './snapshot'
import { type Bar, FIELDS, type Tape } from './tape'

/** What the account says at the close of a bar. */
export interface Position {
  readonly side: -1 | 0 | 1
  readonly entryPrice: number
  readonly barsSinceEntry: number
}

interface RunOptions {
  /** The run's own bars. */
  readonly tape: Tape
  /**
   * Bars of other clocks; null where there are none. Slower bars of an instrument whose own bars are there are made up from them.
   */
  readonly tapes?: (clock: SeriesClock) => Tape | null
  /** What scripts gave for every bar of the tape, by merged node; see scripts.ts. */
  readonly given?: (node: NodeId) => Float64Array
  /** Keep every bar's outputs, or the latest alone as a live run does. */
  readonly collect: boolean
  /** Bars worked on at a time; columns of this length should fit the processor's cache. */
  readonly chunk?: number
  /** A clock in ms, to measure what each node costs. */
  readonly now?: () => number
}

interface Call {
  readonly node: PlannedNode
  column: Float64Array
  readonly inputs: Float64Array[]
  readonly state: Float64Array
  readonly params: KernelParams
}

const NO_PARAMS: KernelParams = {}

/** One bar may end two slower ones: an unfinished one before a gap, and its own. */
const SLACK = 2

/** Bars from which it pays to work on columns where they lie. */
const LONG = 512

/**
 * A plan brought up to some bar over one instrument's bars. Values depend on the bars alone: not on how `advance` is cut, what
 * else is merged in, nor on bars that come later.
 */
export class Run {
  readonly plan: Plan
  /** Microseconds spent in each node so far, when a clock was given. */
  readonly costs: Float64Array
  readonly #lanes: readonly LaneRows[]
  readonly #columns: readonly Float64Array[]
  /** The node columns of each lane, for moving rows; shared ones once. */
  readonly #moving: readonly (readonly Float64Array[])[]
  readonly #state: Float64Array
  readonly #backup: Float64Array
  readonly #aggregates: readonly (Float64Array | null)[]
  readonly #calls: readonly Call[]
  readonly #readers: readonly (readonly { readonly call: Call; readonly at: number }[])[]
  readonly #collected: Map<NodeId, Float64Array> | null
  readonly #now: (() => number) | null
  readonly #chunk: number
  readonly #given: (node: NodeId) => Float64Array
  readonly #formed: Float64Array
  #position: Position | null = null

  constructor(plan: Plan, { tape, tapes, given, collect, chunk, now }: RunOptions) {
    this.plan = plan
    this.#given = given ?? noScripts
    this.#now = now ?? null
    this.costs = new Float64Array(plan.nodes.length)
    // rows are moved once a chunk: one shorter than what is kept would move more than it computes
    const longest = Math.max(...plan.lanes.map(lane => lane.reach))
    this.#chunk = chunk ?? Math.max(collect ? 1024 : 64, longest)
    this.#lanes = plan.lanes.map(lane => new LaneRows(lane, this.#chunk + SLACK))
    this.#state = new Float64Array(plan.stateSize + AGGREGATE_STATE * plan.lanes.length)
    this.#backup = new Float64Array(this.#state.length)
    this.#aggregates = plan.lanes.map((lane, at) =>
      lane.base < 0
        ? null
        : this.#state.subarray(
            plan.stateSize + AGGREGATE_STATE * at,
            plan.stateSize + AGGREGATE_STATE * (at + 1),
          ),
    )
    const slots = new Map<number, Float64Array>()
    this.#columns = plan.nodes.map(node => columnOf(node, this.#lanes[node.lane]!, slots))
    this.#moving = plan.lanes.map((_, lane) => {
      const kept = plan.nodes.filter(node => node.lane === lane && node.keep > 0 && node.step.kind !== 'bars')
      return kept.filter(node => node.step.kind !== 'constant').map(node => this.#columns[node.id]!)
    })
    this.#calls = plan.nodes.map(node => ({
      node,
      column: this.#columns[node.id]!,
      inputs: node.inputs.map(input => this.#columns[input]!),
      state:
        node.step.kind === 'kernel'
          ? this.#state.subarray(node.step.stateAt, node.step.stateAt + node.step.stateSize)
          : this.#state.subarray(0, 0),
      params: node.step.kind === 'kernel' ? node.step.params : NO_PARAMS,
    }))
    const readers: { call: Call; at: number }[][] = plan.nodes.map(() => [])
    for (const call of this.#calls)
      for (const [at, input] of call.node.inputs.entries()) readers[input]!.push({ call, at })
    this.#readers = readers
    this.#collected = collect ? new Map(plan.sinkNodes.map(node => [node, new Float64Array(0)])) : null
    this.#formed = new Float64Array(plan.nodes.length)
    this.reset(tape, tapes)
  }

  /** Starts over on other bars and keeps its memory: the next instrument of a screen. */
  reset(tape: Tape, tapes: RunOptions['tapes'] = () => null): void {
    this.#state.fill(0)
    for (const [at, rows] of this.#lanes.entries()) {
      const { timeframe, instrument } = rows.lane
      rows.tape = at === 0 ? tape : tapes({ timeframe, instrument })
      rows.forget()
    }
    for (const { node, column, state, params } of this.#calls) {
      if (node.step.kind === 'constant') column.fill(node.step.value)
      else if (node.step.kind !== 'bars') column.fill(NaN)
      if (node.step.kind === 'kernel') node.step.operator.begin?.(state, params)
    }
    this.#position = null
  }

  /** Bars evaluated so far; the number of the next one. */
  get bars(): number {
    return this.#lanes[0]!.next
  }

  /** What the position sources say from here on. Whoever trades sets it before each bar. */
  set position(position: Position | null) {
    this.#position = position
  }

  /** Brings every column up to bar `to` (the tape's end when absent). */
  advance(to: number = this.#lanes[0]!.tape!.end): void {
    const own = this.#lanes[0]!
    if (to > own.tape!.end) throw new Error(`Bar ${to} is past the end of the tape at ${own.tape!.end}.`)
    while (own.next < to) {
      if (to - own.next >= LONG && this.#mayStride) this.#stride(to, this.#collected!)
      else this.#step(to - own.next)
    }
  }

  /** Every value of an output up to now, one a bar; valid until the run goes on. For runs that collect. */
  collected(node: NodeId): Float64Array {
    const column = this.#collected?.get(node)
    if (!column)
      throw new Error('The run does not collect this node: open it with `collect` and read an output.')
    return column.subarray(0, this.#lanes[0]!.bar)
  }

  /** An output's value on the last bar, or `back` bars before it where so many are kept (one always is); missing without bars. */
  latest(node: NodeId, back = 0): number {
    const rows = this.#lanes[this.plan.nodes[node]!.lane]!
    return rows.bar > back ? this.#columns[node]![rows.row - 1 - back]! : NaN
  }

  /**
   * The outputs as they would be if a bar closed now with these values. Nothing of it stays: the run is as it was. The answer holds
   * until the next question.
   */
  forming(bar: Bar): (node: NodeId) => number {
    this.#makeRoom(1)
    this.#backup.set(this.#state)
    const before = this.#lanes.map(({ row, bar, next }) => ({ row, bar, next }))
    const own = this.#lanes[0]!
    const until = bar.time + own.lane.lengthMs
    this.#takeOthers(until)
    own.from = own.row
    for (const field of FIELDS) own.columns[field][own.row] = bar[field]
    own.grow(1)
    this.#aggregate()
    this.#compute()
    for (const node of this.plan.nodes) this.#formed[node.id] = this.latest(node.id)
    this.#state.set(this.#backup)
    for (const [at, rows] of this.#lanes.entries()) Object.assign(rows, before[at], { from: before[at]!.row })
    return node => this.#formed[node]!
  }

  /** All that the run remembers, as bytes: restored, it goes on as if it had never stopped. */
  save(): Uint8Array {
    return writeSnapshot(this.plan, this.#lanes, this.#state, this.#columns)
  }

  /** Goes on from a snapshot of a run of the same programs, with the bars that follow on the tapes it was opened with. */
  restore(bytes: Uint8Array): void {
    if (this.#collected) throw new Error('A run that collects every bar can not go on from a snapshot.')
    readSnapshot(bytes, this.plan, this.#lanes, this.#state, this.#columns)
  }

  /** One step: at most `most` bars, and as many as every lane has room for. */
  #step(most: number): void {
    const count = Math.min(most, this.#chunk)
    this.#makeRoom(count)
    const own = this.#lanes[0]!
    let until = own.closeAfter(count)
    // a lane with more bars than it has room for shortens the step; the others follow in the next one
    for (const rows of this.#lanes)
      if (rows !== own && rows.pending(until) === rows.room)
        until = Math.min(until, rows.closeAfter(rows.room))
    this.#takeOthers(until)
    own.from = own.row
    own.take(Math.min(count, own.pending(until)))
    this.#aggregate()
    this.#compute()
    this.#collect(this.plan.sinkNodes)
  }

  /** Whether bars and outputs can be worked on where they lie, without being copied. */
  get #mayStride(): boolean {
    const own = this.#lanes[0]!
    const behind = Math.min(own.bar, own.next - own.tape!.first)
    return this.#collected !== null && this.#lanes.length === 1 && behind >= own.capacity
  }

  /**
   * Steps over a long stretch with the tape's own columns as sources and the collected ones as outputs, through views whose rows
   * line up with those of the other columns.
   */
  #stride(to: number, collected: Map<NodeId, Float64Array>): void {
    const own = this.#lanes[0]!
    const { tape } = own
    this.#reserve(own.bar + to - own.next)
    const sources = this.#calls.filter(
      ({ node: { step } }) => step.kind === 'bars' && step.field !== 'barIndex',
    )
    const sinks = this.#calls.filter(({ node }) => node.step.kind === 'kernel' && collected.has(node.id))
    const copied = this.plan.sinkNodes.filter(id => !sinks.some(({ node }) => node.id === id))
    while (own.next < to) {
      const count = Math.min(to - own.next, this.#chunk)
      this.#makeRoom(count)
      const end = own.row + count
      const bar = own.next - tape!.first - own.row
      for (const { node } of sources)
        if (node.step.kind === 'bars' && node.step.field !== 'barIndex')
          this.#work(node.id, tape!.bars[node.step.field].subarray(bar, bar + end))
      const value = own.bar - own.row
      for (const { node } of sinks) this.#work(node.id, collected.get(node.id)!.subarray(value, value + end))
      own.from = own.row
      own.pass(count)
      this.#compute()
      this.#collect(copied)
    }
    for (const { node, column } of [...sources, ...sinks]) {
      const from = own.row - own.lane.reach
      this.#columns[node.id]!.set(column.subarray(from, own.row), from)
      this.#work(node.id, this.#columns[node.id]!)
    }
  }

  /** Lets a node and its readers work on another column than its own. */
  #work(node: NodeId, column: Float64Array): void {
    this.#calls[node]!.column = column
    for (const { call, at } of this.#readers[node]!) call.inputs[at] = column
  }

  #makeRoom(count: number): void {
    for (const [at, rows] of this.#lanes.entries())
      if (rows.room < count + SLACK) rows.compact(this.#moving[at]!)
  }

  #takeOthers(until: number): void {
    for (const rows of this.#lanes) {
      if (rows === this.#lanes[0]) continue
      rows.from = rows.row
      rows.take(rows.pending(until))
    }
  }

  #aggregate(): void {
    for (const [at, rows] of this.#lanes.entries())
      if (at > 0 && rows.lane.base >= 0 && !rows.tape)
        rows.aggregate(this.#lanes[rows.lane.base]!, this.#aggregates[at]!)
  }

  #compute(): void {
    const lanes = this.#lanes
    const now = this.#now
    for (const call of this.#calls) {
      const { node, column } = call
      const { from, row: to } = lanes[node.lane]!
      if (from === to) continue
      const began = now ? now() : 0
      switch (node.step.kind) {
        case 'kernel':
          node.step.operator.advance(call.state, call.inputs, column, call.params, from, to)
          break
        case 'seen':
          this.#see(this.plan.nodes[node.inputs[0]!]!, node, column, from, to)
          break
        case 'position':
          column.fill(this.#positionValue(node.step.field), from, to)
          break
        case 'given': {
          const { bar } = this.#lanes[node.lane]!
          column.set(this.#given(node.id).subarray(bar - (to - from), bar), from)
          break
        }
        // the lane has filled its bars, and constants are always there
        case 'bars':
        case 'constant':
          break
      }
      if (now) this.costs[node.id]! += (now() - began) * 1000
    }
  }

  /** On each row of the reader the value of the source's last bar that had closed when the row's bar closes. */
  #see(source: PlannedNode, reader: PlannedNode, column: Float64Array, from: number, to: number): void {
    const rows = this.#lanes[source.lane]!
    const readers = this.#lanes[reader.lane]!
    const values = this.#calls[source.id]!.column
    if (rows === readers) {
      // the run's own timeframe by its name: the same bars
      for (let row = from; row < to; row++) column[row] = values[row]!
      return
    }
    // everything before this step has closed before any row of it
    let last = rows.from - 1
    for (let row = from; row < to; row++) {
      const until = readers.closeOf(row)
      while (last + 1 < rows.row && rows.closeOf(last + 1) <= until) last++
      column[row] = values[last]!
    }
  }

  #positionValue(field: 'positionSide' | 'entryPrice' | 'barsSinceEntry'): number {
    const position = this.#position
    if (!position) return NaN
    if (field === 'positionSide') return position.side
    return position.side === 0 ? NaN : position[field]
  }

  #collect(nodes: readonly NodeId[]): void {
    if (!this.#collected) return
    const own = this.#lanes[0]!
    const start = own.bar - (own.row - own.from)
    if (start === own.bar) return
    this.#reserve(own.bar)
    for (const node of nodes)
      this.#collected.get(node)!.set(this.#calls[node]!.column.subarray(own.from, own.row), start)
  }

  /** Makes the collected columns long enough for `bars` values. */
  #reserve(bars: number): void {
    if (!this.#collected) return
    const { tape } = this.#lanes[0]!
    for (const [node, kept] of this.#collected) {
      if (kept.length >= bars) continue
      const column = new Float64Array(Math.max(bars, tape!.end - tape!.first, 2 * kept.length))
      column.set(kept)
      this.#collected.set(node, column)
    }
  }
}

const noScripts = (): never => {
  throw new Error('The program has scripts, which run inside the fence: use runScripts.')
}

const columnOf = (node: PlannedNode, rows: LaneRows, slots: Map<number, Float64Array>): Float64Array => {
  if (node.step.kind === 'bars') return rows.columns[node.step.field]
  const column = slots.get(node.slot) ?? new Float64Array(rows.capacity)
  slots.set(node.slot, column)
  return column
}
