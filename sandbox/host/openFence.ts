import { compileEngine } from './engineBuild'
import { createFence, type Fence } from './fence'
import { quickJs } from './quickjs'

export interface FenceSource {
  /** The file `emscripten-module.wasm` of `@jitl/quickjs-wasmfile-release-sync`. */
  readonly wasm: Uint8Array
  /** Milliseconds, for the deadline alone; `performance.now` where there is one. */
  readonly now: () => number
}

/**
 * A fence in this thread. In a browser that is a web worker, never a page's own thread; on the server it is the guests'
 * process. Half a tenth of a second goes into metering and compiling the engine, so keep the fence.
 */
export async function openFence({ wasm, now }: FenceSource): Promise<Fence> {
  return createFence(quickJs(await compileEngine(wasm), now))
}
