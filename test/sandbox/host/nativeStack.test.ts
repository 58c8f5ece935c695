import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { EngineLost } from '@/sandbox/host/engine'
import { compileMetered, meterEngine } from '@/sandbox/host/engineBuild'
import { createFence } from '@/sandbox/host/fence'
import { COMPILE_LIMITS } from '@/sandbox/host/limits'
import { quickJs } from '@/sandbox/host/quickjs'
import { enginePath } from '@/server/guests/nodeFence'

const module = await compileMetered(meterEngine(readFileSync(enginePath())))
const make = quickJs(module, () => 0)

/** Engines on a thread whose stack ends while the guest's source is read, each time a little further on. */
let reached = 0
let ends = false
const fence = createFence((limits, image) => {
  const engine = make(limits, image)
  return new Proxy(engine, {
    get(of, name) {
      if (name === 'fuelLeft' && ends) return () => of.fuelLeft() - reached
      if (name === 'evaluate' && ends)
        return () => {
          reached += 7
          throw new EngineLost('stack')
        }
      const value: unknown = Reflect.get(of, name, of)
      return typeof value === 'function' ? value.bind(of) : value
    },
  })
})
const role = {
  name: 'probe',
  prelude: 'globalThis.__enter = input => input; __host.barFrom(() => null)',
  limits: COMPILE_LIMITS,
}

test('where the thread’s own stack ends, a run costs all it was allowed, and so the same each time', () => {
  expect(fence.run(role, { input: 'calm', source: '1' })).toMatchObject({ ok: true })
  ends = true
  const first = fence.run(role, { input: '', source: '1' })
  expect(first).toMatchObject({ ok: false, error: { kind: 'stack' }, fuelUsed: COMPILE_LIMITS.fuel })
  expect(fence.run(role, { input: '', source: '1' })).toEqual(first)
  ends = false
  expect(fence.run(role, { input: 'calm', source: '1' })).toMatchObject({ ok: true })
  fence.dispose()
})
