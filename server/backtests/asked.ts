// What backtests and searches are asked for alike: what is run, where, over which bars.
import type { ParamValue } from '../../sandbox/ir/program'
import type { Timeframe } from '../../sandbox/ir/timeframe'
import { refuseFields } from '../errors'
import type { Prisma } from '../generated/prisma/client'
import type { Market } from '../market/market'
import type { Instrument, MarketProvider } from '../market/provider'
import { type Universe, universeSchema } from '../market/universe/chain'
import { keptSettings, type Leaving } from './leaving'
import type { Tier } from './limits'
import type { Version } from './subject'

export interface RunAsked {
  readonly workspace: { readonly id: string; readonly tier: Tier }
  readonly strategyId: string
  /** Undefined: the newest version that compiles. */
  readonly versionId?: string | undefined
  readonly name?: string | undefined
  readonly venue: string
  readonly timeframe: Timeframe
  readonly universe: Universe
  readonly params: Readonly<Record<string, ParamValue>>
  readonly createdBy: string | null
}

/** The venue that is asked for, with bars as long as they are asked for. */
export function venueOf(market: Market, { workspace, venue, timeframe }: RunAsked): MarketProvider {
  const provider =
    market.at(venue, workspace.id) ??
    refuseFields({
      venue: `There is no venue ${venue}. Choose one of: ${market.venuesOf(workspace.id).join(', ')}.`,
    })
  if (!provider.timeframes.includes(timeframe))
    refuseFields({
      timeframe: `${venue} has no ${timeframe} bars. It has ${provider.timeframes.join(', ')}.`,
    })
  return provider
}

/** What a run is called that was given no name. */
export function usualName(
  { number, strategy }: Version,
  { venue, timeframe }: Pick<RunAsked, 'venue' | 'timeframe'>,
  instruments: readonly Instrument[],
): string {
  const [only] = instruments
  const what = instruments.length === 1 && only ? only.symbol : `${instruments.length} symbols`
  // what tells runs of one strategy apart comes first: a list has room for that much
  return `${what} ${timeframe}, ${strategy.name} v${number} at ${venue}`.slice(0, 120)
}

/** What is read of a stored run to ask for the same again. */
export const askedFields = {
  strategyId: true,
  versionId: true,
  name: true,
  venue: true,
  timeframe: true,
  universe: true,
  params: true,
  settings: true,
  from: true,
  to: true,
} as const

interface Stored {
  readonly strategyId: string
  readonly versionId: string
  readonly name: string
  readonly venue: string
  readonly timeframe: string
  readonly universe: Prisma.JsonValue
  readonly params: Prisma.JsonValue
  readonly settings: Prisma.JsonValue
  readonly from: Date
  readonly to: Date
}

/** The same question as a stored run's. */
export const askedBy = (row: Stored) => ({
  strategyId: row.strategyId,
  versionId: row.versionId,
  name: row.name,
  venue: row.venue,
  timeframe: row.timeframe as Timeframe, // checked when it was asked for
  universe: universeSchema.parse(row.universe),
  params: row.params as Readonly<Record<string, ParamValue>>, // likewise
  settings: storedSettings(row),
})

/** The settings of a row, with its period. */
export const storedSettings = ({ settings, from, to }: Pick<Stored, 'settings' | 'from' | 'to'>): Leaving =>
  keptSettings({ ...(settings as object), from: from.getTime(), to: to.getTime() })
