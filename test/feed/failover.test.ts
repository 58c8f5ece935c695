import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { barOpen } from '@/sandbox/ir/timeframe'
import { Bus } from '@/server/bus'
import { openMarket } from '@/server/market/market'
import { BarStore } from '@/server/market/store/store'
import { topics } from '@/server/notices'
import { barsOf } from '../market/provider/bars'
import { openDb } from '../queue/stage'

const url = process.env.DATABASE_URL ?? ''
const MINUTE = 60_000
const PACE = { speed: 60, anchor: Date.now() }
const db = openDb()
const bus = new Bus(url)
const pool = new pg.Pool({ connectionString: url })
const children: ChildProcess[] = []
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await bus.close()
  await pool.end()
  await db.$disconnect()
})

async function leader(name: string): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('./leaderProcess.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, LEADER: name, PACE: JSON.stringify(PACE) },
  })
  children.push(child)
  await once(child, 'message')
  return child
}

test('the second of two leaders takes over when the first is killed, and no bar is left out', {
  timeout: 90_000,
}, async () => {
  const provider = openMarket(PACE, () => Date.now()).at('simulated', null)!
  const store = new BarStore(pool)
  const key = { venue: 'simulated', symbol: 'QUARKUSD', timeframe: '1m' } as const
  const slower = { ...key, timeframe: '5m' } as const
  for (const each of [key, slower]) {
    const bars = await provider.barsBefore(each.symbol, each.timeframe, provider.now(), 30)
    const to = barOpen(provider.now(), each.timeframe)
    await store.append(each, bars, { from: bars.time[0]!, to })
  }
  const from = (await store.covered(key))[0]!.from

  await bus.ready()
  const minutes: number[] = []
  const heard = bus.subscribe([topics.bars('simulated', '1m'), topics.minutes('simulated')])
  const bars = heard[Symbol.asyncIterator]()
  const until = async (enough: () => boolean) => {
    while (!enough()) {
      const { value, done } = await bars.next()
      if (done) throw new Error('The bus was closed.')
      if (value.kind === 'notice' && value.notice.kind === 'bar') minutes.push(value.notice.time)
    }
  }
  const names = ['first', 'second']
  const byName = new Map<string, ChildProcess>()
  for (const name of names) byName.set(name, await leader(name))
  await until(() => minutes.length >= 4)
  const leading = async () =>
    (
      await db.feedState.findUniqueOrThrow({ where: { venue: 'simulated' }, select: { leader: true } })
    ).leader.replace(/@.*/, '')
  const before = await leading()
  const killed = byName.get(before)!
  killed.kill('SIGKILL')
  await once(killed, 'exit')
  const known = minutes.length
  await until(() => minutes.length >= known + 6)

  expect(await leading()).toBe(names.find(name => name !== before))
  const told = [...new Set(minutes)]
  expect(told).toEqual(told.map((_, place) => told[0]! + place * MINUTE))
  // Who hears of a close finds its bar.
  const end = minutes.at(-1)! + MINUTE
  for (const each of [key, slower]) {
    const stored = barsOf(await store.load(each, from, barOpen(end, each.timeframe)))
    const count = (barOpen(end, each.timeframe) - stored[0]!.time) / (each === key ? MINUTE : 5 * MINUTE)
    expect(stored).toEqual(
      barsOf(await provider.barsBefore(each.symbol, each.timeframe, barOpen(end, each.timeframe), count)),
    )
    expect(await store.covered(each)).toHaveLength(1)
  }
  heard.close()
})
