// Which build of the engine the linker names in quickjs.ts belong to.
import { meter } from './meter'

const LENGTH = 503_134
const FINGERPRINT = 1940405210

/** The engine's bytes, metered; refuses any build but the one this code was written against. */
export function meterEngine(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  if (bytes.length !== LENGTH || fingerprint(bytes) !== FINGERPRINT)
    throw new Error('this build of QuickJS is not the one the sandbox was proven with')
  return meter(bytes)
}

export const compileMetered = (metered: Uint8Array<ArrayBuffer>): Promise<WebAssembly.Module> =>
  WebAssembly.compile(metered)

/** FNV-1a, to tell builds apart; not against malice. */
function fingerprint(bytes: Uint8Array): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193)
  return hash >>> 0
}
