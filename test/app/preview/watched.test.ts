import { expect, test } from 'vitest'
import type { Ask, CompiledEdit, RanEdit, Tell } from '@/app/_editor/preview/protocol'
import { type Thread, WatchedWorker } from '@/app/_editor/preview/watched'

/** A worker that does nothing by itself, and timers that run when they are told. */
function stage() {
  const threads: (Thread & { readonly asked: Ask[]; ended: boolean; tell(tell: Tell): void })[] = []
  const timers: { work: () => void; ms: number; gone: boolean }[] = []
  const heard: string[] = []
  const worker = new WatchedWorker(
    () => {
      const thread = {
        asked: [] as Ask[],
        ended: false,
        onmessage: null as Thread['onmessage'],
        onerror: null as Thread['onerror'],
        postMessage(ask: Ask) {
          thread.asked.push(ask)
        },
        terminate() {
          thread.ended = true
        },
        tell: (data: Tell) => thread.onmessage?.({ data }),
      }
      threads.push(thread)
      return thread
    },
    {
      compiled: ({ edit }) => heard.push(`compiled ${edit}`),
      ran: ({ edit, bars }) => heard.push(`ran ${edit} on ${bars}`),
      checked: ({ edit }) => heard.push(`checked ${edit}`),
      stopped: why => heard.push(`stopped: ${why}`),
    },
    {
      set: (work, ms) => timers.push({ work, ms, gone: false }),
      clear: timer => {
        const set = timers[Number(timer) - 1]
        if (set) set.gone = true
      },
    },
  )
  /** Lets the time of everything that is still set run out. */
  const late = () => {
    for (const timer of timers.filter(({ gone }) => !gone)) {
      timer.gone = true
      timer.work()
    }
  }
  return { worker, threads, heard, late }
}

const document = (text: string) => ({ kind: 'formula', document: text }) as const
const bars = { symbol: 'A', timeframe: '1h', own: {}, others: [] } as unknown as Parameters<
  WatchedWorker['load']
>[0] // nobody looks at the bars here
const asked = (thread: { readonly asked: readonly Ask[] }) =>
  thread.asked.map(ask => (ask.kind === 'edit' ? ask.document.document : 'bars'))
const READY: Tell = { kind: 'ready' }
const compiled = (edit: number): Tell => ({ kind: 'compiled', compiled: { edit } as CompiledEdit }) // the rest is not read
const ran = (edit: number, on: number): Tell => ({ kind: 'ran', ran: { edit, bars: on } as RanEdit }) // likewise
const idle = (edit: number, on: number): Tell => ({ kind: 'idle', edit, bars: on })

test('of many edits while one is under way only the newest is compiled', () => {
  const { worker, threads, heard } = stage()
  for (const text of ['one', 'two', 'three', 'four']) worker.edit(document(text))
  expect(asked(threads[0]!)).toEqual(['one'])
  threads[0]!.tell(compiled(1))
  threads[0]!.tell(idle(1, 0))
  expect(asked(threads[0]!)).toEqual(['one', 'four'])
  threads[0]!.tell(compiled(4))
  expect(heard).toEqual(['compiled 4'])
})

test('a worker that keeps a newer edit waiting is replaced, and the newer one is not blamed', () => {
  const { worker, threads, heard, late } = stage()
  worker.load(bars)
  worker.edit(document('hangs'))
  threads[0]!.tell(READY)
  worker.edit(document('mended'))
  late()
  expect(threads.map(({ ended }) => ended)).toEqual([true, false])
  expect(asked(threads[1]!)).toEqual(['bars', 'mended'])
  expect(heard).toEqual([])
})

test('a document that hangs is told, and not tried again until it changes', () => {
  const { worker, threads, heard, late } = stage()
  worker.load(bars)
  worker.edit(document('hangs'))
  threads[0]!.tell(READY)
  late()
  expect(heard).toEqual(['stopped: hangs'])
  expect(threads.map(({ ended }) => ended)).toEqual([true])
  worker.edit(document('mended'))
  expect(asked(threads[1]!)).toEqual(['bars', 'mended'])
  threads[1]!.tell(ran(2, 1))
  expect(heard).toEqual(['stopped: hangs', 'ran 2 on 1'])
})

test('a document that was given up is tried once more when somebody asks for it', () => {
  const { worker, threads, heard, late } = stage()
  worker.load(bars)
  worker.edit(document('slow'))
  threads[0]!.tell(READY)
  late()
  expect(heard).toEqual(['stopped: hangs'])
  worker.retry()
  expect(asked(threads[1]!)).toEqual(['bars', 'slow'])
  worker.retry()
  expect(threads).toHaveLength(2)
})

test('an engine that does not load is told, and no document is blamed for it', () => {
  const { worker, threads, heard, late } = stage()
  worker.edit(document('one'))
  worker.edit(document('two'))
  late()
  expect(heard).toEqual(['stopped: broke'])
  worker.edit(document('three'))
  expect(asked(threads[1]!)).toEqual(['three'])
})

test('values of bars that are no longer shown are left out', () => {
  const { worker, threads, heard } = stage()
  worker.edit(document('one'))
  threads[0]!.tell(idle(1, 0))
  worker.load(bars)
  worker.load(bars)
  threads[0]!.tell(ran(1, 1))
  threads[0]!.tell(idle(1, 1))
  threads[0]!.tell(ran(1, 2))
  expect(heard).toEqual(['ran 1 on 2'])
})

test('nothing is heard of a worker that was stopped', () => {
  const { worker, threads, heard } = stage()
  worker.edit(document('one'))
  worker.dispose()
  threads[0]!.tell(compiled(1))
  expect(heard).toEqual([])
  expect(threads[0]!.ended).toBe(true)
})
