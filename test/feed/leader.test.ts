import { afterAll, expect, test } from 'vitest'
import { lead } from '@/server/leader'
import { openDb } from '../queue/stage'

const url = process.env.DATABASE_URL ?? ''
const db = openDb()
afterAll(() => db.$disconnect())

test('one process leads at a time, and a successor takes over when it goes', async () => {
  const holders: string[] = []
  const office = (name: string) =>
    lead({
      url,
      office: 17,
      subject: 'a',
      onError: () => {},
      work: async signal => {
        holders.push(name)
        await new Promise(resolve => signal.addEventListener('abort', resolve, { once: true }))
      },
    })
  const first = office('first')
  while (holders.length === 0) await new Promise(resolve => setTimeout(resolve, 20))
  const second = office('second')
  await new Promise(resolve => setTimeout(resolve, 300))
  expect(holders).toEqual(['first'])
  await first.stop()
  while (holders.length === 1) await new Promise(resolve => setTimeout(resolve, 20))
  expect(holders).toEqual(['first', 'second'])
  await second.stop()
})

test('a leader whose connection is cut stops and another begins', async () => {
  const log: string[] = []
  const office = lead({
    url,
    office: 17,
    subject: 'b',
    onError: () => {},
    work: async signal => {
      log.push('begins')
      await new Promise(resolve => signal.addEventListener('abort', resolve, { once: true }))
      log.push('ends')
    },
  })
  while (log.length === 0) await new Promise(resolve => setTimeout(resolve, 20))
  await db.$executeRaw`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'sluice leader' and datname = current_database()`
  while (log.length < 3) await new Promise(resolve => setTimeout(resolve, 20))
  expect(log).toEqual(['begins', 'ends', 'begins'])
  await office.stop()
})
