// The preview's own thread: the same compiler, fence and kernels as the server's.
import { openFence } from '@/sandbox/host/openFence'
import { PreviewDesk } from './desk'
import { PreviewEngine } from './engine'
import type { Ask, Tell } from './protocol'

const now = () => performance.now()

/** A message to oneself comes behind those that wait, and unlike a timer it comes at once. */
const own = new MessageChannel()
const waiting: (() => void)[] = []
own.port1.onmessage = () => waiting.shift()?.()
const breathe = () =>
  new Promise<void>(resolve => {
    waiting.push(resolve)
    own.port2.postMessage(null)
  })

const desk = (async () => {
  const wasm = await fetch(new URL('@jitl/quickjs-wasmfile-release-sync/wasm', import.meta.url))
  if (!wasm.ok) throw new Error(`The engine could not be loaded: ${wasm.status}.`)
  const fence = await openFence({ wasm: new Uint8Array(await wasm.arrayBuffer()), now })
  const engine = new PreviewEngine(fence, now)
  engine.warm()
  self.postMessage({ kind: 'ready' } satisfies Tell)
  return new PreviewDesk(
    engine,
    (tell, transfer) => self.postMessage(tell, { transfer: [...transfer] }),
    breathe,
  )
})()

self.onmessage = async ({ data }: MessageEvent<Ask>) => {
  try {
    await (await desk).hear(data)
  } catch (failed) {
    // as an uncaught error it reaches the page
    setTimeout(() => {
      throw failed
    })
  }
}
