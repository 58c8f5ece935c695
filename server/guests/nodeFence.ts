import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Fence } from '../../sandbox/host/fence'
import { openFence } from '../../sandbox/host/openFence'

/** Where the engine's bytes lie; the guests' process may read this one file. */
export const enginePath = (): string =>
  createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm')

let fence: Promise<Fence> | undefined

/**
 * This process's own fence: for the command line and tests. Documents that others wrote go to the guests' process,
 * which can be killed.
 */
export function nodeFence(): Promise<Fence> {
  fence ??= readFile(enginePath()).then(wasm => openFence({ wasm, now: () => performance.now() }))
  return fence
}
