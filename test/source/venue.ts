// A venue that remembers what it was asked, may fail, and has holes; its bars are the simulated market's.
import type { BarColumns } from '@/sandbox/ir/bars'
import type { Timeframe } from '@/sandbox/ir/timeframe'
import { VenueProblem } from '@/server/market/problem'
import type { MarketProvider } from '@/server/market/provider'
import { simulatedProvider } from '@/server/market/simulated/provider'
import type { Stretch } from '@/server/market/store/series'
import { pick } from '../store/bars'

export const SYMBOL = 'ANVILUSD'
export const NOW = Date.UTC(2026, 10, 20, 10, 7, 33)

export interface TestVenue extends MarketProvider {
  /** Every page and answer it gave, as the stretch it lay in. */
  readonly asked: (Stretch & { readonly timeframe: Timeframe })[]
  /** How many more answers it gives before it fails once; null: all. */
  fails: { after: number; problem: VenueProblem } | null
}

let venues = 0

export function testVenue({
  page = 500,
  hole = () => false,
  computed = false,
  now = () => NOW,
}: {
  readonly page?: number
  readonly hole?: (time: number) => boolean
  readonly computed?: boolean
  readonly now?: () => number
} = {}): TestVenue {
  const truth = simulatedProvider(now)
  const name = `test${++venues}`
  const answer = (timeframe: Timeframe, bars: BarColumns): BarColumns => {
    if (venue.fails && venue.fails.after-- <= 0) {
      const { problem } = venue.fails
      venue.fails = null
      throw problem
    }
    if (bars.time.length > 0) venue.asked.push({ timeframe, from: bars.time[0]!, to: bars.time.at(-1)! + 1 })
    return pick(
      bars,
      [...bars.time.keys()].filter(row => !hole(bars.time[row]!)),
    )
  }
  const venue: TestVenue = {
    ...truth,
    venue: name,
    storedAs: name,
    computed,
    asked: [],
    fails: null,
    barsBefore: async (...question) => answer(question[1], await truth.barsBefore(...question)),
    history: async function* (...question) {
      for await (const bars of truth.history(...question))
        for (let row = 0; row < bars.time.length; row += page) {
          const rows = Array.from({ length: Math.min(page, bars.time.length - row) }, (_, k) => row + k)
          yield answer(question[1], pick(bars, rows))
        }
    },
  }
  return venue
}

export const down = () => new VenueProblem('unreachable', 'The venue failed (503).')
