import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Bus } from '@/server/bus'
import { type Channel, channel, Undeliverable } from '@/server/workers/outbox/channels/define'
import { postOutbox } from '@/server/workers/outbox/post'
import { deliverBatch, type RelayOptions, startRelay } from '@/server/workers/outbox/relay'
import { openDb } from '../queue/stage'

const db = openDb()
const bus = new Bus(process.env.DATABASE_URL ?? '')
const received: { key: string; message: string }[] = []
/** What the other side does with the next deliveries; accepts when there is nothing. */
let answers: (() => void)[] = []

const recorder: Channel = channel({
  id: 'log',
  payload: z.object({ message: z.string() }),
  deliver: async ({ message }, { key }) => {
    answers.shift()?.()
    received.push({ key, message })
  },
})
const quick = { backoffMs: 1, claimMs: 60_000, attempts: 4, pollMs: 50, random: () => 0.5, onError: () => {} }
const relayWith = (options: Partial<RelayOptions> = {}): RelayOptions => ({
  db,
  bus,
  channels: [recorder],
  ...quick,
  ...options,
})

const post = (key: string, message = key) =>
  postOutbox(db, { key, channel: 'log', payload: { message }, workspaceId: null })
const row = (key: string) =>
  db.outbox.findUniqueOrThrow({
    where: { key },
    select: { attempts: true, deliveredAt: true, gaveUpAt: true, lastError: true },
  })
const drain = async (options: RelayOptions, turns = 40) => {
  for (let i = 0; i < turns; i++) {
    await deliverBatch(options)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}

beforeEach(async () => {
  received.length = 0
  answers = []
  await db.outbox.deleteMany({})
})
afterAll(async () => {
  await bus.close()
  await db.$disconnect()
})

describe('the outbox', () => {
  test('is delivered in the order it was written, each once', async () => {
    for (let i = 0; i < 12; i++) await post(`key-${i}`)
    await drain(relayWith(), 4)
    expect(received.map(each => each.key)).toEqual(Array.from({ length: 12 }, (_, i) => `key-${i}`))
    expect(await row('key-3')).toMatchObject({ attempts: 1, gaveUpAt: null, lastError: null })
  })

  test('the same meaning is written once', async () => {
    expect(await Promise.all([post('same'), post('same'), post('same')])).toHaveLength(3)
    expect(await db.outbox.count()).toBe(1)
    await drain(relayWith(), 2)
    expect(await post('same')).toBe(false)
    expect(received).toHaveLength(1)
  })

  test('what its transaction rolled back is never told', async () => {
    await db
      .$transaction(async tx => {
        await postOutbox(tx, { key: 'undone', channel: 'log', payload: { message: 'x' }, workspaceId: null })
        throw new Error('undone')
      })
      .catch(() => {})
    await drain(relayWith(), 2)
    expect(received).toEqual([])
  })

  test('a crash between delivery and its record delivers again, with the same key', async () => {
    await post('twice')
    const crashing = relayWith({
      claimMs: 30,
      channels: [
        {
          id: 'log',
          deliver: async (payload, delivery) => {
            await recorder.deliver(payload, delivery)
            throw new Error('the process died here') // and its record with it:
          },
        },
      ],
      db: new Proxy(db, {
        get: (target, name) => {
          if (name === '$executeRaw') return () => Promise.reject(new Error('died'))
          const value = Reflect.get(target, name)
          return typeof value === 'function' ? value.bind(target) : value
        },
      }),
    })
    await expect(deliverBatch(crashing)).rejects.toThrow('died')
    expect(await row('twice')).toMatchObject({ attempts: 1, deliveredAt: null })
    await new Promise(resolve => setTimeout(resolve, 60))
    await drain(relayWith(), 2)
    expect(received.map(each => each.key)).toEqual(['twice', 'twice'])
    expect((await row('twice')).deliveredAt).not.toBeNull()
  })

  test('is tried again with growing waits, holds nobody up, and keeps its last error when given up', async () => {
    const fail = (text: string) => () => {
      throw new Error(text)
    }
    await post('bad')
    answers = [fail('first')]
    await deliverBatch(relayWith())
    expect(await row('bad')).toMatchObject({ attempts: 1, lastError: 'first' })
    await post('good')
    answers = []
    await drain(relayWith(), 10)
    expect(received.map(each => each.key).sort()).toEqual(['bad', 'good'])

    await post('hopeless')
    answers = ['a', 'b', 'c', 'the last'].map(fail)
    await drain(relayWith())
    expect(await row('hopeless')).toMatchObject({ attempts: 4, deliveredAt: null, lastError: 'the last' })
    expect((await row('hopeless')).gaveUpAt).not.toBeNull()
  })

  test('is given up at once when trying again can not help', async () => {
    await post('gone')
    answers = [
      () => {
        throw new Undeliverable('gone for good')
      },
    ]
    await drain(relayWith(), 2)
    expect(await row('gone')).toMatchObject({ attempts: 1, lastError: 'gone for good' })
    await postOutbox(db, { key: 'unreadable', channel: 'log', payload: { text: 1 }, workspaceId: null })
    await drain(relayWith(), 2)
    expect((await row('unreadable')).lastError).toContain('message')
    await postOutbox(db, { key: 'mute', channel: 'mail', payload: {}, workspaceId: null })
    await drain(relayWith(), 2)
    expect((await row('mute')).lastError).toBe('There is no channel named mail.')
  })

  test('several relays share the rows and deliver each once (seed 7)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 2, max: 4 }),
        async (rows, relays) => {
          await db.outbox.deleteMany({})
          received.length = 0
          await Promise.all(Array.from({ length: rows }, (_, i) => post(`shared-${i}`)))
          await Promise.all(
            Array.from({ length: relays }, async () => {
              while ((await deliverBatch(relayWith())) > 0);
            }),
          )
          expect(received.map(each => each.key).sort()).toEqual(
            Array.from({ length: rows }, (_, i) => `shared-${i}`).sort(),
          )
        },
      ),
      { seed: 7, numRuns: 15 },
    )
  })

  test('a running relay hears of a new row and delivers it at once', async () => {
    const relay = startRelay(relayWith({ pollMs: 60_000 }))
    await bus.ready()
    await new Promise(resolve => setTimeout(resolve, 50))
    await post('now')
    await expect.poll(() => received.map(each => each.key)).toEqual(['now'])
    await relay.stop()
  })
})
