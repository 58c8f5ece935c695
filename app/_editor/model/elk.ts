import type { ELK, ElkNode } from 'elkjs/lib/elk-api'
import type { Box } from './size'
import type { Layouter } from './tidy'

/** Opens a thread; `onBroken` is called should it die or never load. */
type Open = (onBroken: (why: string) => void) => Promise<ELK>

/** Lays out in one thread, which is kept for the next time. A newer request ends an older one, as its caller may: the answer is null then. */
export class LayoutThread {
  readonly #open: Open
  #elk: Promise<ELK> | null = null
  #giveUp: (() => void) | null = null

  constructor(open: Open) {
    this.#open = open
  }

  readonly layout: Layouter = (input, stop) => {
    this.#giveUp?.()
    if (stop?.aborted) return Promise.resolve(null)
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => {
        this.#elk = null
        this.#giveUp = null
        reject(error)
      }
      this.#elk ??= this.#open(why => fail(new Error(why)))
      const elk = this.#elk
      // a layout can't be interrupted; its thread can be ended
      const giveUp = () => {
        if (this.#giveUp !== giveUp) return
        this.#elk = null
        this.#giveUp = null
        void elk.then(thread => thread.terminateWorker())
        resolve(null)
      }
      this.#giveUp = giveUp
      stop?.addEventListener('abort', giveUp, { once: true })
      elk
        .then(thread => thread.layout(structuredClone(input) as ElkNode)) // ELK writes into what it is given
        .then(laid => {
          if (this.#giveUp !== giveUp) return
          this.#giveUp = null
          resolve(boxesOf(laid))
        })
        .catch((error: Error) => this.#giveUp === giveUp && fail(error))
    })
  }
}

/** Where ELK put everything, counted from one corner; it counts each thing from what it lies in. */
function boxesOf(root: ElkNode): ReadonlyMap<string, Box> {
  const boxes = new Map<string, Box>()
  const visit = (node: ElkNode, left: number, top: number) => {
    for (const child of node.children ?? []) {
      const box = {
        x: left + (child.x ?? 0),
        y: top + (child.y ?? 0),
        width: child.width ?? 0,
        height: child.height ?? 0,
      }
      boxes.set(child.id, box)
      visit(child, box.x, box.y)
    }
  }
  visit(root, 0, 0)
  return boxes
}

const thread = new LayoutThread(async onBroken => {
  const { default: Elk } = await import('elkjs/lib/elk-api')
  return new Elk({
    workerFactory: () => {
      const worker = new Worker(new URL('./elk.worker.ts', import.meta.url), { type: 'module', name: 'elk' })
      worker.onerror = event => {
        event.preventDefault()
        onBroken(event.message || 'The layout could not be loaded.')
      }
      return worker
    },
  })
})

/** ELK in the browser, loaded when it is first needed: it is larger than the rest of the editor. */
export const elkLayouter: Layouter = thread.layout
