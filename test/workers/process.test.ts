import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, afterEach, expect, test } from 'vitest'
import { db } from '@/server/db/client'
import { enqueue } from '@/server/workers/enqueue'

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(() => db.$disconnect())

function start(env: Readonly<Record<string, string>> = {}): ChildProcess {
  const child = fork('server/worker.ts', {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  children.push(child)
  return child
}
const beats = async () =>
  (await db.heartbeat.findMany({ select: { kind: true } })).map(each => each.kind).sort()
async function until(test: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 15_000
  while (!(await test())) {
    if (performance.now() > deadline) throw new Error('It did not come to that.')
    await new Promise(resolve => setTimeout(resolve, 30))
  }
}

test('a worker says it is ready, works, beats, feeds, and leaves nothing when it is told to stop', async () => {
  const child = start()
  const [message] = await once(child, 'message')
  expect(message).toEqual({ ready: `worker-${child.pid}` })
  await until(async () => (await beats()).join() === 'feed,worker')
  const { id } = await enqueue(db, 'upkeep.prune', {}, { workspaceId: null })
  await until(
    async () => (await db.job.findUniqueOrThrow({ where: { id }, select: { state: true } })).state === 'done',
  )
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(await beats()).toEqual([])
})

test('two workers share one feed, and the second takes it over when the first is killed', async () => {
  const [first, second] = [start(), start()]
  await Promise.all([once(first, 'message'), once(second, 'message')])
  await until(async () => (await beats()).join() === 'feed,worker,worker')
  const leaders = () => db.$queryRaw<unknown[]>`
    select 1 from pg_locks l join pg_database d on d.oid = l.database
    where l.locktype = 'advisory' and l.granted and l.classid = 7203116 and d.datname = current_database()`
  expect(await leaders()).toHaveLength(1)
  first.kill('SIGKILL')
  await once(first, 'exit')
  await until(async () => (await leaders()).length === 1)
  const said = async () =>
    (
      await db.heartbeat.findUnique({ where: { process: 'feed simulated' }, select: { at: true } })
    )?.at.getTime() ?? 0
  const before = await said()
  await until(async () => (await said()) > before)
})

test('a worker that lost its supervisor leaves at once', async () => {
  const child = start()
  await once(child, 'message')
  child.disconnect()
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('a worker without a database address says so in one line and is not worth starting again', async () => {
  const child = start({ DATABASE_URL: '' })
  let said = ''
  child.stderr?.on('data', chunk => {
    said += chunk
  })
  expect(await once(child, 'close')).toEqual([78, null])
  expect(said).toBe('DATABASE_URL is not set. `npm start` runs a database; a worker of its own needs one.\n')
})
