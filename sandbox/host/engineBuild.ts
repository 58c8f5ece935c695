// The one build of the engine that is known here, and the names its linker gave its functions.
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

/** The functions of this build that are used, by the short names its linker gave them. */
const EXPORTS = {
  start: 'u',
  malloc: 'v',
  free: 'M',
  setMaxStackSize: 'D',
  getUndefined: 'E',
  newRuntime: 'K',
  newContext: 'N',
  freeValue: 'P',
  freeCString: 'S',
  newArrayBuffer: 'X',
  newFloat64: 'Y',
  getFloat64: 'Z',
  newString: '_',
  getString: '$',
  isJobPending: 'fa',
  executePendingJob: 'ga',
  getPropNumber: 'ia',
  call: 'ma',
  resolveException: 'na',
  evaluate: 'pa',
  typeOf: 'ra',
  enableInterruptHandler: 'Fa',
  stackRestore: 'Ma',
  stackSave: 'Oa',
} as const
export type Native = { readonly [K in keyof typeof EXPORTS]: (...args: number[]) => number }

/** The engine's functions by readable names. */
export const nativeOf = (exports: WebAssembly.Exports): Native =>
  Object.fromEntries(
    Object.entries(EXPORTS).map(([name, short]) => [name, exports[short]]),
  ) as unknown as Native // the fingerprint of the build was checked before it was compiled
