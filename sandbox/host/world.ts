// All that the engine can reach of the world: a clock that stands, a heap that grows with leave. There is no environment,
// no file, no timer, no locale and no host function; where C insists on asking, it gets the dullest answer.

export interface World {
  readonly bytes: () => Uint8Array
  readonly now: () => number
  readonly shouldInterrupt: () => boolean
  readonly resizeHeap: (bytes: number) => boolean
}

class Aborted extends Error {}

const NO_SUCH_FILE = 8
const NO_SEEKING = 70
/** Bytes of C's broken-down time as far as the offset from UTC, which is what the engine reads. */
const LOCAL_TIME_BYTES = 40

/** The imports of the build, by the short names its linker gave them. */
export function importsOf(memory: WebAssembly.Memory, world: World): WebAssembly.Imports {
  const abort = () => {
    throw new Aborted()
  }
  const nothing = () => 0
  const zero = (at: number, size: number) => world.bytes().fill(0, at, at + size)
  return {
    a: {
      a: memory,
      b: abort, // assertion failed
      c: () => NO_SUCH_FILE, // write
      d: () => NO_SUCH_FILE, // close
      e: nothing, // environment
      f(count: number, size: number) {
        zero(count, 4)
        zero(size, 4)
        return 0
      },
      g: nothing, // module name
      h: nothing, // module source
      i: () => (world.shouldInterrupt() ? 1 : 0),
      j: nothing, // timer
      k: (bytes: number) => (world.resizeHeap(bytes) ? 1 : 0),
      l: nothing, // keep alive
      m: (_time: bigint, at: number) => zero(at, LOCAL_TIME_BYTES), // local time is UTC
      n(zone: number, daylight: number, name: number, summerName: number) {
        for (const at of [zone, daylight, name, summerName]) zero(at, 4)
      },
      o: () => NO_SEEKING,
      p: world.now,
      q: abort,
      r: abort, // exit
      s: abort, // call of a host function
      t: nothing, // release of a host reference
    },
  }
}
