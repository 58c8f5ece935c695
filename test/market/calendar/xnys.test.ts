import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { xnys } from '@/server/market/calendar/xnys'

const DAY = 86_400_000
const HOUR = 3_600_000
const at = (text: string) => Date.parse(text)
const days = (from: string, to: string) =>
  [...xnys.expected('1d', at(from), at(to))].map(time => new Date(time).toISOString().slice(0, 10))
/** Weekdays of a year without trading. */
const closed = (year: number) => {
  const open = new Set(xnys.expected('1d', Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)))
  const dates = []
  for (let time = Date.UTC(year, 0, 1); time < Date.UTC(year + 1, 0, 1); time += DAY)
    if (![0, 6].includes(new Date(time).getUTCDay()) && !open.has(time))
      dates.push(new Date(time).toISOString().slice(5, 10))
  return dates
}
/** Days of a year that end early, and when in UTC. */
const early = (year: number) => {
  const found: string[] = []
  for (const day of xnys.expected('1d', Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1))) {
    const minutes = [...xnys.expected('1m', day, day + DAY)]
    if (minutes.length < 390) found.push(new Date(minutes.at(-1)! + 60_000).toISOString().slice(5, 16))
  }
  return found
}

describe('the calendar of the New York Stock Exchange', () => {
  test.each([
    [1990, 253],
    [1994, 252],
    [1996, 254],
    [1998, 252],
    [2001, 248],
    [2004, 252],
    [2007, 251],
    [2008, 253],
    [2012, 250],
    [2018, 251],
    [2020, 253],
    [2021, 252],
    [2022, 251],
    [2023, 250],
    [2024, 252],
    [2025, 250],
  ])('%i has %i trading days', (year, count) => {
    expect(xnys.count('1d', Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1))).toBe(count)
  })

  test.each([
    [2011, '01-17 02-21 04-22 05-30 07-04 09-05 11-24 12-26'],
    [2021, '01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24'],
    [2022, '01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26'],
    [2023, '01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25'],
    [2024, '01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25'],
    [2025, '01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25'],
    [2026, '01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25'],
    [2027, '01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24'],
  ])('in %i it is closed on %s', (year, dates) => {
    expect(closed(year)).toEqual(dates.split(' '))
  })

  test.each([
    [1990, ['12-24T19:00']],
    [1992, ['11-27T19:00', '12-24T19:00']],
    [1999, ['11-26T18:00', '12-31T18:00']],
    [2002, ['07-05T17:00', '11-29T18:00', '12-24T18:00']],
    [2003, ['07-03T17:00', '11-28T18:00', '12-24T18:00', '12-26T18:00']],
    [2013, ['07-03T17:00', '11-29T18:00', '12-24T18:00']],
    [2020, ['11-27T18:00', '12-24T18:00']],
    [2021, ['11-26T18:00']],
    [2024, ['07-03T17:00', '11-29T18:00', '12-24T18:00']],
    [2026, ['11-27T18:00', '12-24T18:00']],
  ])('in %i its short days end at %j', (year, ends) => {
    expect(early(year)).toEqual(ends)
  })

  test('a September of mourning lost four days', () => {
    expect(days('2001-09-08', '2001-09-20')).toEqual(['2001-09-10', '2001-09-17', '2001-09-18', '2001-09-19'])
  })

  test('sessions follow the clocks of New York, not those of UTC', () => {
    const opens = (from: string, to: string) =>
      [...xnys.expected('1d', at(from), at(to))].map(day =>
        new Date(xnys.nextOpen(day, '1m')).toISOString().slice(0, 16),
      )
    expect(opens('2024-03-08', '2024-03-12')).toEqual(['2024-03-08T14:30', '2024-03-11T13:30'])
    expect(opens('2024-11-01', '2024-11-05')).toEqual(['2024-11-01T13:30', '2024-11-04T14:30'])
    // Up to 2006 the clocks were set in April and October.
    expect(opens('2006-03-31', '2006-04-04')).toEqual(['2006-03-31T14:30', '2006-04-03T13:30'])
  })

  test('it is open from the first to the last minute of a session alone', () => {
    const [open, close] = [at('2024-06-18T13:30Z'), at('2024-06-18T20:00Z')]
    expect([open - 1, open, close - 1, close].map(xnys.isOpen)).toEqual([false, true, true, false])
    expect(xnys.isOpen(at('2024-06-19T15:00Z'))).toBe(false)
    expect(xnys.isOpen(at('2024-06-22T15:00Z'))).toBe(false)
  })

  test('hours are counted from the session’s open, and its close cuts the last one', () => {
    const [from, to] = [at('2024-07-02'), at('2024-07-04')]
    const times = [...xnys.expected('4h', from, to)]
    expect(times.map(time => new Date(time).toISOString().slice(5, 16))).toEqual([
      '07-02T13:30',
      '07-02T17:30',
      '07-03T13:30',
    ])
    expect(times.map(open => (xnys.end(open, '4h') - open) / HOUR)).toEqual([4, 2.5, 3.5])
    expect(xnys.count('1h', from, to)).toBe(7 + 4)
    expect(xnys.open(at('2024-07-02T19:59:59Z'), '1h')).toBe(at('2024-07-02T19:30Z'))
    expect(xnys.end(at('2024-07-02T19:30Z'), '1h')).toBe(at('2024-07-02T20:00Z'))
  })

  test('trades before and after the session make bars of their own', () => {
    expect(xnys.open(at('2024-07-02T13:29Z'), '1h')).toBe(at('2024-07-02T12:30Z'))
    expect(xnys.open(at('2024-07-02T20:00Z'), '4h')).toBe(at('2024-07-02T20:00Z'))
    expect(xnys.end(at('2024-07-02T20:00Z'), '4h')).toBe(at('2024-07-03T00:00Z'))
  })

  test('a day is named by its midnight and a week by its Monday, holiday or not', () => {
    expect(xnys.open(at('2024-07-02T19:00Z'), '1d')).toBe(at('2024-07-02'))
    // Labor Day
    expect([...xnys.expected('1w', at('2024-09-01'), at('2024-09-10'))]).toEqual([
      at('2024-09-02'),
      at('2024-09-09'),
    ])
    expect(xnys.nextOpen(at('2024-12-25'), '1d')).toBe(at('2024-12-26'))
    expect(xnys.nextOpen(at('2024-11-29T18:00Z'), '1m')).toBe(at('2024-12-02T14:30Z'))
  })

  test('a year of minutes asks for the clocks of New York once a day at most', () => {
    const [from, to] = [Date.UTC(2031, 0, 1), Date.UTC(2032, 0, 1)]
    const asked = vi.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts')
    let minutes = 0
    for (const minute of xnys.expected('1m', from, to)) if (xnys.isOpen(minute)) minutes++
    expect(asked.mock.calls.length).toBeLessThanOrEqual(365)
    asked.mockRestore()
    expect(minutes).toBe(xnys.count('1m', from, to))
    expect(minutes).toBeGreaterThan(248 * 390)
  })

  test('yearly figures stand on 252 sessions', () => {
    expect(
      (['1m', '5m', '15m', '30m', '1h', '4h', '1d'] as const).map(each => xnys.periodsPerYear(each) / 252),
    ).toEqual([390, 78, 26, 13, 7, 2, 1])
  })
})

const shared = process.env.SLUICE_SHARED ?? resolve(import.meta.dirname, '../../../../shared')
const csv = (name: string) => resolve(shared, 'data', `${name}.csv`)
const DAILY = ['orcl-1d-yahoo', 'lean-spy-1d']

test.skipIf(!existsSync(csv('lean-spy-1d'))).each(DAILY)('agrees with every day of %s', name => {
  const rows = readFileSync(csv(name), 'utf8').trim().split('\n').slice(1)
  const times = rows.map(row => Number(row.split(',')[0]))
  expect([...xnys.expected('1d', times[0]!, times.at(-1)! + DAY)]).toEqual(times)
})
