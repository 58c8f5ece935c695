// Runs in a page of a real browser: the preview's store, its worker and its badges, without the product around them.
import type { Ask, PreviewBars, Tell } from '@/app/_editor/preview/protocol'
import { PreviewStore } from '@/app/_editor/preview/store'
import type { Thread } from '@/app/_editor/preview/watched'
import type { Document } from '@/sandbox/compile/compiled'

interface Frames {
  readonly frames: number
  readonly ms: number
  readonly longestMs: number
}

interface Measured {
  readonly compileMs: readonly number[]
  readonly runMs: readonly number[]
  /** From the edit to values in the page, messages and all. */
  readonly seenMs: readonly number[]
  readonly scrub: Frames
  /** The same page with nothing to do: what the machine gives at best. */
  readonly idle: Frames
}

declare global {
  interface Window {
    openPreview: (worker: string, wasm: string) => void
    /** Values of everything that has a name, on one bar. */
    valuesAt: (document: Document, bars: PreviewBars, at: number) => Promise<Record<string, number>>
    problemsOf: (document: Document, bars: PreviewBars) => Promise<readonly string[]>
    measure: (documents: readonly Document[], bars: PreviewBars, badges: number) => Promise<Measured>
  }
}

let store: PreviewStore

window.openPreview = (script, wasm) => {
  store = new PreviewStore((): Thread => {
    const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })))
    const thread: Thread = {
      postMessage: (ask: Ask) => worker.postMessage(ask),
      terminate: () => worker.terminate(),
      onmessage: null,
      onerror: null,
    }
    worker.postMessage({ wasm })
    worker.onmessage = (event: MessageEvent<Tell>) => thread.onmessage?.(event)
    worker.onerror = event => thread.onerror?.(event)
    return thread
  })
}

/** Until the document’s values are there. */
function shown(document: Document): Promise<void> {
  const before = store.state().shown
  return new Promise(resolve => {
    const leave = store.subscribe(() => {
      const { shown } = store.state()
      if (shown === before || !shown) return
      leave()
      resolve()
    })
    store.edit(document)
  })
}

/** Bars that came through the test’s own wire are lists. */
const typed = (bars: PreviewBars): PreviewBars => {
  const { time, open, high, low, close, volume } = bars.own
  const column = (values: ArrayLike<number>) => Float64Array.from(values)
  return {
    ...bars,
    own: {
      time: column(time),
      open: column(open),
      high: column(high),
      low: column(low),
      close: column(close),
      volume: column(volume),
    },
  }
}

window.valuesAt = async (document, bars, at) => {
  store.load(typed(bars))
  await shown(document)
  store.moveTo(at)
  return Object.fromEntries(store.watchables().map(({ key }) => [key, store.valueAt(key)]))
}

window.problemsOf = async (document, bars) => {
  store.load(typed(bars))
  await shown(document)
  const { shown: now } = store.state()
  return [...(now?.compiled.problems ?? []), ...(now?.ran.problems ?? [])].map(
    ({ code, line }) => `${code} ${line ?? ''}`,
  )
}

const frame = () => new Promise<number>(resolve => requestAnimationFrame(resolve))

window.measure = async (documents, bars, badges) => {
  store.load(typed(bars))
  const [first] = documents
  if (!first) throw new Error('nothing to measure')
  await shown(first)
  const compileMs: number[] = []
  const runMs: number[] = []
  const seenMs: number[] = []
  for (const each of documents.slice(1)) {
    const began = performance.now()
    await shown(each)
    seenMs.push(performance.now() - began)
    const now = store.state().shown
    compileMs.push(now?.compiled.compileMs ?? Number.NaN)
    runMs.push(now?.ran.runMs ?? Number.NaN)
  }
  for (const { key } of store.watchables().slice(0, badges)) put(key)
  const rows = store.bars
  const idle = await framesOf(100, () => {})
  const scrub = await framesOf(500, step => store.moveTo(rows - 501 + step))
  return { compileMs, runMs, seenMs, scrub, idle }
}

async function framesOf(frames: number, work: (step: number) => void): Promise<Frames> {
  let longestMs = 0
  const began = await frame()
  let last = began
  for (let step = 0; step < frames; step++) {
    work(step)
    const now = await frame()
    longestMs = Math.max(longestMs, now - last)
    last = now
  }
  return { frames, ms: last - began, longestMs }
}

function put(key: string): void {
  const tinted = document.createElement('span')
  const text = document.createElement('span')
  const line = document.createElement('canvas')
  line.width = 120
  line.height = 28
  line.style.width = '60px'
  tinted.append(line, text)
  document.body.append(tinted)
  store.register({ key, text, line, tinted })
}
