// Where an open document and its log outlive a reload: a record for each strategy and tab, so that two tabs on one strategy never
// write over each other's log.
import * as Y from 'yjs'
import { History, type Log } from './history'
import { canonicalText, type StrategyKind, StrategyModel } from './strategyModel'

export interface Kept {
  readonly kind: StrategyKind
  /** The whole Yjs document. */
  readonly update: Uint8Array
  readonly log: Log
}

/** What is kept of one strategy by one tab. */
export interface LogKey {
  readonly strategy: string
  readonly tab: string
}

/** The browser's database, or a map in tests. */
export interface HistoryStore {
  /** What every tab kept of a strategy: the asking tab's own first, then the newest. */
  readonly load: (key: LogKey) => Promise<readonly Kept[]>
  readonly save: (key: LogKey, kept: Kept) => Promise<void>
}

/**
 * The document as it was left, with its log: this tab's own, or that of the tab that left it as the draft says it is now. Null
 * where no log leads to that draft.
 */
export function revived(
  kept: readonly Kept[],
  kind: StrategyKind,
  text: string,
  now: () => number,
): StrategyModel | null {
  const wanted = canonicalText(kind, text)
  for (const each of kept) {
    if (each.kind !== kind) continue
    const doc = new Y.Doc()
    Y.applyUpdate(doc, each.update)
    const model = new StrategyModel(kind, doc, new History(now, each.log))
    if (model.text === wanted) return model
    doc.destroy()
  }
  return null
}

/** The whole of a model, to be kept. */
export const keptOf = (model: StrategyModel): Kept => ({
  kind: model.kind,
  update: Y.encodeStateAsUpdate(model.doc),
  log: model.history.log,
})

interface Keeping {
  readonly stop: () => void
  /** The page is about to go: what waits for a write is written at once. */
  readonly flush: () => void
}

/** Keeps every change of a model until it is told to stop. Writes never overlap but for the last; the latest state wins. */
export function keeping(model: StrategyModel, store: HistoryStore, key: LogKey): Keeping {
  let isWriting = false
  let isStale = false
  const save = () => {
    isStale = false
    return store.save(key, keptOf(model))
  }
  const write = async () => {
    isStale = true
    if (isWriting) return
    isWriting = true
    try {
      while (isStale) await save()
    } finally {
      isWriting = false
    }
  }
  const forgone = () => {} // a full or forbidden database costs the log, not the edit
  return {
    stop: model.subscribe(() => void write().catch(forgone)),
    flush: () => {
      if (isStale) void save().catch(forgone)
    },
  }
}
