// One open strategy: its Yjs document, its present state, its log. Everything that changes it comes through `apply`, or through
// the text of its code; everything that shows it subscribes.
import * as Y from 'yjs'
import { readGraph } from '@/sandbox/compile/graph/document'
import type { CompileProblem } from '@/sandbox/compile/problems'
import type { Edit, Path } from './edit'
import type { GraphState } from './graphState'
import { graphText } from './graphText'
import { type Entry, History } from './history'
import { difference, textPatches } from './textPatches'
import {
  codeText,
  fillGraph,
  graphRoot,
  type Patch,
  readChanged,
  readState,
  same,
  valueAt,
  write,
} from './yDocument'

export type StrategyKind = 'graph' | 'formula' | 'script'

/** Origin of what this user does; what others do arrives with another one and is not in the log. */
export const MINE = 'mine'
/** Origin of steps through the log. */
export const STEP = 'step'

export type Opened =
  | { readonly ok: true; readonly model: StrategyModel }
  | { readonly ok: false; readonly problems: readonly CompileProblem[] }

/** A new Yjs document of a strategy's text, or why it can't be read. */
export function openDocument(kind: StrategyKind, text: string, now?: () => number): Opened {
  const doc = new Y.Doc()
  if (kind !== 'graph') {
    codeText(doc).insert(0, text)
    return { ok: true, model: new StrategyModel(kind, doc, new History(now)) }
  }
  const read = readGraph(text)
  if (!read.ok) return read
  fillGraph(doc, read.graph)
  return { ok: true, model: new StrategyModel(kind, doc, new History(now)) }
}

/** The canonical text of a document; what is stored, sent to the compiler and compared. */
export const documentText = (model: StrategyModel): string => model.text

/** The text as `documentText` would give it, for comparing a stored document with an open one. */
export function canonicalText(kind: StrategyKind, text: string): string {
  const opened = openDocument(kind, text)
  return opened.ok ? opened.model.text : text
}

export class StrategyModel {
  readonly kind: StrategyKind
  readonly doc: Y.Doc
  readonly history: History
  #state: GraphState
  #text: string | null = null
  #code: string
  /** While an edit is applied: who listens hears of it once, when the log has it too. */
  #isQuiet = false
  readonly #listeners = new Set<() => void>()

  constructor(kind: StrategyKind, doc: Y.Doc, history = new History()) {
    this.kind = kind
    this.doc = doc
    this.history = history
    this.#state = readState(doc)
    this.#code = codeText(doc).toString()
    graphRoot(doc).observeDeep(events => {
      const touched: Path[] = events.flatMap(event => {
        const path = event.path.map(String)
        return event instanceof Y.YMapEvent
          ? Array.from(event.keysChanged, key => [...path, String(key)])
          : [path]
      })
      this.#state = readChanged(doc, this.#state, touched)
      this.#changed()
    })
    codeText(doc).observe((event, transaction) => {
      const patches = textPatches(this.#code, event.delta)
      this.#code = codeText(doc).toString()
      if (!transaction.local) this.history.shifted(patches)
      else if (transaction.origin !== STEP && patches.length > 0) this.history.typed(patches)
      this.#changed()
    })
  }

  get state(): GraphState {
    return this.#state
  }

  /** The document as text; of a graph, canonical. */
  get text(): string {
    if (this.kind !== 'graph') return this.#code
    this.#text ??= graphText(this.#state)
    return this.#text
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Applies an edit as one entry of the log. False where it changes nothing. */
  apply({ title, changes, merge }: Edit): boolean {
    const patches: Patch[] = []
    this.#quietly(() => {
      for (const change of changes) {
        const patch = write(this.doc, change)
        if (patch) patches.push(patch)
      }
    }, MINE)
    if (patches.length === 0) return false
    this.history.add({ title, patches, text: [] }, merge)
    this.#tell()
    return true
  }

  /** Replaces the code as one entry; the parts that stay the same stay untouched, so cursors keep their place. */
  setCode(text: string, title: string): boolean {
    const { at, removed, inserted } = difference(this.#code, text)
    if (removed === '' && inserted === '') return false
    this.history.titled(title, () =>
      this.doc.transact(() => {
        const code = codeText(this.doc)
        code.delete(at, removed.length)
        code.insert(at, inserted)
      }, MINE),
    )
    return true
  }

  undo(): Entry | null {
    const entry = this.history.back()
    if (entry) this.#step(entry, 'before')
    return entry
  }

  redo(): Entry | null {
    const entry = this.history.forth()
    if (entry) this.#step(entry, 'after')
    return entry
  }

  /** Brings one side of an entry back. A field that somebody else has changed since keeps their value. */
  #step({ patches, text }: Entry, side: 'before' | 'after'): void {
    const other = side === 'before' ? 'after' : 'before'
    this.#quietly(() => {
      for (const patch of side === 'before' ? patches.toReversed() : patches) {
        const now = valueAt(this.doc, patch.path)
        const isMine = patch.before === undefined || patch.after === undefined || same(now, patch[other])
        const value = patch[side]
        if (isMine) write(this.doc, value === undefined ? { path: patch.path } : { path: patch.path, value })
      }
      const code = codeText(this.doc)
      for (const { at, removed, inserted } of side === 'before' ? text.toReversed() : text) {
        const [out, back] = side === 'before' ? [inserted, removed] : [removed, inserted]
        const start = Math.min(at, code.length)
        code.delete(start, Math.min(out.length, code.length - start))
        code.insert(start, back)
      }
    }, STEP)
    this.#tell()
  }

  #changed(): void {
    this.#text = null
    this.#tell()
  }

  #quietly(change: () => void, origin: string): void {
    this.#isQuiet = true
    try {
      this.doc.transact(change, origin)
    } finally {
      this.#isQuiet = false
    }
  }

  #tell(): void {
    if (this.#isQuiet) return
    for (const listener of [...this.#listeners]) listener()
  }
}
