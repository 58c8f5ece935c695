import { setImmediate as breathe } from 'node:timers/promises'
import type { BarColumns } from '../../sandbox/ir/bars'
import { type Timeframe, timeframeMs } from '../../sandbox/ir/timeframe'
import { VenueProblem } from '../market/problem'
import type { MarketProvider } from '../market/provider'
import type { BarSource } from '../market/source/source'
import { joinedBars } from '../market/store/columns'
import { flawOf } from './flaw'

/** Bars of a symbol whose prices came in an order that decides, by their opens. */
export interface FinerAsked {
  readonly symbol: string
  readonly opens: readonly number[]
}

export interface FinerGiven {
  readonly symbol: string
  readonly bars: BarColumns
}

export interface FinerSource {
  readonly source: Pick<BarSource, 'barsBefore'>
  readonly provider: MarketProvider
  readonly timeframe: Timeframe
  readonly signal: AbortSignal
}

/** Each bar is a question to the venue; beyond these it stays open which price came first. */
const MOST = 500

const FINER: Readonly<Record<Timeframe, Timeframe | null>> = {
  '1m': null,
  '5m': '1m',
  '15m': '1m',
  '30m': '1m',
  '1h': '1m',
  '4h': '1m',
  '1d': '5m',
  '1w': '30m',
}

/** The bars that are looked into: the first ones of all that were asked for. */
export function withinMost(asked: readonly FinerAsked[]): readonly FinerAsked[] {
  let left = MOST
  return asked.flatMap(({ symbol, opens }) => {
    const taken = opens.slice(0, left)
    left -= taken.length
    return taken.length > 0 ? [{ symbol, opens: taken }] : []
  })
}

/** What happened inside those bars, where the venue tells: a file holds no more than it was imported with. */
export async function finerBars(
  { source, provider, timeframe, signal }: FinerSource,
  asked: readonly FinerAsked[],
): Promise<readonly FinerGiven[]> {
  const finer = FINER[timeframe]
  if (!finer || !provider.live || !provider.timeframes.includes(finer)) return []
  const length = timeframeMs[timeframe]
  const given: FinerGiven[] = []
  for (const { symbol, opens } of withinMost(asked)) {
    const parts: BarColumns[] = []
    for (const open of opens) {
      signal.throwIfAborted()
      await breathe()
      const count = length / timeframeMs[finer]
      try {
        parts.push(await source.barsBefore(provider, symbol, finer, open + length, count, signal))
      } catch (error) {
        // what the venue does not have stays open; whether it will be reachable must not decide a result
        if (!(error instanceof VenueProblem) || error.trouble === 'unreachable') throw error
      }
    }
    const bars = joinedBars(parts)
    if (bars.time.length > 0 && flawOf(bars) === null) given.push({ symbol, bars })
  }
  return given
}
