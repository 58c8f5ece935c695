import { afterAll, expect, test } from 'vitest'
import { Gauge } from '@/server/feed/gauge'
import { watchFeeds } from '@/server/feed/metrics'
import { announce, feedStandings, report, takeOver } from '@/server/feed/state'
import { VenueProblem } from '@/server/market/problem'
import { metricsText } from '@/server/metrics'
import { openDb } from '../queue/stage'

const db = openDb()
afterAll(() => db.$disconnect())

test('a gauge counts events, tells how fast they come, and what went wrong last', () => {
  let now = 0
  const gauge = new Gauge(() => now)
  expect(gauge.read()).toMatchObject({ events: 0, sinceHeardMs: null, delayMs: null, trouble: null })
  for (let event = 0; event < 50; event++) {
    now += 100
    gauge.heard(7)
  }
  now += 400
  gauge.failed(new VenueProblem('unreachable', 'It broke.'), true)
  now += 600
  expect(gauge.read()).toMatchObject({
    events: 50,
    eventsPerSecond: 50 / 6,
    sinceHeardMs: 1_000,
    delayMs: 7,
    reconnects: 1,
    trouble: 'It broke.',
    troubleAgoMs: 600,
  })
})

test('what a leader reports is shown to people and to Prometheus', async () => {
  watchFeeds(db)
  expect(await takeOver(db, 'binance', 'one')).toBeNull()
  const figures = { events: 12, eventsPerSecond: 3, reconnects: 2, trouble: null, troubleAgoMs: null }
  await report(db, { venue: 'binance', leader: 'one', sinceHeardMs: 500, delayMs: 250, ...figures })
  await announce(db, { venue: 'binance', leader: 'one' }, [], 60_000)
  const [standing] = await feedStandings(db)
  expect(standing).toMatchObject({ venue: 'binance', leader: 'one', events: 12, announcedTo: 60_000 })
  expect(standing!.sinceHeardMs).toBeGreaterThanOrEqual(500)
  const { text } = await metricsText()
  expect(text).toMatch(
    /sluice_feed_age_seconds\{venue="binance"\} 0\.\d+|sluice_feed_age_seconds\{venue="binance"\} \d/,
  )
  expect(text).toContain('sluice_feed_delay_seconds{venue="binance"} 0.25')
  expect(text).toContain('sluice_feed_events{venue="binance"} 12')
  expect(text).toContain('sluice_feed_reconnects{venue="binance"} 2')
})

test('a leader that was cut off does not speak for its successor', async () => {
  await takeOver(db, 'cut', 'one')
  await announce(db, { venue: 'cut', leader: 'one' }, [], 120_000)
  expect(await takeOver(db, 'cut', 'two')).toBe(120_000)
  const late = { sinceHeardMs: 0, delayMs: 0, events: 99, eventsPerSecond: 9, reconnects: 0 }
  await report(db, { venue: 'cut', leader: 'one', ...late, trouble: null, troubleAgoMs: null })
  await announce(db, { venue: 'cut', leader: 'one' }, [], 60_000)
  const standing = (await feedStandings(db)).find(({ venue }) => venue === 'cut')
  expect(standing).toMatchObject({ leader: 'two', events: 0, announcedTo: 120_000 })
})
