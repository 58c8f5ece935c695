import type pg from 'pg'
import type { BarColumns } from '../../../sandbox/ir/bars'
import { barOpen, TIMEFRAMES, type Timeframe, timeframeMs } from '../../../sandbox/ir/timeframe'
import type { CalendarId } from '../calendar/calendar'
import { FILES } from '../market'
import { VenueProblem } from '../problem'
import type { Instrument, MarketProvider } from '../provider'
import { rowsOf } from '../store/columns'
import { BARS_PER_PERIOD, periodMs } from '../store/period'
import type { BarStore } from '../store/store'
import { storedVenue } from './names'

export interface FilesParts {
  readonly pool: Pick<pg.Pool, 'query'>
  readonly store: BarStore
  /** UTC ms. */
  readonly now: () => number
}

/** Periods of the store in a page of history. */
const PERIODS_A_PAGE = 8
const FAR = 8.64e15

interface SymbolRow {
  readonly symbol: string
  readonly name: string
  readonly currency: string
  readonly calendar: CalendarId
  readonly decimals: number
  readonly lot: number
  readonly minNotional: number
  readonly source: string
  readonly firstTime: string
}

/** The files of a workspace as a venue: bars that are there, and no more of them until another file is imported. */
export function filesProvider(workspaceId: string, { pool, store, now }: FilesParts): MarketProvider {
  const storedAs = storedVenue(workspaceId)

  async function instruments(): Promise<Instrument[]> {
    const { rows } = await pool.query<SymbolRow>(
      `select symbol, name, currency, calendar, decimals, lot, "minNotional", source, "firstTime"
       from "ImportedSymbol" where "workspaceId" = $1 order by symbol`,
      [workspaceId],
    )
    return rows.map(row => ({
      venue: FILES,
      symbol: row.symbol,
      name: row.name,
      sector: 'Imported',
      currency: row.currency,
      tick: Number((1 / 10 ** row.decimals).toFixed(row.decimals)),
      decimals: row.decimals,
      lot: row.lot,
      minNotional: row.minNotional,
      calendar: row.calendar,
      listedAt: Number(row.firstTime),
      delistedAt: null,
      simulated: false,
      // A file does not move.
      status: 'halted',
    }))
  }

  /** An open from which on the series has at least `count` bars before `until`; all of it where it has fewer. */
  async function startOf(
    symbol: string,
    timeframe: Timeframe,
    until: number,
    count: number,
  ): Promise<number> {
    const { rows } = await pool.query<{ known: boolean; start: string | null }>(
      `select true as known, (
         select start from (
           select c.start, sum(c.bars) over (order by c.start desc) as sum from "BarSeries" b
           join "BarChunk" c on c."seriesId" = b.id and c."firstTime" < $4::bigint
           where b.venue = $2 and b.symbol = s.symbol and b.timeframe = $3
         ) counted where sum - $5 >= $6 order by start desc limit 1
       ) as start from "ImportedSymbol" s where s."workspaceId" = $1 and s.symbol = $7`,
      // the chunk that `until` lies in may hold bars from there on, which do not count
      [workspaceId, storedAs, timeframe, whole(until), BARS_PER_PERIOD, count, symbol],
    )
    if (!rows[0]) throw unknown(symbol)
    return rows[0].start === null ? -FAR : Number(rows[0].start)
  }

  /** Bars that open before `end`, at most `count`, the newest. */
  async function lastBars(
    symbol: string,
    timeframe: Timeframe,
    end: number,
    count: number,
  ): Promise<BarColumns> {
    const from = await startOf(symbol, timeframe, end, count)
    const bars = await store.load({ venue: storedAs, symbol, timeframe }, from, end)
    return rowsOf(bars, Math.max(0, bars.time.length - count), bars.time.length)
  }

  /** The first open after the last bar that is over at `moment`. */
  const endAt = (timeframe: Timeframe, moment: number): number =>
    Math.min(moment, now()) - timeframeMs[timeframe] + 1

  return {
    venue: FILES,
    storedAs,
    computed: true,
    live: false,
    timeframes: TIMEFRAMES,
    instruments,
    now,
    latestBar: async timeframe => {
      const { rows } = await pool.query<{ last: string | null }>(
        `select max(c."lastTime") as last from "BarSeries" s join "BarChunk" c on c."seriesId" = s.id
         where s.venue = $1 and s.timeframe = $2`,
        [storedAs, timeframe],
      )
      const last = rows[0]?.last
      return last === null || last === undefined
        ? null
        : Math.min(Number(last), barOpen(now(), timeframe) - timeframeMs[timeframe])
    },
    barsBefore: (symbol, timeframe, until, count) =>
      lastBars(symbol, timeframe, endAt(timeframe, until), Math.max(0, count)),
    async *history(symbol, timeframe, from, to, signal) {
      const end = Math.min(to, endAt(timeframe, now()))
      if (!(await instruments()).some(each => each.symbol === symbol)) throw unknown(symbol)
      const key = { venue: storedAs, symbol, timeframe }
      const [summary] = await store.summaries(key)
      if (!summary || summary.first === null || summary.last === null) return
      const last = Math.min(end, summary.last + 1)
      const step = PERIODS_A_PAGE * periodMs(timeframe)
      for (let at = Math.max(from, summary.first); at < last; at += step) {
        signal?.throwIfAborted()
        const bars = await store.load(key, at, Math.min(last, at + step))
        if (bars.time.length > 0) yield bars
      }
    },
    forming: symbol => Promise.reject(still(symbol)),
    livePrices: async () => [],
    dayTickers: async () => [],
    stream: symbols => Promise.reject(still(symbols[0] ?? 'a file')),
  }
}

const whole = (time: number): number => Math.ceil(Math.min(Math.max(time, -FAR), FAR))

const unknown = (symbol: string): VenueProblem =>
  new VenueProblem('refused', `No file of this workspace has the symbol ${symbol}.`)

const still = (symbol: string): VenueProblem =>
  new VenueProblem(
    'refused',
    `${symbol} comes from a file, and files don’t move: they have neither forming bars nor a stream.`,
  )
