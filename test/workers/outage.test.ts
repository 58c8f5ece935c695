import { expect, test } from 'vitest'
import { isAway, sortErrors } from '@/server/workers/outage'

test.each([
  new Error('Connection terminated unexpectedly'),
  Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' }),
  new Error('Raw query failed. Code: `57P03`. Message: `the database system is starting up`'),
  new Error('outer', { cause: new Error("Can't reach database server at 127.0.0.1:5432") }),
  new AggregateError([new Error('connect ECONNREFUSED ::1:6379')], ''),
])('%s is an outage', error => expect(isAway(error)).toBe(true))

test.each([
  new Error('duplicate key value violates unique constraint'),
  new TypeError('x is undefined'),
  'text',
])('%s is no outage', error => expect(isAway(error)).toBe(false))

test('an outage is told once and again after half a minute, other errors every time', () => {
  const told: string[] = []
  let now = 0
  const sort = sortErrors({ failed: () => told.push('failed'), away: () => told.push('away') }, () => now)
  const lost = new Error('Connection terminated unexpectedly')
  for (let i = 0; i < 10; i++) sort(lost)
  sort(new Error('something else'))
  now = 31_000
  sort(lost)
  expect(told).toEqual(['away', 'failed', 'away'])
})
