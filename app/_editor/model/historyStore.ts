// Where an open document and its log outlive a reload: one record a strategy, in the browser's own database.
import * as Y from 'yjs'
import { History, type Log } from './history'
import { canonicalText, type StrategyKind, StrategyModel } from './strategyModel'

export interface Kept {
  readonly kind: StrategyKind
  /** The whole Yjs document. */
  readonly update: Uint8Array
  readonly log: Log
}

/** The browser's database, or a map in tests. */
export interface HistoryStore {
  readonly load: (key: string) => Promise<Kept | null>
  readonly save: (key: string, kept: Kept) => Promise<void>
  readonly remove: (key: string) => Promise<void>
}

/** The document as it was left, with its log; null where it says something else than the draft that is opened. */
export function revived(
  kept: Kept | null,
  kind: StrategyKind,
  text: string,
  now: () => number,
): StrategyModel | null {
  if (!kept || kept.kind !== kind) return null
  const doc = new Y.Doc()
  Y.applyUpdate(doc, kept.update)
  const model = new StrategyModel(kind, doc, new History(now, kept.log))
  return model.text === canonicalText(kind, text) ? model : null
}

/** The whole of a model, to be kept. */
export const keptOf = (model: StrategyModel): Kept => ({
  kind: model.kind,
  update: Y.encodeStateAsUpdate(model.doc),
  log: model.history.log,
})

/** Keeps every change of a model until it is told to stop. Writes never overlap; the latest state wins. */
export function keeping(model: StrategyModel, store: HistoryStore, key: string): () => void {
  let isWriting = false
  let isStale = false
  const write = async () => {
    isStale = true
    if (isWriting) return
    isWriting = true
    try {
      while (isStale) {
        isStale = false
        await store.save(key, keptOf(model))
      }
    } finally {
      isWriting = false
    }
  }
  return model.subscribe(() => void write().catch(() => {})) // a full or forbidden database costs the log, not the edit
}

const NAME = 'sluice-editor'
const DRAFTS = 'drafts'

/** The store in IndexedDB. */
export function browserStore(): HistoryStore {
  const database = new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore(DRAFTS)
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
  const run = async <T>(
    mode: IDBTransactionMode,
    ask: (drafts: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T> => {
    const request = ask((await database).transaction(DRAFTS, mode).objectStore(DRAFTS))
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  }
  return {
    load: async key => (await run<Kept | undefined>('readonly', drafts => drafts.get(key))) ?? null,
    save: async (key, kept) => void (await run('readwrite', drafts => drafts.put(kept, key))),
    remove: async key => void (await run('readwrite', drafts => drafts.delete(key))),
  }
}
