import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import { Bus } from '@/server/bus'
import { TRANSACTIONS } from '@/server/db/patience'
import { PrismaClient } from '@/server/generated/prisma/client'
import type { QueuePlace } from '@/server/queue'
import { type Crew, type CrewOptions, startCrew } from '@/server/workers/crew'
import type { PayloadOf } from '@/server/workers/define'
import { type Enqueued, type EnqueueOptions, enqueueFrom } from '@/server/workers/enqueue'
import { type TestJobs, testHandlers, testJobs } from './catalogue'

const databaseUrl = () => process.env.DATABASE_URL ?? ''

export const openDb = () =>
  new PrismaClient({
    adapter: new PrismaPg({ connectionString: databaseUrl(), max: 8 }),
    transactionOptions: TRANSACTIONS,
  })

/** Short leases and sweeps, so that recovery takes a test's time. */
const QUICK = { leaseMs: 900, sweepMs: 200, heedMs: 100 }

export interface Stage {
  readonly db: PrismaClient
  readonly bus: Bus
  readonly place: QueuePlace
  readonly errors: unknown[]
  readonly enqueue: <Name extends keyof TestJobs & string>(
    name: Name,
    payload: PayloadOf<TestJobs, Name>,
    options?: Partial<EnqueueOptions>,
  ) => Promise<Enqueued>
  readonly crew: (options?: Partial<CrewOptions<TestJobs>>) => Promise<Crew>
  readonly workerProcess: () => Promise<ChildProcess>
  readonly job: (id: string) => Promise<JobRow>
  readonly until: (id: string, test: (row: JobRow) => boolean, withinMs?: number) => Promise<JobRow>
  readonly effects: (id: string) => Promise<{ step: number; attempt: number }[]>
  readonly close: () => Promise<void>
}

const fields = {
  state: true,
  progress: true,
  stage: true,
  attempt: true,
  epoch: true,
  problem: true,
  worker: true,
} as const
type JobRow = NonNullable<Awaited<ReturnType<typeof readJob>>>
const readJob = (db: PrismaClient, id: string) => db.job.findUnique({ where: { id }, select: fields })

export async function openStage(redisUrl: string | undefined): Promise<Stage> {
  const db = openDb()
  const bus = new Bus(databaseUrl())
  await bus.ready()
  await db.$executeRaw`create table if not exists effect (job uuid, step int, attempt int, primary key (job, step))`
  const place = { databaseUrl: databaseUrl(), redisUrl }
  const errors: unknown[] = []
  const crews: Crew[] = []
  const processes: ChildProcess[] = []
  const job = async (id: string) => {
    const row = await readJob(db, id)
    if (!row) throw new Error(`no job ${id}`)
    return row
  }
  return {
    db,
    bus,
    place,
    errors,
    job,
    enqueue: (name, payload, options) =>
      enqueueFrom(testJobs, db, name, payload, { workspaceId: null, ...options }),
    crew: async options => {
      const crew = await startCrew({
        db,
        bus,
        place,
        catalogue: testJobs,
        handlers: testHandlers,
        name: `crew-${crews.length}`,
        random: () => 0.5,
        onError: error => errors.push(error),
        ...QUICK,
        ...options,
      })
      crews.push(crew)
      return crew
    },
    workerProcess: async () => {
      const child = fork(fileURLToPath(new URL('./workerProcess.ts', import.meta.url)), {
        execArgv: ['--import', 'tsx'],
        env: { ...process.env, STAGE: JSON.stringify({ place, ...QUICK }) },
      })
      processes.push(child)
      await once(child, 'message')
      return child
    },
    until: async (id, test, withinMs = 40_000) => {
      const deadline = performance.now() + withinMs
      for (;;) {
        const row = await job(id)
        if (test(row)) return row
        if (performance.now() > deadline)
          throw new Error(`Job ${id} is still ${JSON.stringify(row)}; errors ${errors}`)
        await new Promise(resolve => setTimeout(resolve, 15))
      }
    },
    effects: id => db.$queryRaw`select step, attempt from effect where job = ${id}::uuid order by step`,
    close: async () => {
      await Promise.all(crews.map(crew => crew.drain(0)))
      for (const child of processes) child.kill('SIGKILL')
      await bus.close()
      await db.$disconnect()
    },
  }
}

export const over = (row: JobRow) => ['done', 'failed', 'cancelled'].includes(row.state)

/** A Redis of this test's own, on a free port, in memory. */
export async function startRedis(): Promise<{ url: string; stop: () => void }> {
  const port = await freePort()
  const child = spawn('redis-server', [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
  ])
  await new Promise<void>((resolve, reject) => {
    child.once('error', () =>
      reject(
        new Error(
          'No redis-server was found. Install it (Debian: apt-get install redis-server; macOS: brew install redis).',
        ),
      ),
    )
    child.stdout.on('data', chunk => String(chunk).includes('Ready to accept') && resolve())
  })
  return { url: `redis://127.0.0.1:${port}`, stop: () => child.kill('SIGKILL') }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
