// Runs in a page of a real browser: the canvas with its session and nothing of the product around it, values off.
import { ReactFlowProvider, useReactFlow } from '@xyflow/react'
import Elk from 'elkjs/lib/elk-api'
import { useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { Canvas } from '@/app/_editor/canvas/Canvas'
import { SessionProvider } from '@/app/_editor/canvas/context'
import { EditorSession } from '@/app/_editor/canvas/session'
import { tidyUp } from '@/app/_editor/canvas/tidyUp'
import { LayoutThread } from '@/app/_editor/model/elk'
import { newIds } from '@/app/_editor/model/ids'
import { openDocument } from '@/app/_editor/model/strategyModel'

declare global {
  interface Window {
    openCanvas: (document: string) => void
    /** The document as it is now. */
    written: () => string
    /** Counts the frames in which the element was somewhere else than before, until it is asked. */
    watchFrames: (selector: string) => void
    framesSeen: () => { readonly frames: number; readonly moved: number; readonly ms: number }
    zoomTo: (zoom: number) => void
    /** Tidies the whole sheet with ELK's thread, given as text, and tells how the page did meanwhile. */
    tidied: (worker: string) => Promise<Tidied>
  }
}

export interface Tidied {
  readonly ms: number
  readonly frames: number
  /** The longest time without a frame while the layout was reckoned, and when it was drawn. */
  readonly longestMs: number
  readonly appliedMs: number
  readonly steps: number
}

let session: EditorSession

function Zoom() {
  const flow = useReactFlow()
  useEffect(() => {
    window.zoomTo = zoom => void flow.zoomTo(zoom)
  }, [flow])
  return null
}

window.openCanvas = text => {
  const opened = openDocument('graph', text)
  if (!opened.ok) throw new Error(opened.problems[0]?.message)
  session = new EditorSession(opened.model, {
    newId: newIds(Math.random),
    readOnly: false,
    say: sentence => console.warn(sentence),
  })
  const room = document.createElement('main')
  room.style.cssText = 'position: fixed; inset: 0'
  document.body.append(room)
  createRoot(room).render(
    <SessionProvider value={session}>
      <ReactFlowProvider>
        <Canvas onView={() => {}} />
        <Zoom />
      </ReactFlowProvider>
    </SessionProvider>,
  )
}

window.written = () => session.model.text

window.tidied = async worker => {
  const thread = new LayoutThread(async () => {
    const source = URL.createObjectURL(new Blob([worker], { type: 'text/javascript' }))
    return new Elk({ workerFactory: () => new Worker(source) })
  })
  const steps = session.model.history.log.past.length
  const beats: number[] = [performance.now()]
  let isOver = false
  const beat = requestAnimationFrame(function next(now) {
    beats.push(now)
    if (!isOver) requestAnimationFrame(next)
  })
  let laidAt = 0
  await tidyUp(session, async (input, stop) => {
    const laid = await thread.layout(input, stop)
    laidAt = performance.now()
    return laid
  })
  await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  isOver = true
  cancelAnimationFrame(beat)
  const gaps = beats.slice(1).map((at, n) => ({ at, ms: at - beats[n]! }))
  const longest = (of: typeof gaps) => Math.max(0, ...of.map(({ ms }) => ms))
  return {
    ms: laidAt - beats[0]!,
    frames: gaps.filter(({ at }) => at <= laidAt).length,
    longestMs: longest(gaps.filter(({ at }) => at <= laidAt)),
    appliedMs: longest(gaps.filter(({ at }) => at > laidAt)),
    steps: session.model.history.log.past.length - steps,
  }
}

let isWatching = false
let seen = { frames: 0, moved: 0, ms: 0 }

window.watchFrames = selector => {
  isWatching = true
  const began = performance.now()
  let before = ''
  seen = { frames: -1, moved: -1, ms: 0 }
  const look = () => {
    const { transform } = document.querySelector<HTMLElement>(selector)?.style ?? { transform: '' }
    seen = {
      frames: seen.frames + 1,
      moved: seen.moved + Number(transform !== before),
      ms: performance.now() - began,
    }
    before = transform
    if (isWatching) requestAnimationFrame(look)
  }
  look()
}

window.framesSeen = () => {
  isWatching = false
  return seen
}
