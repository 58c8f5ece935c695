import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { compileMetered, meterEngine } from '@/sandbox/host/engineBuild'
import { createFence } from '@/sandbox/host/fence'
import { type QuickJs, quickJs } from '@/sandbox/host/quickjs'
import type { GuestJob } from '@/sandbox/host/role'
import { enginePath } from '@/server/guests/nodeFence'
import { ownPrograms, sharedPrograms, verdictOf } from './programs'
import { CANARY, REDTEAM_ROLE } from './role'

const module = await compileMetered(meterEngine(readFileSync(enginePath())))
const engines: QuickJs[] = []
const make = quickJs(module, () => performance.now())
const fence = createFence((limits, image) => {
  const engine = make(limits, image)
  engines.push(engine as QuickJs)
  return engine
})
const run = (job: GuestJob) => fence.run(REDTEAM_ROLE, job)
const canary = () =>
  run({ input: 'canary', source: CANARY, seed: 7, columns: [Float64Array.of(1, 2)], outColumns: 1 })

const reference = canary()
/** All the bytes of an engine that stands ready, kept from before any hostile program. */
const pristine = engines[0]!.bytes().slice()

describe.each(
  [
    { name: 'own', programs: ownPrograms() },
    { name: 'shared', programs: sharedPrograms() },
  ].filter(({ programs }) => programs.length > 0),
)('the red team, $name programs', ({ programs }) => {
  it.each(programs)('$name: $attack', ({ source, expect: allowed }) => {
    const job = { input: 'x', source, columns: [Float64Array.of(1, 2)], outColumns: 1 }
    const result = run(job)
    expect(allowed).toContain(verdictOf(result))
    expect(result.fuelUsed).toBeLessThan(REDTEAM_ROLE.limits.fuel * 1.2)
    if (!result.ok) {
      expect(result.error.message.length).toBeLessThanOrEqual(300)
      expect(result.error.message).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
    }
    expect(result.logs.length).toBeLessThanOrEqual(REDTEAM_ROLE.limits.logLines + 1)

    expect(canary()).toEqual(reference)
    const engine = engines.at(-1)!
    expect(engine.bytes().length).toBeLessThanOrEqual(REDTEAM_ROLE.limits.memoryPages * 65_536)
    const left = engine.bytes()
    expect(Buffer.compare(left.subarray(0, pristine.length), pristine)).toBe(0)
    expect(left.subarray(pristine.length).every(byte => byte === 0)).toBe(true)

    // Determinism: the same program, the same end.
    const again = run(job)
    expect(again).toEqual(result)
  })
})

it('has at least thirty programs of its own', () => expect(ownPrograms().length).toBeGreaterThanOrEqual(30))

afterAll(() => fence.dispose())
