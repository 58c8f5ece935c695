// What one person does with one open strategy: which sheet is shown, what is selected, which pop-up is open. None of it is in the
// document, so none of it is undone or shared.
import type { CompileProblem } from '@/sandbox/compile/problems'
import type { Attempt, Edit } from '../model/edit'
import type { Point } from '../model/edits/blocks'
import { type End, type Scene, sceneOf } from '../model/graphState'
import type { NewId } from '../model/ids'
import type { StrategyModel } from '../model/strategyModel'
import type { Adapter } from '../model/wireCheck'

/** A palette at a place of the canvas. */
export interface QuickAdd {
  readonly at: Point
  /** Where it opens on the screen, in the canvas. */
  readonly screen: Point
  /** The free end of a wire that the new block is to be wired to. */
  readonly wire?: { readonly kind: 'from' | 'to'; readonly end: End }
}

/** A refused wire: the reason, and what would make it possible. */
export interface Bubble {
  readonly screen: Point
  readonly reason: string
  readonly offers: readonly { readonly adapter: Adapter; readonly from: End; readonly to: End }[]
}

export interface SessionState {
  /** Sub-graph blocks that were entered, the outermost first, each with the sub-graph it opened. */
  readonly path: readonly { readonly block: string; readonly use: string }[]
  readonly selection: ReadonlySet<string>
  readonly quickAdd: QuickAdd | null
  readonly bubble: Bubble | null
  /** A block's output waits for an input, chosen by keyboard. */
  readonly wiring: string | null
  readonly isSearching: boolean
  readonly problems: readonly CompileProblem[]
  /** Goes to a block each time it is another object. */
  readonly target: { readonly block: string; readonly port?: string } | null
}

const START: SessionState = {
  path: [],
  selection: new Set(),
  quickAdd: null,
  bubble: null,
  wiring: null,
  isSearching: false,
  problems: [],
  target: null,
}

export class EditorSession {
  readonly model: StrategyModel
  readonly newId: NewId
  readonly readOnly: boolean
  /** Says a sentence to the user. */
  readonly say: (sentence: string) => void
  #state = START
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
    return did
  }

  undo(): void {
    if (!this.readOnly) this.model.undo()
  }

  redo(): void {
    if (!this.readOnly) this.model.redo()
  }

  select(ids: Iterable<string>): void {
    const selection = new Set(ids)
    const { selection: before } = this.#state
    if (selection.size === before.size && [...selection].every(id => before.has(id))) return
    this.set({ selection })
  }

  enter(block: string): void {
    const inner = this.scene.blocks.get(block)
    if (inner?.kind !== 'subgraph' || !this.model.state.subgraphs.has(inner.use)) return
    this.set({
      path: [...this.#state.path, { block, use: inner.use }],
      selection: new Set(),
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
        selection: new Set(),
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
      quickAdd: null,
    })
  }

  /** Brings a block into view, entering sub-graphs on the way; `outer/inner` names one inside. */
  goTo(place: string, port?: string): void {
    const { path, block } = this.#walked(place.split('/'))
    this.set({
      path,
      selection: new Set([block]),
      quickAdd: null,
      bubble: null,
      target: { block, ...(port !== undefined && { port }) },
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
    const { path, selection } = this.#state
    const kept: { block: string; use: string }[] = []
    for (const step of path) {
      const inner = sceneOf(this.model.state, kept.at(-1)?.use ?? null).blocks.get(step.block)
      if (inner?.kind !== 'subgraph' || !this.model.state.subgraphs.has(inner.use)) break
      kept.push(inner.use === step.use ? step : { block: step.block, use: inner.use })
    }
    const isSame = kept.length === path.length && kept.every((step, at) => step === path[at])
    const { blocks, graph } = sceneOf(this.model.state, kept.at(-1)?.use ?? null)
    const left = [...selection].filter(id => blocks.has(id) || graph.frames.has(id) || graph.notes.has(id))
    if (!isSame || left.length !== selection.size)
      this.set({ path: isSame ? path : kept, selection: new Set(left) })
  }
}
