// Logs in IndexedDB. What was kept by tabs that are long closed goes by and by.
import type { HistoryStore, Kept } from './historyStore'

const NAME = 'sluice-logs'
const LOGS = 'logs'
const BY_TIME = 'at'
const MOST_TABS = 8
const OLDEST_MS = 30 * 24 * 3_600_000

interface Row extends Kept {
  readonly strategy: string
  readonly tab: string
  readonly at: number
}

export function browserStore(now: () => number): HistoryStore {
  const database = opened()
  void database.then(open => clearedOut(open, now() - OLDEST_MS)).catch(() => {}) // tidying is tried again next time
  const logs = async (mode: IDBTransactionMode) => (await database).transaction(LOGS, mode).objectStore(LOGS)
  return {
    load: async ({ strategy, tab }) => {
      const rows: Row[] = await answer((await logs('readonly')).getAll(allOf(strategy)))
      rows.sort((a, b) => Number(b.tab === tab) - Number(a.tab === tab) || b.at - a.at)
      const stale = rows.slice(MOST_TABS)
      if (stale.length > 0) {
        const store = await logs('readwrite')
        for (const row of stale) store.delete([row.strategy, row.tab])
      }
      return rows
    },
    save: async (key, kept) => {
      const row: Row = { ...kept, ...key, at: now() }
      const store = await logs('readwrite')
      const written = answer(store.put(row))
      store.transaction.commit() // it is done even where the page goes before it hears so
      await written
    },
  }
}

const opened = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1)
    opening.onupgradeneeded = () =>
      opening.result.createObjectStore(LOGS, { keyPath: ['strategy', 'tab'] }).createIndex(BY_TIME, 'at')
    opening.onsuccess = () => {
      // a tab that is left open must not keep a newer page from changing the database
      opening.result.onversionchange = () => opening.result.close()
      resolve(opening.result)
    }
    opening.onerror = () => reject(opening.error)
  })

/** Every tab's row of a strategy: an array sorts behind every text. */
const allOf = (strategy: string): IDBKeyRange => IDBKeyRange.bound([strategy], [strategy, []])

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

async function clearedOut(database: IDBDatabase, before: number): Promise<void> {
  const store = database.transaction(LOGS, 'readwrite').objectStore(LOGS)
  const stale = await answer(store.index(BY_TIME).getAllKeys(IDBKeyRange.upperBound(before)))
  for (const key of stale) store.delete(key)
}
