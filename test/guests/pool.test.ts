import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { meterEngine } from '@/sandbox/host/engineBuild'
import { bundleChild } from '@/server/guests/bundle'
import { GuestProcess } from '@/server/guests/guestProcess'
import { enginePath } from '@/server/guests/nodeFence'
import { GuestPool } from '@/server/guests/pool'
import { CANARY, REDTEAM_ROLE } from '../redteam/role'

const folder = mkdtempSync(path.join(os.tmpdir(), 'guests-'))
const metered = meterEngine(readFileSync(enginePath()))
const poolOf = (mostWaiting: number, bundle = () => bundleChild(folder)) =>
  new GuestPool({ size: 1, mostWaiting, mostLent: 2, bundle, engine: async () => metered })
const question = (source: string) =>
  ({ ask: 'guest', role: REDTEAM_ROLE, job: { input: 'x', source } }) as const
/** Slow enough to overstay, and stopped by no limit of its own before that. */
const PATIENT = {
  ask: 'guest',
  role: { ...REDTEAM_ROLE, limits: { ...REDTEAM_ROLE.limits, fuel: 1e10, deadlineMs: 60_000 } },
  job: { input: 'x', source: 'for (;;);' },
} as const

const pool = poolOf(3)
const ask = (source: string) => pool.ask({ question: question(source), columns: [], overstayMs: 5_000 })
afterAll(() => pool.close())

describe('the guests’ pool', () => {
  it('runs a guest', async () => {
    const { told } = await ask(CANARY)
    expect(told).toMatchObject({ ok: true, value: expect.stringContaining('a,bb') })
  })

  it('kills a guest that overstays and goes on with the next', async () => {
    const { told } = await pool.ask({ question: PATIENT, columns: [], overstayMs: 300 })
    expect(told).toMatchObject({ ok: false, error: { kind: 'deadline' } })
    const { told: next } = await ask(CANARY)
    expect(next.ok).toBe(true)
  })

  it('lets the next guest wait for no start when one was killed', async () => {
    const cold = poolOf(3)
    const timed = async () => {
      const started = performance.now()
      expect((await cold.ask({ question: question(CANARY), columns: [], overstayMs: 5_000 })).told.ok).toBe(
        true,
      )
      return performance.now() - started
    }
    const start = await timed()
    // By now the spare has had its time to start, too.
    await new Promise(resolve => setTimeout(resolve, 2_000 + start))
    await cold.ask({ question: PATIENT, columns: [], overstayMs: 100 })
    expect(await timed()).toBeLessThan(start / 2)
    cold.close()
  })

  it('refuses more than may wait, at once', async () => {
    const asked = Array.from({ length: 12 }, () =>
      ask(CANARY).then(
        () => 'answered',
        error => error.code,
      ),
    )
    const outcomes = await Promise.all(asked)
    expect(outcomes.filter(outcome => outcome === 'UNAVAILABLE').length).toBeGreaterThan(0)
    expect(outcomes.filter(outcome => outcome === 'answered').length).toBeGreaterThan(0)
  })

  it('lends a process for a conversation and ends it afterwards', async () => {
    const guest = await pool.lease()
    const asked = { question: question(CANARY), columns: [], overstayMs: 5_000 }
    expect((await guest.ask(asked)).told.ok).toBe(true)
    guest.giveBack()
    expect((await guest.ask(asked)).told).toMatchObject({ ok: false, error: { kind: 'crashed' } })
    expect((await ask(CANARY)).told.ok).toBe(true)
  })

  it('works on while processes are lent, and lends only so many', async () => {
    const [one, two] = [await pool.lease(), await pool.lease()]
    await expect(pool.lease()).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    expect((await ask(CANARY)).told.ok).toBe(true)
    one.giveBack()
    two.giveBack()
    const three = await pool.lease()
    three.giveBack()
  })

  it('says so when no process starts', async () => {
    const file = path.join(folder, 'broken.mjs')
    writeFileSync(file, 'process.exit(3)')
    const broken = poolOf(3, async () => file)
    await expect(
      broken.ask({ question: question(CANARY), columns: [], overstayMs: 1_000 }),
    ).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    broken.close()
  })
})

describe('a captured guests’ process', () => {
  const frame = (words: string, columns: readonly number[] = []) =>
    `const w = Buffer.from(${JSON.stringify(words)}); const h = Buffer.alloc(8 + ${4 * columns.length})
     h.writeUInt32LE(w.length, 0); h.writeUInt32LE(${columns.length}, 4)
     ${columns.map((length, n) => `h.writeUInt32LE(${length}, ${8 + 4 * n})`).join('\n')}
     process.stdout.write(Buffer.concat([h, w]))`
  const error = '"error":{"kind":"thrown","message":"x","line":1,"column":1}'
  it.each([
    ['writes noise', `process.stdout.write(Buffer.alloc(65536, 255))`],
    ['promises gigabytes of words', `process.stdout.write(Buffer.from([255, 255, 255, 127, 0, 0, 0, 0]))`],
    ['promises gigabytes of columns', `${frame('{}', [0x7fffffff, 0x7fffffff])}`],
    ['writes broken JSON', frame('{"ok":')],
    ['writes a list', frame('[1,2]')],
    ['invents a kind', frame(`{"ok":false,${error.replace('thrown', 'trusted')},"fuelUsed":1,"logs":[]}`)],
    ['has no fuel figure', frame('{"ok":true,"value":1,"fuelUsed":null,"logs":[]}')],
    [
      'writes logs that are none',
      frame('{"ok":true,"value":1,"fuelUsed":1,"logs":[{"__proto__":{"text":"x"}}]}'),
    ],
    ['dies', 'process.exit(1)'],
    ['says nothing', ''],
  ])('that %s is a guest that failed', async (_, script) => {
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'captured-')), 'captured.mjs')
    writeFileSync(file, `process.stdin.on('data', () => { ${script} }); process.stdin.resume()`)
    let isGone = false
    const guest = new GuestProcess(file, () => {
      isGone = true
    })
    const { told } = await guest.ask({ question: question(''), columns: [], overstayMs: 1_500 })
    expect(told).toMatchObject({ ok: false, error: { kind: expect.stringMatching(/^(crashed|deadline)$/) } })
    expect(isGone).toBe(true)
    guest.kill()
  })

  it('that answers twice is given up', async () => {
    const file = path.join(folder, 'twice.mjs')
    const once = frame('{"ok":true,"value":1,"fuelUsed":1,"logs":[]}')
    writeFileSync(file, `process.stdin.on('data', () => { { ${once} }; setTimeout(() => { ${once} }, 50) })`)
    let tell = () => {}
    const gone = new Promise<void>(resolve => {
      tell = resolve
    })
    const guest = new GuestProcess(file, tell)
    expect((await guest.ask({ question: question(''), columns: [], overstayMs: 2_000 })).told.ok).toBe(true)
    await gone
    expect(guest.isGone).toBe(true)
  })
})
