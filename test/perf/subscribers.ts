// Many browsers that watch live bars: `node scripts/run.mjs test/perf/subscribers.ts [--minutes 10] [--subscribers 500]`.
// A PostgreSQL of its own, the publisher as a feed's leader is, the web process and the browsers in processes of their own.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { barOpen } from '@/sandbox/ir/timeframe'
import { startEmbedded } from '@/server/db/embedded'
import { throwAwayFolder } from '@/server/db/folder'
import { migrate } from '@/server/db/migrate'
import { LiveHub } from '@/server/feed/hub'
import { Changes, packMinutes, sayMinutes } from '@/server/feed/minutes'
import { simulatedProvider } from '@/server/market/simulated/provider'
import { topics } from '@/server/notices'
import { prepareQueues } from '@/server/queue'

const EACH = 20
const ALLOWED_MS = 250
const IN_PROCESS_MS = 1
const LOOK_MS = 10_000
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '0.5' }, subscribers: { type: 'string', default: '500' } },
})
const minutes = Number(values.minutes)
const subscribers = Number(values.subscribers)
const say = (title: string, value: string) => console.log(`${title.padEnd(44)} ${value}`)
const now = () => Number(process.hrtime.bigint()) / 1e6
const at = (sorted: Float64Array, share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

function figures(latencies: readonly number[]) {
  const sorted = Float64Array.from(latencies).sort()
  const [p50, p99, most] = [at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1)]
  return { p99, text: `p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms, most ${most.toFixed(2)} ms` }
}

const child = (file: string): ChildProcess =>
  fork(fileURLToPath(new URL(`./subscribers/${file}.ts`, import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, LOG_LEVEL: 'error' },
  })

// biome-ignore lint/suspicious/noExplicitAny: what the bench's own two files send
async function answer(of: ChildProcess, kind: string, question?: object | string): Promise<any> {
  if (question !== undefined) of.send(question)
  for (;;) {
    const [message] = await once(of, 'message')
    if (message.kind === kind) return message
  }
}

const provider = simulatedProvider(() => Date.now())
const instruments = (await provider.instruments()).filter(({ status }) => status === 'trading')
const symbols = instruments.map(({ symbol }) => symbol)

/** A second's worth of bars, as a leader finds them. */
function second(changes: Changes, time: number, closes: boolean): void {
  const bar = { open: 100, high: 110, low: 90, close: 100 + Math.sin(now()) * 9 }
  for (const symbol of symbols) {
    if (closes) changes.put({ symbol, ...bar, time: time - 60_000, volume: now(), closed: true })
    changes.put({ symbol, ...bar, time, volume: now(), closed: false })
  }
}

await inProcess()
const worst = await overSockets()
process.exit(worst < ALLOWED_MS ? 0 : 1)

/** From the leader's row to a reader of the same process, without a database between. */
async function inProcess(): Promise<void> {
  type Wake = (() => void) | null
  const queue: object[] = []
  let wake: Wake = null
  const bus = {
    subscribe: () => ({
      add: () => {},
      remove: () => {},
      close: () => {},
      async *[Symbol.asyncIterator]() {
        for (;;) {
          while (queue.length > 0) yield queue.shift() as never // the notices below, as a bus hands them out
          await new Promise<void>(resolve => {
            wake = resolve
          })
        }
      },
    }),
  }
  const hub = new LiveHub({
    bus,
    source: {
      barsBefore: (from, symbol, timeframe, until, count) => from.barsBefore(symbol, timeframe, until, count),
    },
    now: () => Date.now(),
    onError: error => console.error(error),
  })
  const symbol = symbols[0]!
  const follower = hub.follow(provider, instruments.slice(0, 1), '1m')
  await follower.snapshot()
  const latencies: number[] = []
  const time = barOpen(Date.now(), '1m')
  for (let update = 0; update < 20_000; update++) {
    const began = now()
    const changes = new Changes()
    changes.put({
      symbol,
      time,
      open: 1,
      high: 2,
      low: 1,
      close: 1 + update / 1e6,
      volume: update,
      closed: false,
    })
    const heard = follower.changed()
    for (const notice of packMinutes('simulated', changes.take(), Date.now(), Date.now()))
      queue.push({ kind: 'notice', topic: topics.minutes('simulated'), notice })
    ;(wake as Wake)?.()
    await heard
    if (follower.take().bars.length > 0) latencies.push(now() - began)
  }
  hub.close()
  const { p99, text } = figures(latencies)
  say('one update to a reader in process', text)
  if (p99 >= IN_PROCESS_MS) process.exitCode = 1
}

async function overSockets(): Promise<number> {
  const own = await startEmbedded({ folder: throwAwayFolder(`sluice-bench-${process.pid}`), throwAway: true })
  const children: ChildProcess[] = []
  try {
    process.env.DATABASE_URL = own.url
    await migrate(own.url)
    await prepareQueues({ databaseUrl: own.url })
    const { db } = await import('@/server/db/client')
    const server = child('server')
    const clients = child('clients')
    children.push(server, clients)
    const { url, people } = await answer(server, 'ready')
    const opened = answer(clients, 'open', { url, people, subscribers, symbols, each: EACH })

    let over = false
    const publishing = (async () => {
      const changes = new Changes()
      let minute = barOpen(Date.now(), '1m')
      for (let due = performance.now(); !over; due += 1_000) {
        const time = barOpen(Date.now(), '1m')
        second(changes, time, time > minute)
        minute = time
        await sayMinutes(db, packMinutes('simulated', changes.take(), Date.now(), Date.now()))
        await sleep(Math.max(0, due + 1_000 - performance.now()))
      }
    })()

    await opened
    await sleep(3_000)
    await answer(clients, 'latencies', 'how long?')
    const first = await answer(server, 'memory', 'how much?')
    say(
      `${subscribers} browsers × ${EACH} of ${symbols.length} symbols`,
      `${first.followers} readers, ${first.folds} folds, ${mb(first.rss)} RSS`,
    )
    const all: number[] = []
    const rss: number[] = []
    let cpu = first.cpu
    const until = performance.now() + minutes * 60_000
    while (performance.now() < until) {
      await sleep(Math.min(LOOK_MS, until - performance.now()))
      const { latencies, missed, lost } = await answer(clients, 'latencies', 'how long?')
      const memory = await answer(server, 'memory', 'how much?')
      const busy = memory.cpu.user + memory.cpu.system - cpu.user - cpu.system
      cpu = memory.cpu
      all.push(...latencies)
      rss.push(memory.rss)
      const used = `RSS ${mb(memory.rss)}, heap ${mb(memory.heapUsed)}, CPU ${(busy / LOOK_MS / 10).toFixed(0)} %`
      say(
        `  ${latencies.length} updates`,
        `${figures(latencies).text}; ${used}; missed ${missed}, lost ${lost}`,
      )
    }
    over = true
    await publishing
    await db.$disconnect()
    const { p99, text } = figures(all)
    say(`all ${all.length} updates, publish to receipt`, text)
    const quarter = Math.max(1, Math.floor(rss.length / 4))
    const mean = (part: readonly number[]) => part.reduce((sum, each) => sum + each, 0) / part.length
    say('RSS, first and last quarter', `${mb(mean(rss.slice(0, quarter)))}, ${mb(mean(rss.slice(-quarter)))}`)
    return p99
  } finally {
    for (const each of children) each.kill('SIGKILL')
    await own.stop()
  }
}

function mb(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`
}
