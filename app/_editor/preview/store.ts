// What a preview shows, outside of React: the page subscribes to what changes with an edit, and what changes with the cursor
// is painted straight into the page.
import type { Document } from '@/sandbox/compile/compiled'
import type { NodeId, ValueKind } from '@/sandbox/ir/program'
import { type Badge, drawBadge, forgetColours, writeBadge } from './badge'
import type { CheckedEdit, CompiledEdit, PreviewBars, RanEdit } from './protocol'
import { type Thread, WatchedWorker } from './watched'

/** An edit with its values. */
export interface Shown {
  readonly compiled: CompiledEdit
  readonly ran: RanEdit
  readonly bars: PreviewBars
}

/** Something whose value can be looked at: a port of a block, or a name of the code. */
export interface Watchable {
  readonly key: string
  readonly label: string
  readonly node: NodeId
  readonly kind: ValueKind
}

export interface PreviewState {
  /** The word on the newest edit. */
  readonly compiled: CompiledEdit | null
  /** The newest edit that has values; older than `compiled` while that is being mended. */
  readonly shown: Shown | null
  readonly checked: CheckedEdit | null
  readonly bars: PreviewBars | null
  /** Keys of what is drawn in the chart because somebody asked for it. */
  readonly plots: readonly string[]
  /** Why the worker was stopped, until the next edit. */
  readonly stopped: string | null
}

const EMPTY: PreviewState = {
  compiled: null,
  shown: null,
  checked: null,
  bars: null,
  plots: [],
  stopped: null,
}

/** What drawing lines may take of a frame; values are written in every one. */
const LINES_MS = 6

export const portKey = (block: string, port: string): string => `${block} ${port}`

type Listener = () => void

export class PreviewStore {
  readonly #worker: WatchedWorker
  readonly #listeners = new Set<Listener>()
  readonly #cursorListeners = new Set<Listener>()
  readonly #badges = new Set<Badge>()
  /** Badges whose line is not drawn for the present bar; the longest waiting first. */
  readonly #undrawn = new Set<Badge>()
  #state = EMPTY
  #given: { readonly number: number; readonly bars: PreviewBars } | null = null
  /** Null follows the newest bar. */
  #cursor: number | null = null
  #nodes: ReadonlyMap<string, NodeId> = new Map()
  /** Columns of the shown values; asked for by every badge of every frame. */
  readonly #columns = new Map<NodeId, Float64Array | null>()
  #frame = 0

  constructor(make: () => Thread) {
    this.#worker = new WatchedWorker(make, {
      compiled: compiled => this.#set({ compiled, stopped: null }),
      ran: ran => this.#ran(ran),
      checked: checked => this.#set({ checked }),
      stopped: (_, message) =>
        this.#set({ stopped: message || 'The preview broke. Edit the document to try again.' }),
    })
  }

  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly state = (): PreviewState => this.#state

  edit(document: Document): void {
    this.#worker.edit(document)
  }

  load(bars: PreviewBars): void {
    const at = this.#cursor === null ? null : this.#given?.bars.own.time[this.#cursor]
    // values belong to rows: older bars in front of them move every one
    const sameSeries =
      this.#given?.bars.symbol === bars.symbol &&
      this.#given.bars.timeframe === bars.timeframe &&
      this.#given.bars.own.time[0] === bars.own.time[0]
    this.#given = { number: this.#worker.load(bars), bars }
    // the reader's eye stays on its bar, or on that time of another symbol
    this.#cursor = at == null ? null : lastUpTo(bars.own.time, at)
    this.#set({ bars, ...(!sameSeries && { shown: null, checked: null }) })
    this.#moved()
  }

  /** Tries the document once more for which the worker was stopped. */
  retry(): void {
    this.#set({ stopped: null })
    this.#worker.retry()
  }

  togglePlot(key: string): void {
    const { plots } = this.#state
    this.#set({ plots: plots.includes(key) ? plots.filter(each => each !== key) : [...plots, key] })
  }

  /** The bar that is looked at; −1 without bars. */
  readonly cursor = (): number => this.#cursor ?? this.bars - 1

  /** Bars that have values. */
  get bars(): number {
    return this.#state.shown?.ran.rows ?? this.#given?.bars.own.time.length ?? 0
  }

  readonly subscribeCursor = (listener: Listener): (() => void) => {
    this.#cursorListeners.add(listener)
    return () => this.#cursorListeners.delete(listener)
  }

  /** Looks at a bar; the newest and whatever comes after it when null. */
  moveTo(bar: number | null): void {
    const most = this.bars - 1
    const to = bar === null || bar >= most ? null : Math.max(0, Math.round(bar))
    if (to === this.#cursor) return
    this.#cursor = to
    this.#moved()
  }

  /** Looks at the nearest later bar on which an output turns true, or at the nearest earlier one. */
  toSignal(way: 'next' | 'previous'): void {
    const bar = this.cursor()
    let found: number | null = null
    for (const { begins } of this.#state.shown?.ran.fired ?? [])
      for (const begin of begins) {
        const isAhead = way === 'next' ? begin > bar : begin < bar
        if (isAhead && (found === null || Math.abs(begin - bar) < Math.abs(found - bar))) found = begin
      }
    if (found !== null) this.moveTo(found)
  }

  /** Values of a node, one a bar; null while there are none. */
  column(node: NodeId): Float64Array | null {
    const known = this.#columns.get(node)
    if (known !== undefined) return known
    const ran = this.#state.shown?.ran
    const at = ran?.columnOf[node] ?? -1
    const column = ran && at >= 0 ? ran.values.subarray(at * ran.rows, (at + 1) * ran.rows) : null
    this.#columns.set(node, column)
    return column
  }

  /** Values of a port or name. */
  columnOf(key: string): Float64Array | null {
    const node = this.#nodes.get(key)
    return node === undefined ? null : this.column(node)
  }

  valueAt(key: string, bar = this.cursor()): number {
    return this.columnOf(key)?.[bar] ?? Number.NaN
  }

  /** Everything there is to look at, in the document's order. */
  watchables(): readonly Watchable[] {
    const { shown } = this.#state
    return shown ? watchablesOf(shown.compiled) : []
  }

  /** Lets the store paint a value into the page for as long as it is there. */
  register(badge: Badge): () => void {
    this.#badges.add(badge)
    this.#write(badge)
    if (badge.line) {
      this.#undrawn.add(badge)
      this.#nextFrame()
    }
    return () => {
      this.#badges.delete(badge)
      this.#undrawn.delete(badge)
    }
  }

  /** Paints every badge anew: the page’s colours are others now. */
  recolour(): void {
    forgetColours()
    this.#moved()
  }

  dispose(): void {
    this.#worker.dispose()
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
  }

  #ran(ran: RanEdit): void {
    const { compiled } = this.#state
    const given = this.#given
    if (!compiled || !given || compiled.edit !== ran.edit || given.number !== ran.bars) return
    const shown = { compiled, ran, bars: given.bars }
    this.#nodes = new Map(watchablesOf(compiled).map(({ key, node }) => [key, node]))
    this.#set({ shown })
    this.#moved()
  }

  #set(change: Partial<PreviewState>): void {
    if ('shown' in change) this.#columns.clear()
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }

  /** However often the cursor moves, the page is painted once a frame. */
  #moved(): void {
    this.#isMoved = true
    this.#nextFrame()
  }
  #isMoved = false

  #nextFrame(): void {
    if (this.#frame !== 0) return
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0
      this.#paint()
    })
  }

  /** Writes all values, then draws as many lines as there is time for; the others follow. */
  #paint(): void {
    if (this.#isMoved) {
      this.#isMoved = false
      for (const badge of this.#badges) {
        this.#write(badge)
        // one that waits keeps its turn
        if (badge.line) this.#undrawn.add(badge)
      }
      for (const listener of this.#cursorListeners) listener()
    }
    const until = performance.now() + LINES_MS
    for (const badge of this.#undrawn) {
      this.#undrawn.delete(badge)
      drawBadge(badge, this.#kindOf(badge), this.columnOf(badge.key), this.cursor())
      if (performance.now() > until) break
    }
    if (this.#undrawn.size > 0) this.#nextFrame()
  }

  #write(badge: Badge): void {
    writeBadge(badge, this.#kindOf(badge), this.columnOf(badge.key), this.cursor())
  }

  #kindOf({ key }: Badge): ValueKind {
    const node = this.#nodes.get(key)
    const program = this.#state.shown?.compiled.program
    return (node === undefined ? undefined : program?.nodes[node]?.type.kind) ?? 'number'
  }
}

function watchablesOf({ program, ports, named }: CompiledEdit): Watchable[] {
  const found = new Map<string, Watchable>()
  const add = (key: string, label: string, node: NodeId) =>
    found.set(key, { key, label, node, kind: program?.nodes[node]?.type.kind ?? 'number' })
  const seen = new Set<string>()
  const several = new Set<string>()
  for (const { block } of ports) (seen.has(block) ? several : seen).add(block)
  for (const { block, port, node } of ports)
    add(portKey(block, port), several.has(block) ? `${block}.${port}` : block, node)
  for (const { name, node } of named) add(name, name, node)
  if (program && ports.length === 0) {
    for (const { name, node } of program.columns) if (!found.has(name)) add(name, name, node)
    for (const [name, node] of Object.entries(program.outputs)) if (!found.has(name)) add(name, name, node)
  }
  return [...found.values()]
}

/** The last row whose time is not after `at`. */
export function lastUpTo(time: Float64Array, at: number): number {
  let [from, to] = [0, time.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (time[middle]! <= at) from = middle + 1
    else to = middle
  }
  return Math.max(0, from - 1)
}
