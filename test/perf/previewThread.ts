// The preview worker of the browser tests: the product's own desk and engine; the engine's bytes come by message.
import { PreviewDesk } from '@/app/_editor/preview/desk'
import { PreviewEngine } from '@/app/_editor/preview/engine'
import type { Ask, Tell } from '@/app/_editor/preview/protocol'
import { openFence } from '@/sandbox/host/openFence'

const now = () => performance.now()
const own = new MessageChannel()
const waiting: (() => void)[] = []
own.port1.onmessage = () => waiting.shift()?.()
const breathe = () =>
  new Promise<void>(resolve => {
    waiting.push(resolve)
    own.port2.postMessage(null)
  })

let desk: Promise<PreviewDesk> | null = null

self.onmessage = async ({ data }: MessageEvent<Ask | { readonly wasm: string }>) => {
  if (!('wasm' in data)) {
    await (await desk)?.hear(data)
    return
  }
  const wasm = Uint8Array.from(atob(data.wasm), letter => letter.charCodeAt(0))
  desk = openFence({ wasm, now }).then(fence => {
    const engine = new PreviewEngine(fence, now)
    engine.warm()
    self.postMessage({ kind: 'ready' } satisfies Tell)
    return new PreviewDesk(
      engine,
      (tell, transfer) => self.postMessage(tell, { transfer: [...transfer] }),
      breathe,
    )
  })
}
