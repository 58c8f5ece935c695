// Which instruments a universe holds at a moment. Nothing here knows more than was known then.
import type { BarColumns } from '../../../sandbox/ir/bars'
import { timeframeMs } from '../../../sandbox/ir/timeframe'
import type { Instrument } from '../provider'
import { daysOf, type Universe, type UniverseStep } from './chain'
import { lastPrice, quoteVolume, spread, volatility } from './facts'

/** What a chain asks of the world. */
export interface UniverseWorld {
  /** UTC ms. Bars that have closed by then are known. */
  readonly at: number
  /** The last `days` closed daily bars of a symbol. */
  readonly dailyBars: (symbol: string, days: number) => Promise<BarColumns>
  /** What the newest run by then of a screen matched; null: there is no such run, or no such screen here. */
  readonly matchedBy: (screenId: string) => Promise<ReadonlySet<string> | null>
}

export interface StepCount {
  /** Instruments that are left after it. */
  readonly kept: number
  /** Among those it took out, how many for want of data. */
  readonly unknown: number
}

export interface Resolved {
  /** Listed at that moment. */
  readonly listed: number
  readonly steps: readonly StepCount[]
  /** By symbol. */
  readonly instruments: readonly Instrument[]
  /** Daily bars that were looked at, by symbol, of all that are left. */
  readonly bars: ReadonlyMap<string, BarColumns>
}

/** Bars loaded at a time. */
const TOGETHER = 16

export async function resolveUniverse(
  universe: Universe,
  instruments: readonly Instrument[],
  world: UniverseWorld,
  /** Days of bars that the caller wants of those that are left, whatever the chain needs. */
  wanted = 0,
): Promise<Resolved> {
  const days = Math.max(daysOf(universe), wanted)
  const bars = new Map<string, BarColumns>()
  const load = async (of: readonly Instrument[]) => {
    const missing = of.filter(({ symbol }) => !bars.has(symbol))
    for (let from = 0; from < missing.length; from += TOGETHER)
      await Promise.all(
        missing.slice(from, from + TOGETHER).map(async ({ symbol }) => {
          bars.set(symbol, await world.dailyBars(symbol, days))
        }),
      )
  }
  let left = instruments
    .filter(each => isListed(each, world.at))
    .sort((a, b) => (a.symbol < b.symbol ? -1 : a.symbol > b.symbol ? 1 : 0))
  const listed = left.length
  const steps: StepCount[] = []
  for (const step of universe.steps) {
    if (needsBars(step)) await load(left)
    const { kept, unknown } = await keep(step, left, bars, world)
    left = kept
    steps.push({ kept: kept.length, unknown })
  }
  if (wanted > 0) await load(left)
  return {
    listed,
    steps,
    instruments: left,
    bars: new Map(
      left.flatMap(({ symbol }) => {
        const found = bars.get(symbol)
        return found ? [[symbol, found] as const] : []
      }),
    ),
  }
}

const isListed = ({ listedAt, delistedAt }: Instrument, at: number): boolean =>
  (listedAt === null || listedAt <= at) && (delistedAt === null || delistedAt > at)

const needsBars = (step: UniverseStep): boolean => 'days' in step || step.kind === 'price'

interface Kept {
  readonly kept: Instrument[]
  readonly unknown: number
}

async function keep(
  step: UniverseStep,
  left: readonly Instrument[],
  bars: ReadonlyMap<string, BarColumns>,
  world: UniverseWorld,
): Promise<Kept> {
  const fact = (of: (bars: BarColumns) => number | null) => (instrument: Instrument) => {
    const known = bars.get(instrument.symbol)
    return known ? of(known) : null
  }
  switch (step.kind) {
    case 'symbols':
      return chosen(left, new Set(step.symbols), true)
    case 'without':
      return chosen(left, new Set(step.symbols), false)
    case 'sectors':
      return where(left, each => step.sectors.includes(each.sector))
    case 'currency':
      return where(left, each => step.currencies.includes(each.currency))
    case 'volumeRank':
      return ranked(
        left,
        fact(known => quoteVolume(known, step.days)),
        step.top,
      )
    case 'volume':
      return within(
        left,
        fact(known => quoteVolume(known, step.days)),
        step,
      )
    case 'price':
      return within(left, fact(lastPrice), step)
    case 'age':
      return within(left, each => ageDays(each, world.at), step)
    case 'spread':
      return within(
        left,
        fact(known => times(spread(known, step.days), 10_000)),
        step,
      )
    case 'volatility':
      return within(
        left,
        fact(known => times(volatility(known, step.days), 100)),
        step,
      )
    case 'screen': {
      const matched = await world.matchedBy(step.screenId)
      if (!matched) return { kept: [], unknown: left.length }
      return chosen(left, matched, step.keep === 'matched')
    }
    case 'sample':
      return where(left, each => lot(each.symbol) < step.percent / 100)
  }
}

/** Days since the listing; null where the venue does not say. */
export const ageDays = ({ listedAt }: Instrument, at: number): number | null =>
  listedAt === null ? null : (at - listedAt) / timeframeMs['1d']

const times = (value: number | null, factor: number) => (value === null ? null : value * factor)

const where = (left: readonly Instrument[], keeps: (instrument: Instrument) => boolean): Kept => ({
  kept: left.filter(keeps),
  unknown: 0,
})

const chosen = (left: readonly Instrument[], symbols: ReadonlySet<string>, keeps: boolean): Kept =>
  where(left, ({ symbol }) => symbols.has(symbol) === keeps)

type Fact = (instrument: Instrument) => number | null

function within(
  left: readonly Instrument[],
  fact: Fact,
  { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY }: { least?: number; most?: number },
): Kept {
  let unknown = 0
  const kept = left.filter(each => {
    const value = fact(each)
    if (value === null) unknown++
    return value !== null && least <= value && value <= most
  })
  return { kept, unknown }
}

/** The best `top`; among equals the first by symbol. Still by symbol. */
function ranked(left: readonly Instrument[], fact: Fact, top: number): Kept {
  const known = left.flatMap(each => {
    const value = fact(each)
    return value === null ? [] : [{ each, value }]
  })
  const best = new Set(
    [...known]
      .sort((a, b) => b.value - a.value)
      .slice(0, top)
      .map(({ each }) => each),
  )
  return { kept: left.filter(each => best.has(each)), unknown: left.length - known.length }
}

/** A symbol's place in [0, 1): FNV-1a of its letters, so that it never changes. */
function lot(symbol: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < symbol.length; i++) hash = Math.imul(hash ^ symbol.charCodeAt(i), 0x01000193)
  return (hash >>> 0) / 2 ** 32
}
