// What stands in the way of a start is one line that says what to do.
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { freshDataDir, removeDataDir, runProduct, startProduct } from '../setup/product'

const folders: string[] = []
const folder = () => {
  const made = freshDataDir()
  folders.push(made)
  return made
}
afterAll(() => folders.forEach(removeDataDir))

const refusal = async (env: Record<string, string>, dataDir = folder()) => {
  const { output, ended } = runProduct({ dataDir, env })
  const code = await ended
  return { code, output: output(), last: output().trim().split('\n').at(-1) }
}

describe('a start that can’t succeed says why in one line', () => {
  test('a DATABASE_URL that is no address', async () => {
    const { code, output } = await refusal({ DATABASE_URL: 'localhost/sluice' })
    expect(code).toBe(78)
    expect(output.trim()).toBe(
      'DATABASE_URL is not usable; expected postgresql://user:password@host:5432/name.',
    )
  })

  test('a database that can’t be reached', async () => {
    const { code, last } = await refusal({ DATABASE_URL: 'postgresql://sluice:hunter2@127.0.0.1:1/sluice' })
    expect(code).toBe(78)
    expect(last).toBe(
      'DATABASE_URL can’t be reached (ECONNREFUSED). Check host and port, and that PostgreSQL runs.',
    )
  })

  test('a wrong password', async () => {
    const database = await import('@/server/db/embedded')
    const { throwAwayFolder } = await import('@/server/db/folder')
    const running = await database.startEmbedded({
      folder: throwAwayFolder(`sluice-refusal-${process.pid}`),
      throwAway: true,
    })
    try {
      const url = new URL(running.url)
      url.password = 'hunter2'
      const { code, output, last } = await refusal({ DATABASE_URL: url.href })
      expect(code).toBe(78)
      expect(last).toBe('DATABASE_URL is refused by the database: wrong user or password.')
      expect(output).not.toContain('hunter2')
    } finally {
      await running.stop()
    }
  })

  test('a port that is taken', async () => {
    const taken = createServer()
    const port = await new Promise<number>(resolve =>
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port)),
    )
    const { code, last } = await refusal({ PORT: String(port) })
    taken.close()
    expect(code).toBe(78)
    expect(last).toBe(
      `Port ${port} on 127.0.0.1 is taken. Stop what runs there, or set PORT to another one (0 takes a free one).`,
    )
  })

  test('a data folder that can’t be written', async () => {
    const place = path.join(folder(), 'file')
    writeFileSync(place, 'not a folder')
    const { code, last } = await refusal({}, path.join(place, 'data'))
    expect(code).toBe(78)
    expect(last).toContain('can’t be written')
    expect(last).toContain('set DATA_DIR to another folder')
  })

  test('a read-only data folder', async () => {
    const place = folder()
    mkdirSync(path.join(place, 'data'))
    chmodSync(path.join(place, 'data'), 0o500)
    if (process.getuid?.() === 0) return // root may write anywhere; the case above covers it
    const { code, last } = await refusal({}, path.join(place, 'data'))
    expect(code).toBe(78)
    expect(last).toContain('can’t be written')
  })

  test('a Node that is too old', () => {
    const pretend = `Object.defineProperty(process.versions, 'node', { value: '18.20.0' })`
    const preload = path.join(folder(), 'old.cjs')
    writeFileSync(preload, pretend)
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--require', preload, 'scripts/run.mjs', 'server/start.ts'],
      {
        encoding: 'utf8',
      },
    )
    expect(status).toBe(78)
    expect(stderr.trim()).toBe(
      'Sluice needs Node 20.19 or newer; this is 18.20.0. Install a newer Node and start again.',
    )
  })

  test('a data folder that another Sluice works on', async () => {
    const dataDir = folder()
    const first = await startProduct({ dataDir })
    try {
      const { code, last } = await refusal({}, dataDir)
      expect(code).toBe(78)
      expect(last).toBe(
        `Sluice already runs on ${dataDir}. Use that one, or set DATA_DIR and PORT to start another.`,
      )
    } finally {
      await first.stop()
    }
  })
})
