// The supervisor: database, migrations, pages, then the web and worker processes, and all of them stopped together.
import { watch } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { seed } from '../prisma/seed'
import { systemClock } from './clock'
import { freePort } from './db/embedded'
import { migrate } from './db/migrate'
import { dataDir, settings } from './env'
import { createLog } from './log'
import { prepareQueues } from './queue'
import { assembleCrew, BAD_SETTINGS, type ChildPlan, type Crew } from './supervisor/children'
import { keepDatabase } from './supervisor/database'
import { buildPages, pagesAreStale } from './supervisor/pages'
import { StartProblem, startProblem } from './supervisor/problem'
import { showProgress } from './supervisor/progress'
import { keptSecret } from './supervisor/secrets'

const CHILDREN_STOP_WITHIN_MS = 27_000
const CHANGES_SETTLE_MS = 200

const production = process.argv.includes('--production')
const environment = {
  ...process.env,
  NODE_ENV: production ? 'production' : 'development',
  NEXT_TELEMETRY_DISABLED: '1',
} as const
const set = settings()
const home = dataDir(set)
const log = createLog('supervisor', set)
const { step } = showProgress(process.stdout)

const closers: (() => Promise<void>)[] = []
let leaving = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave(0))

try {
  await start()
} catch (error) {
  const line = startProblem(error, home)
  if (line) process.stderr.write(`\n${line}\n`)
  else log.error({ err: error }, 'could not start')
  await leave(line ? BAD_SETTINGS : 1)
}

async function start(): Promise<void> {
  const began = performance.now()
  // Chosen once, so that a restarted web process comes back where it was.
  const port = set.PORT || (await freePort())
  await portIsFree(set.HOST, port)
  await step('Data folder', () => mkdir(home, { recursive: true }).then(() => {}))
  const secret = set.AUTH_SECRET ?? keptSecret(home)
  const databaseUrl = set.DATABASE_URL ?? (await step('PostgreSQL', embeddedDatabase))
  await step('Migrations', async () => {
    await migrate(databaseUrl)
    await prepareQueues({ databaseUrl, redisUrl: set.REDIS_URL })
  })
  await step('Demo workspace', () => seed(databaseUrl))
  const env = {
    ...environment,
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: secret,
    PORT: String(port),
    // One instant for all processes: from here on a sped-up market runs ahead of real time.
    MARKET_ANCHOR: process.env.MARKET_ANCHOR ?? String(systemClock.now()),
  }
  if (production && pagesAreStale()) await step('Building the pages (once)', buildPages)

  const crew = assembleCrew(log, name => {
    log.error(`${name} can’t run with these settings`)
    void leave(BAD_SETTINGS)
  })
  closers.push(() => crew.stop(CHILDREN_STOP_WITHIN_MS))
  const workers = Array.from({ length: set.WORKERS }, (_, index) => plan(`worker-${index + 1}`, env))
  const plans = [plan('web', env), ...workers]
  const [address] = await step('Web and workers', () => Promise.all(plans.map(crew.start)))
  if (!production) restartOnChange(crew, plans)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  process.stdout.write(`\n  Sluice is ready on ${address}  (${seconds} s; Ctrl-C stops it)\n\n`)
}

async function embeddedDatabase(): Promise<string> {
  const kept = await keepDatabase(home, log)
  closers.push(kept.stop)
  return kept.url
}

function plan(name: string, env: NodeJS.ProcessEnv): ChildPlan {
  const entry = name === 'web' ? 'server/web.ts' : 'server/worker.ts'
  // A small young generation keeps idle processes small; it grows nothing that these processes feel.
  return { name, entry, env, nodeOptions: ['--max-semi-space-size=4'] }
}

/** Asked before anything slow: a port in use should be known in the first second. */
async function portIsFree(host: string, port: number): Promise<void> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject)
    probe.listen(port, host, resolve)
  }).catch((error: NodeJS.ErrnoException) => {
    throw new StartProblem(
      error.code === 'EADDRINUSE'
        ? `Port ${port} on ${host} is taken. Stop what runs there, or set PORT to another one (0 takes a free one).`
        : `Can’t listen on ${host}:${port} (${error.code}). Set HOST and PORT to an address of this machine.`,
    )
  })
  await new Promise(resolve => probe.close(resolve))
}

/** Development: what runs in these processes changes with their sources. Pages reload by themselves. */
function restartOnChange(crew: Crew, plans: readonly ChildPlan[]): void {
  let settle: NodeJS.Timeout | undefined
  for (const folder of ['server', 'sandbox'])
    watch(folder, { recursive: true }, (_, file) => {
      if (!file?.endsWith('.ts') || file.includes('generated')) return
      clearTimeout(settle)
      settle = setTimeout(() => {
        log.info({ file }, 'changed; restarting')
        for (const { name } of plans) crew.restart(name)
      }, CHANGES_SETTLE_MS)
    })
}

async function leave(code: number): Promise<void> {
  if (leaving) return
  leaving = true
  // In the order opposite to starting: whoever uses the database goes before it.
  for (const close of closers.reverse())
    await close().catch(error => log.error({ err: error }, 'while stopping'))
  process.exit(code)
}
