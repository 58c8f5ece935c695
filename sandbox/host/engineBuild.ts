// Which build of the engine the linker names in quickjs.ts belong to.
import { meter } from './meter'

const LENGTH = 503_134
const FINGERPRINT = 1940405210

/** Meters and compiles the engine's bytes; refuses any build but the one this code was written against. */
export async function compileEngine(bytes: Uint8Array): Promise<WebAssembly.Module> {
  if (bytes.length !== LENGTH || fingerprint(bytes) !== FINGERPRINT)
    throw new Error('this build of QuickJS is not the one the sandbox was proven with')
  return WebAssembly.compile(meter(bytes))
}

/** FNV-1a, to tell builds apart; not against malice. */
function fingerprint(bytes: Uint8Array): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193)
  return hash >>> 0
}
