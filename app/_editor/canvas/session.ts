// What one person does with one open strategy: which sheet is shown, what is selected, which pop-up is open. None of it is in the
// document, so none of it is undone or shared.
import type { CompileProblem } from '@/sandbox/compile/problems'
import type { Attempt, Edit } from '../model/edit'
import type { Point } from '../model/edits/blocks'
import { type End, type Scene, sceneOf } from '../model/graphState'
import type { NewId } from '../model/ids'
import type { StrategyModel } from '../model/strategyModel'
import type { Adapter } from '../model/wireCheck'
import type { Spot } from './command'
import { keepMap, keptMap } from './mapShown'

/** A palette at a place of the canvas. */
export interface QuickAdd {
  readonly at: Point
  /** Where it opens on the screen, in the canvas. */
  readonly screen: Point
  /** The free end of a wire that the new block is to be wired to, or the input of a wire it is to be put on. */
  readonly wire?: { readonly kind: 'from' | 'to' | 'on'; readonly end: End }
  /** What was selected: the new block is wired to it where there is one way to do so. */
  readonly behind?: ReadonlySet<string>
}

/** An open context menu. */
export interface OpenMenu {
  readonly on: Spot
  /** Where it opens, in the window. */
  readonly screen: Point
}

/** What only the canvas can do, while it is there. */
export interface Hands {
  readonly copy: () => void
  readonly cut: () => void
  readonly paste: (incoming: boolean) => void
  /** Goes to the first value of the selected block. */
  readonly editValues: () => void
  readonly inspect: () => void
  readonly openMenu: () => void
  /** Opens the palette with what fits on the wire into that input. */
  readonly insertOnWire: (to: End) => void
  readonly plot: (end: End) => void
}

/** A refused wire: the reason, and what would make it possible. */
export interface Bubble {
  readonly screen: Point
  readonly reason: string
  readonly offers: readonly { readonly adapter: Adapter; readonly from: End; readonly to: End }[]
}

/** The drawing's code as somebody wrote it, where it is not what the drawing prints. */
export interface WrittenCode {
  readonly text: string
  /** What the drawing printed then: once it prints something else, the text is void. */
  readonly over: string
  /** The drawing says the same; the text has comments or lines of its own. */
  readonly isDrawn: boolean
}

export interface SessionState {
  /** Sub-graph blocks that were entered, the outermost first, each with the sub-graph it opened. */
  readonly path: readonly { readonly block: string; readonly use: string }[]
  /** Blocks, frames and notes that are selected. */
  readonly selection: ReadonlySet<string>
  /** Wires that are selected, by the input they lead to. */
  readonly wires: ReadonlySet<string>
  readonly quickAdd: QuickAdd | null
  readonly bubble: Bubble | null
  /** A block's output waits for an input, chosen by keyboard. */
  readonly wiring: string | null
  /** A wire of this block is to go, chosen by keyboard. */
  readonly unwiring: string | null
  readonly menu: OpenMenu | null
  /** The wire that what is being dragged would be put on. */
  readonly over: string | null
  readonly isSearching: boolean
  readonly problems: readonly CompileProblem[]
  /** Where things stood before a layout moved them: they go from there to their places. */
  readonly glide: { readonly from: ReadonlyMap<string, Point> } | null
  /** What takes a while, and can be ended. */
  readonly work: { readonly says: string; readonly cancel: () => void } | null
  readonly isMapShown: boolean
  /** In a narrow window: whether the inspector is shown though nothing is selected. */
  readonly isSideOpen: boolean
  /** What the last edit did beside what was asked. */
  readonly news: string
  /** Goes to a block each time it is another object. */
  readonly target: { readonly block: string; readonly port?: string; readonly keepsFocus?: true } | null
}

const NONE: ReadonlySet<string> = new Set()

const START: SessionState = {
  path: [],
  selection: NONE,
  wires: NONE,
  quickAdd: null,
  bubble: null,
  wiring: null,
  unwiring: null,
  menu: null,
  over: null,
  isSearching: false,
  problems: [],
  glide: null,
  work: null,
  isMapShown: true,
  isSideOpen: false,
  news: '',
  target: null,
}

export class EditorSession {
  readonly model: StrategyModel
  readonly newId: NewId
  readonly readOnly: boolean
  /** Says a sentence to the user. */
  readonly say: (sentence: string) => void
  /** Null while no canvas is shown. */
  hands: Hands | null = null
  /** Outlives the code's editor, which may be left in the middle of a word. */
  code: WrittenCode | null = null
  #state: SessionState = { ...START, isMapShown: keptMap() }
  readonly #listeners = new Set<() => void>()

  constructor(
    model: StrategyModel,
    { newId, say, readOnly }: Pick<EditorSession, 'newId' | 'say' | 'readOnly'>,
  ) {
    this.model = model
    this.newId = newId
    this.say = say
    this.readOnly = readOnly
    model.subscribe(() => this.#afterChange())
  }

  get state(): SessionState {
    return this.#state
  }

  get within(): string | null {
    return this.#state.path.at(-1)?.use ?? null
  }

  /** How a block of the sheet that is shown is called from outside: `outer/inner`. */
  placeOf(block: string): string {
    return [...this.#state.path.map(step => step.block), block].join('/')
  }

  get scene(): Scene {
    return sceneOf(this.model.state, this.within)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  set(change: Partial<SessionState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of [...this.#listeners]) listener()
  }

  /** Applies an edit, and says why where it is impossible. */
  do(told: Edit | Attempt | null): boolean {
    if (!told || this.readOnly) return false
    if ('ok' in told && !told.ok) {
      this.say(told.reason)
      return false
    }
    const edit = 'ok' in told ? told.edit : told
    const did = this.model.apply(edit)
    if (edit.select) this.select(edit.select)
    const news = (did && edit.says) || ''
    if (news !== this.#state.news) this.set({ news })
    return did
  }

  undo(): void {
    if (!this.readOnly) this.model.undo()
  }

  redo(): void {
    if (!this.readOnly) this.model.redo()
  }

  select(ids: Iterable<string>, wires: Iterable<string> = NONE): void {
    const next = { selection: new Set(ids), wires: new Set(wires) }
    if (!same(next.selection, this.#state.selection) || !same(next.wires, this.#state.wires)) this.set(next)
  }

  /** Selects a block of the sheet and brings it into view. */
  reach(block: string): void {
    this.set({ selection: new Set([block]), wires: NONE, target: { block } })
  }

  /** Closes whatever stands over the canvas. */
  closeAll(): void {
    this.set({ quickAdd: null, bubble: null, wiring: null, unwiring: null, menu: null, isSearching: false })
  }

  showMap(isMapShown: boolean): void {
    keepMap(isMapShown)
    this.set({ isMapShown })
  }

  enter(block: string): void {
    const inner = this.scene.blocks.get(block)
    if (inner?.kind !== 'subgraph' || !this.model.state.subgraphs.has(inner.use)) return
    this.set({
      path: [...this.#state.path, { block, use: inner.use }],
      selection: NONE,
      wires: NONE,
      quickAdd: null,
      bubble: null,
    })
  }

  /** Enters the sub-graph at the end of a way, `outer/inner`, whatever is shown now. */
  open(way: string): void {
    const { path, block } = this.#walked(way.split('/'))
    const last = sceneOf(this.model.state, path.at(-1)?.use ?? null).blocks.get(block)
    if (last?.kind === 'subgraph' && this.model.state.subgraphs.has(last.use))
      this.set({
        path: [...path, { block, use: last.use }],
        selection: NONE,
        wires: NONE,
        quickAdd: null,
        bubble: null,
      })
  }

  /** Leaves sub-graphs until that many are entered. */
  leave(depth: number): void {
    const left = this.#state.path[depth]
    this.set({
      path: this.#state.path.slice(0, depth),
      selection: new Set(left ? [left.block] : []),
      wires: NONE,
      quickAdd: null,
    })
  }

  /** Brings a block into view, entering sub-graphs on the way; `outer/inner` names one inside. */
  goTo(place: string, port?: string): void {
    this.#goTo(place, port === undefined ? {} : { port })
  }

  /** The same for somebody who types elsewhere: the focus stays there. */
  follow(place: string): void {
    this.#goTo(place, { keepsFocus: true })
  }

  #goTo(place: string, how: { readonly port?: string; readonly keepsFocus?: true }): void {
    const { path, block } = this.#walked(place.split('/'))
    this.set({
      path,
      selection: new Set([block]),
      wires: NONE,
      quickAdd: null,
      bubble: null,
      target: { block, ...how },
    })
  }

  /** The sub-graphs that a way leads through, as far as they are there, and the block it ends at. */
  #walked(steps: readonly string[]): { readonly path: SessionState['path']; readonly block: string } {
    const path: { block: string; use: string }[] = []
    for (const block of steps.slice(0, -1)) {
      const inner = sceneOf(this.model.state, path.at(-1)?.use ?? null).blocks.get(block)
      if (inner?.kind !== 'subgraph' || !this.model.state.subgraphs.has(inner.use)) break
      path.push({ block, use: inner.use })
    }
    return { path, block: steps[path.length]! }
  }

  /** Undo and others may take away what is selected or entered, or give an entered block another version. */
  #afterChange(): void {
    const { path, selection, wires } = this.#state
    const kept: { block: string; use: string }[] = []
    for (const step of path) {
      const inner = sceneOf(this.model.state, kept.at(-1)?.use ?? null).blocks.get(step.block)
      if (inner?.kind !== 'subgraph' || !this.model.state.subgraphs.has(inner.use)) break
      kept.push(inner.use === step.use ? step : { block: step.block, use: inner.use })
    }
    const isSame = kept.length === path.length && kept.every((step, at) => step === path[at])
    const sheet = sceneOf(this.model.state, kept.at(-1)?.use ?? null)
    const { blocks, frames, notes } = sheet
    const left = [...selection].filter(id => blocks.has(id) || frames.has(id) || notes.has(id))
    const leftWires = [...wires].filter(key => sheet.wires.has(key))
    if (!isSame || left.length !== selection.size || leftWires.length !== wires.size)
      this.set({ path: isSame ? path : kept, selection: new Set(left), wires: new Set(leftWires) })
  }
}

const same = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every(each => b.has(each))
