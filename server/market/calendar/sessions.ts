import { barOpen, type Timeframe, timeframeMs } from '../../../sandbox/ir/timeframe'
import type { Calendar, CalendarId } from './calendar'

export const DAY_MS = timeframeMs['1d']

/** One day's trading, in UTC ms. */
export interface Session {
  readonly open: number
  readonly close: number
}

export interface Sessions {
  readonly id: CalendarId
  readonly title: string
  readonly zone: string
  /** Trading on a day, counted from the epoch's; null when there is none. It lies within that day in UTC. */
  readonly on: (day: number) => Session | null
  /** Of an ordinary day and an ordinary year. */
  readonly minutesADay: number
  readonly daysAYear: number
}

/** A closed stretch longer than this is a mistake in a calendar, not a holiday. */
const LONGEST_CLOSURE_DAYS = 60

/** A calendar of a market that trades once a day. What it is told of a day is remembered. */
export function sessionCalendar({ id, title, zone, on, minutesADay, daysAYear }: Sessions): Calendar {
  const known = new Map<number, Session | null>()
  const sessionOn = (day: number): Session | null => {
    let session = known.get(day)
    if (session === undefined) {
      session = on(day)
      known.set(day, session)
    }
    return session
  }
  const dayOf = (time: number): number => Math.floor(time / DAY_MS)

  /** The part of a day that bars at `time` are counted in: before the session, in it, after it, or all of a day without. */
  function partAt(time: number): { readonly from: number; readonly to: number; readonly anchor: number } {
    const day = dayOf(time)
    const [midnight, next] = [day * DAY_MS, (day + 1) * DAY_MS]
    const session = sessionOn(day)
    if (!session) return { from: midnight, to: next, anchor: midnight }
    if (time < session.open) return { from: midnight, to: session.open, anchor: session.open }
    if (time < session.close) return { from: session.open, to: session.close, anchor: session.open }
    return { from: session.close, to: next, anchor: session.close }
  }

  /** Days and weeks that hold a session, by their opens in [from, to). */
  function* longBars(timeframe: '1d' | '1w', from: number, to: number): Generator<number> {
    const length = timeframeMs[timeframe]
    for (let open = firstOpen(timeframe, from); open < to; open += length)
      for (let day = dayOf(open); day < dayOf(open + length); day++)
        if (sessionOn(day)) {
          yield open
          break
        }
  }

  /** The sessions that bars which open in [from, to) can be of. */
  function* sessionsIn(from: number, to: number): Generator<Session> {
    for (let day = dayOf(from); day * DAY_MS < to; day++) {
      const session = sessionOn(day)
      if (session && session.close > from && session.open < to) yield session
    }
  }

  function* expected(timeframe: Timeframe, from: number, to: number): Generator<number> {
    if (isLong(timeframe)) return yield* longBars(timeframe, from, to)
    const length = timeframeMs[timeframe]
    for (const { open, close } of sessionsIn(from, to)) {
      const end = Math.min(close, to)
      for (let at = open + barsUpTo(open, from, length) * length; at < end; at += length) yield at
    }
  }

  return {
    id,
    title,
    zone,
    isOpen: time => {
      const session = sessionOn(dayOf(time))
      return session !== null && time >= session.open && time < session.close
    },
    open: (time, timeframe) => {
      if (isLong(timeframe)) return barOpen(time, timeframe)
      const length = timeframeMs[timeframe]
      const { from, anchor } = partAt(time)
      return Math.max(from, anchor + Math.floor((time - anchor) / length) * length)
    },
    end: (open, timeframe) => {
      const length = timeframeMs[timeframe]
      if (isLong(timeframe)) return open + length
      const { to, anchor } = partAt(open)
      return Math.min(to, anchor + (Math.floor((open - anchor) / length) + 1) * length)
    },
    expected,
    count: (timeframe, from, to) => {
      let count = 0
      if (isLong(timeframe)) for (const _ of longBars(timeframe, from, to)) count++
      else {
        const length = timeframeMs[timeframe]
        for (const { open, close } of sessionsIn(from, to))
          count += Math.max(0, barsUpTo(open, Math.min(close, to), length) - barsUpTo(open, from, length))
      }
      return count
    },
    nextOpen: (time, timeframe) => {
      for (const open of expected(timeframe, time, time + LONGEST_CLOSURE_DAYS * DAY_MS)) return open
      throw new Error(`The calendar ${id} has no session in ${LONGEST_CLOSURE_DAYS} days.`)
    },
    periodsPerYear: timeframe => {
      if (timeframe === '1w') return 365 / 7
      if (timeframe === '1d') return daysAYear
      return daysAYear * Math.ceil((minutesADay * timeframeMs['1m']) / timeframeMs[timeframe])
    },
  }
}

const isLong = (timeframe: Timeframe): timeframe is '1d' | '1w' => timeframe === '1d' || timeframe === '1w'

/** The first open of a day or week that is not before `time`. */
const firstOpen = (timeframe: '1d' | '1w', time: number): number =>
  barOpen(time + timeframeMs[timeframe] - 1, timeframe)

/** How many bars of a session open before `time`. */
const barsUpTo = (open: number, time: number, length: number): number =>
  Math.max(0, Math.ceil((time - open) / length))
