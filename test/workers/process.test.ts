import { once } from 'node:events'
import { afterAll, afterEach, expect, test } from 'vitest'
import { db } from '@/server/db/client'
import { enqueue } from '@/server/workers/enqueue'
import { forkWorker, killWorkers, startWorker } from '../setup/worker'

afterEach(killWorkers)
afterAll(() => db.$disconnect())

const beats = async () =>
  (await db.heartbeat.findMany({ select: { kind: true } })).map(each => each.kind).sort()

test('a worker says it is ready, works, beats, feeds, and leaves nothing when it is told to stop', async () => {
  const child = forkWorker()
  const [message] = await once(child, 'message')
  expect(message).toEqual({ ready: `worker-${child.pid}` })
  await expect.poll(beats).toEqual(['feed', 'worker'])
  const { id } = await enqueue(db, 'upkeep.prune', {}, { workspaceId: null })
  await expect
    .poll(async () => (await db.job.findUniqueOrThrow({ where: { id }, select: { state: true } })).state)
    .toBe('done')
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(await beats()).toEqual([])
})

test('two workers share one feed, and the second takes it over when the first is killed', async () => {
  const [first] = await Promise.all([startWorker(), startWorker()])
  await expect.poll(beats).toEqual(['feed', 'worker', 'worker'])
  const leaders = () => db.$queryRaw<unknown[]>`
    select 1 from pg_locks l join pg_database d on d.oid = l.database
    where l.locktype = 'advisory' and l.granted and l.classid = 7203116 and d.datname = current_database()`
  expect(await leaders()).toHaveLength(1)
  first.kill('SIGKILL')
  await once(first, 'exit')
  await expect.poll(leaders).toHaveLength(1)
  const said = async () =>
    (
      await db.heartbeat.findUnique({ where: { process: 'feed simulated' }, select: { at: true } })
    )?.at.getTime() ?? 0
  const before = await said()
  await expect.poll(said).toBeGreaterThan(before)
})

test('a worker that lost its supervisor leaves at once', async () => {
  const child = await startWorker()
  child.disconnect()
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('a worker without a database address says so in one line and is not worth starting again', async () => {
  const child = forkWorker({ DATABASE_URL: '' })
  let said = ''
  child.stderr?.on('data', chunk => {
    said += chunk
  })
  expect(await once(child, 'close')).toEqual([78, null])
  expect(said).toBe('DATABASE_URL is not set. `npm start` runs a database; a worker of its own needs one.\n')
})
