import { expect, test } from 'vitest'
import { type HistoryStore, type Kept, keeping, type LogKey, revived } from '@/app/_editor/model/historyStore'
import { openDocument, type StrategyModel } from '@/app/_editor/model/strategyModel'

/** What a browser's database does, in a map. */
function memory(): HistoryStore {
  const rows = new Map<string, LogKey & { readonly kept: Kept; readonly at: number }>()
  let at = 0
  return {
    load: async ({ strategy, tab }) =>
      [...rows.values()]
        .filter(row => row.strategy === strategy)
        .sort((a, b) => Number(b.tab === tab) - Number(a.tab === tab) || b.at - a.at)
        .map(({ kept }) => kept),
    save: async (key, kept) =>
      void rows.set(`${key.strategy} ${key.tab}`, { ...key, kept: structuredClone(kept), at: ++at }),
  }
}

const STRATEGY = 'momentum'

/** A strategy as a tab opens it: from the draft, with the log that leads there. */
async function openIn(store: HistoryStore, tab: string, draft: string): Promise<StrategyModel> {
  const key = { strategy: STRATEGY, tab }
  const opened = openDocument('formula', draft)
  if (!opened.ok) throw new Error('unread')
  const model = revived(await store.load(key), 'formula', draft, () => 0) ?? opened.model
  keeping(model, store, key)
  return model
}

const settled = () => new Promise(resolve => setImmediate(resolve))

test('two tabs on one strategy keep their logs apart', async () => {
  const store = memory()
  const [left, right] = [await openIn(store, 'left', 'a'), await openIn(store, 'right', 'a')]
  left.setCode('a left', 'Go left')
  right.setCode('a right', 'Go right')
  left.setCode('a left again', 'Go left again')
  await settled()
  const [leftAgain, rightAgain] = [
    await openIn(store, 'left', 'a left again'),
    await openIn(store, 'right', 'a right'),
  ]
  expect(leftAgain.history.log.past.map(({ title }) => title)).toEqual(['Go left', 'Go left again'])
  expect(rightAgain.history.log.past.map(({ title }) => title)).toEqual(['Go right'])
  leftAgain.undo()
  rightAgain.undo()
  expect([leftAgain.text, rightAgain.text]).toEqual(['a left', 'a'])
})

test('a tab whose draft was written on elsewhere goes on with the log of who wrote it', async () => {
  const store = memory()
  const left = await openIn(store, 'left', 'a')
  left.setCode('a b', 'Add b')
  await settled()
  const right = await openIn(store, 'right', 'a b')
  right.setCode('a b c', 'Add c')
  await settled()
  const again = await openIn(store, 'left', 'a b c')
  again.undo()
  again.undo()
  expect(again.text).toBe('a')
})

test('a draft that no log leads to begins a log anew', async () => {
  const store = memory()
  const left = await openIn(store, 'left', 'a')
  left.setCode('a b', 'Add b')
  await settled()
  const other = await openIn(store, 'left', 'thrown away')
  expect(other.history.log).toEqual({ past: [], future: [] })
  expect(other.text).toBe('thrown away')
})

test('a store that fails costs the log and not the edit', async () => {
  const broken: HistoryStore = {
    load: async () => [],
    save: async () => Promise.reject(new Error('The disk is full.')),
  }
  const model = await openIn(broken, 'left', 'a')
  model.setCode('a b', 'Add b')
  await settled()
  expect(model.text).toBe('a b')
  model.undo()
  expect(model.text).toBe('a')
})

test('what waits for a write is written when the page goes', async () => {
  const store = memory()
  const key = { strategy: STRATEGY, tab: 'left' }
  const opened = openDocument('formula', 'a')
  if (!opened.ok) throw new Error('unread')
  let answer = () => {}
  const slow: HistoryStore = {
    ...store,
    save: async (to, kept) => {
      await store.save(to, kept)
      await new Promise<void>(done => {
        answer = done
      })
    },
  }
  const log = keeping(opened.model, slow, key)
  opened.model.setCode('a b', 'Add b')
  opened.model.setCode('a b c', 'Add c')
  expect(revived(await store.load(key), 'formula', 'a b c', () => 0)).toBeNull()
  log.flush()
  const again = revived(await store.load(key), 'formula', 'a b c', () => 0)
  expect(again?.history.log.past.map(({ title }) => title)).toEqual(['Add b', 'Add c'])
  answer()
})
