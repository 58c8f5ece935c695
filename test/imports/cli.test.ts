import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/server/db/client'
import { openStage, type Stage } from '../api/stage'
import { barRows, csvOf, finishNow, stored } from './files'

let stage: Stage
let ann: Awaited<ReturnType<Stage['owner']>>
let key = ''
const folder = mkdtempSync(path.join(tmpdir(), 'sluice-import-'))
beforeAll(async () => {
  stage = await openStage()
  ann = await stage.owner()
  const { secret } = await ann.api.apiKeys.create.mutate({
    workspaceId: ann.workspaceId,
    name: 'cli',
    scopes: ['run'],
  })
  key = secret
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await stage.close()
})

const file = (name: string, text: string): string => {
  writeFileSync(path.join(folder, name), text)
  return path.join(folder, name)
}
function sluice(...args: string[]) {
  const child = spawn(process.execPath, ['scripts/sluice.mjs', 'import', ...args])
  let [out, err] = ['', '']
  child.stdout.on('data', chunk => {
    out += chunk
  })
  child.stderr.on('data', chunk => {
    err += chunk
  })
  return new Promise<{ code: number | null; out: string; err: string }>(resolve =>
    child.once('close', code => resolve({ code, out, err })),
  )
}

test('a file is sent, imported and told', async () => {
  const rows = barRows(1_000, { stepMs: 300_000 })
  const running = sluice(
    file('gold.csv', csvOf(rows)),
    '--url',
    stage.url,
    '--key',
    key,
    '--symbol',
    'GOLD',
    '--json',
  )
  // there is no worker here: the test does its job
  const importId = async () =>
    (
      await db.fileImport.findFirst({
        where: { symbol: 'GOLD', readAt: { not: null } },
        select: { id: true },
      })
    )?.id
  await expect.poll(importId, { timeout: 20_000 }).toBeTruthy()
  await finishNow((await importId()) ?? '')
  const { code, out, err } = await running
  expect(JSON.parse(out)).toEqual({ ok: true, symbol: 'GOLD', rows: 1_000, timeframe: '5m', notes: [] })
  expect([code, err]).toEqual([0, ''])
  expect(await stored(ann.workspaceId, 'GOLD', '5m')).toHaveLength(1_000)
})

test('bad rows are told with file and line', async () => {
  const bad = file('bad.csv', csvOf(barRows(10)).replace(/,\d+\n$/, ',x\n'))
  const { code, out, err } = await sluice(bad, '--url', stage.url, '--key', key)
  expect([code, out]).toEqual([1, ''])
  expect(err).toBe(
    `${bad}:11 volume is “x”, which is no number. Correct it or remove the row.\nNothing was taken from the file.\n`,
  )
})

test('what is missing is said', async () => {
  const [noKey, noFile, nobody, badKey] = await Promise.all([
    sluice(file('a.csv', 'x'), '--url', stage.url),
    sluice(path.join(folder, 'none.csv'), '--url', stage.url, '--key', key),
    sluice(file('b.csv', 'x'), '--url', 'http://127.0.0.1:9', '--key', key),
    sluice(file('c.csv', 'x'), '--url', stage.url, '--key', 'slc_none'),
  ])
  expect([noKey.code, noKey.err]).toEqual([2, expect.stringContaining('needs an API key')])
  expect([noFile.code, noFile.err]).toEqual([2, expect.stringContaining('there is no such file')])
  expect([nobody.code, nobody.err]).toEqual([2, expect.stringContaining('can’t be reached')])
  expect(badKey.err).toContain('This API key is unknown')
})
