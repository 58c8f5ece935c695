import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FUEL_EXPORT, meter, PAGES_EXPORT } from '@/sandbox/host/meter'
import { enginePath } from '@/server/guests/nodeFence'

/** (module (memory (export "m") 1) (func (export "f") (param i32) …)) with the body given as bytes. */
function moduleWith(body: readonly number[]): Uint8Array<ArrayBuffer> {
  const code = [0, ...body, 0x0b]
  const entry = [code.length, ...code]
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[1, 5, 1, 0x60, 1, 0x7f, 0], // type (i32) -> ()
    ...[3, 2, 1, 0],
    ...[5, 3, 1, 0, 1], // one memory, one page
    ...[6, 6, 1, 0x7f, 1, 0x41, 7, 0x0b], // a global of its own, i32 7
    ...[7, 9, 2, 1, 0x66, 0, 0, 1, 0x6d, 2, 0], // exports f, m
    ...[10, entry.length + 1, 1, ...entry],
  ])
}

interface Metered {
  readonly f: (n: number) => void
  readonly fuel: WebAssembly.Global<'i64'>
  readonly pages: WebAssembly.Global<'i32'>
}

async function run(body: readonly number[]): Promise<Metered> {
  const { instance } = await WebAssembly.instantiate(meter(moduleWith(body)))
  const { f, [FUEL_EXPORT]: fuel, [PAGES_EXPORT]: pages } = instance.exports
  return { f, fuel, pages } as unknown as Metered // the module above has these exports
}

/** loop: n = n - 1; if n goto loop */
const COUNT_DOWN = [0x03, 0x40, 0x20, 0, 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b]
/** memory.fill(0, 0, n) */
const FILL = [0x41, 0, 0x41, 0, 0x20, 0, 0xfc, 11, 0]
/** memory.copy(0, 0, n) */
const COPY = [0x41, 0, 0x41, 0, 0x20, 0, 0xfc, 10, 0, 0]

describe('the meter', () => {
  it('charges one for each turn of a loop', async () => {
    const { f, fuel } = await run(COUNT_DOWN)
    fuel.value = 1_000n
    f(250)
    expect(fuel.value).toBe(750n)
  })

  it('traps when the fuel falls below zero, and not before', async () => {
    const { f, fuel } = await run(COUNT_DOWN)
    fuel.value = 10n
    f(10)
    expect(fuel.value).toBe(0n)
    expect(() => f(1)).toThrow(WebAssembly.RuntimeError)
  })

  it.each([
    ['fill', FILL],
    ['copy', COPY],
  ])('charges a bulk %s by its length', async (_, body) => {
    const { f, fuel } = await run(body)
    fuel.value = 10_000n
    f(64 * 100)
    expect(fuel.value).toBe(9_900n)
    expect(() => f(65_536)).not.toThrow()
    fuel.value = 5n
    expect(() => f(64_000)).toThrow(WebAssembly.RuntimeError)
  })

  it('answers memory.size from the host’s own count', async () => {
    // n = memory.size; loop n times
    const { f, fuel, pages } = await run([0x3f, 0, 0x21, 0, ...COUNT_DOWN])
    pages.value = 5
    fuel.value = 100n
    f(0)
    expect(fuel.value).toBe(95n)
  })

  it('refuses a module that grows its memory by itself', () => {
    expect(() => meter(moduleWith([0x20, 0, 0x40, 0, 0x1a]))).toThrow(/grows its memory/)
  })

  it('refuses an instruction it does not know', () => {
    expect(() => meter(moduleWith([0xfd, 0x0c]))).toThrow(/unknown here/)
  })

  it('makes a valid module of the engine, the same each time', () => {
    const bytes = readFileSync(enginePath())
    const metered = meter(bytes)
    expect(WebAssembly.validate(metered)).toBe(true)
    expect(metered).toEqual(meter(bytes))
  })
})
