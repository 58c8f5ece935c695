import { compileMetered, meterEngine } from './engineBuild'
import { createFence, type Fence } from './fence'
import type { LimitScale } from './limits'
import { quickJs } from './quickjs'

/** The engine and a clock. Metering takes a twentieth of a second; who opens many fences does it once. */
export type FenceSource = {
  /** Milliseconds, for the deadline alone; `performance.now` where there is one. */
  readonly now: () => number
  readonly scale?: LimitScale
} & (
  | {
      /** The file `emscripten-module.wasm` of `@jitl/quickjs-wasmfile-release-sync`. */
      readonly wasm: Uint8Array
    }
  | {
      /** What `meterEngine` made of that file. */
      readonly metered: Uint8Array<ArrayBuffer>
    }
)

/**
 * A fence in this thread. In a browser that is a web worker, never a page's own thread; on the server it is the guests'
 * process.
 */
export async function openFence(source: FenceSource): Promise<Fence> {
  const metered = 'metered' in source ? source.metered : meterEngine(source.wasm)
  return createFence(quickJs(await compileMetered(metered), source.now), source.scale)
}
