// Draws code in a thread of its own: the code that is drawn runs meanwhile.
import { openFence } from '@/sandbox/host/openFence'
import { type DrawAsk, Drawer } from './drawer'

const drawer = (async () => {
  const wasm = await fetch(new URL('@jitl/quickjs-wasmfile-release-sync/wasm', import.meta.url))
  if (!wasm.ok) throw new Error(`The engine could not be loaded: ${wasm.status}.`)
  return new Drawer(
    await openFence({ wasm: new Uint8Array(await wasm.arrayBuffer()), now: () => performance.now() }),
  )
})()

void drawer.then(() => self.postMessage('ready'))

self.onmessage = async ({ data }: MessageEvent<DrawAsk>) => {
  try {
    self.postMessage((await drawer).draw(data))
  } catch (failed) {
    // as an uncaught error it reaches the page
    setTimeout(() => {
      throw failed
    })
  }
}
