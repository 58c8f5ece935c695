import { mkdtempSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { meterEngine } from '@/sandbox/host/engineBuild'
import { bundleChild } from '@/server/guests/bundle'
import { GuestProcess } from '@/server/guests/guestProcess'
import { enginePath } from '@/server/guests/nodeFence'
import { ownPrograms, sharedPrograms, type Verdict } from '../redteam/programs'
import { CANARY, REDTEAM_ROLE } from '../redteam/role'

const MOST_MIB = 160

let deaths = 0
const bundle = await bundleChild(mkdtempSync(path.join(os.tmpdir(), 'redteam-')))
const guest = new GuestProcess(bundle, () => deaths++)
const wasm = Buffer.from(meterEngine(readFileSync(enginePath()))).toString('base64')
await guest.ask({ question: { ask: 'engine', wasm }, columns: [], overstayMs: 20_000 })
afterAll(() => guest.kill())

const run = async (source: string, input = 'x') => {
  const question = { ask: 'guest', role: REDTEAM_ROLE, job: { input, source, outColumns: 1 } } as const
  return guest.ask({ question, columns: [Float64Array.of(1, 2)], overstayMs: 25_000 })
}
const canary = () => run(CANARY, 'canary')
const residentMib = () =>
  process.platform === 'linux'
    ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${guest.pid}/status`, 'utf8'))![1]) / 1024
    : 0
const reference = await canary()

it.each([...ownPrograms(), ...sharedPrograms()])(
  'through the guests’ process, $name: $attack',
  async ({ source, expect: allowed }) => {
    const { told } = await run(source)
    const verdict: Verdict = told.ok ? 'ok' : told.error.kind
    expect(allowed).toContain(verdict)
    expect(await canary()).toEqual(reference)
    expect(deaths).toBe(0)
  },
)

it('the process that met them all gave their memory back', () => expect(residentMib()).toBeLessThan(MOST_MIB))
