import type { Assumption } from '../engine/report/assumptions'
import type { PrismaClient } from '../generated/prisma/client'
import type { Instrument, MarketProvider } from '../market/provider'
import type { BarSource } from '../market/source/source'
import type { Universe } from '../market/universe/chain'
import { universeAt } from '../screens/universe'

export interface UniverseAsked {
  readonly workspaceId: string
  readonly provider: MarketProvider
  readonly source: Pick<BarSource, 'barsBefore'>
  readonly universe: Universe
  /** UTC ms: when the period begins. */
  readonly from: number
}

/**
 * The instruments a backtest trades: those the universe held when the period began, so that none of them is there because it
 * lived or did well later. A file does not tell when its symbol was listed, only where the file begins; so files are there from the start.
 */
export async function instrumentsFrom(
  db: PrismaClient,
  { workspaceId, provider, source, universe, from }: UniverseAsked,
): Promise<readonly Instrument[]> {
  const unlisted: MarketProvider = {
    ...provider,
    instruments: async () => (await provider.instruments()).map(each => ({ ...each, listedAt: null })),
  }
  const of = { workspaceId, provider: provider.live ? provider : unlisted, source, universe }
  return (await universeAt(db, of, from)).instruments
}

/** Why a universe was empty at the start, as far as it can be told. */
export async function whyEmpty({ provider, universe, from }: UniverseAsked): Promise<string> {
  const named = new Set(universe.steps.flatMap(step => (step.kind === 'symbols' ? step.symbols : [])))
  const known = (await provider.instruments()).filter(({ symbol }) => named.has(symbol))
  const later = known.flatMap(({ symbol, listedAt }) =>
    listedAt !== null && listedAt > from ? [{ symbol, listedAt }] : [],
  )
  const [first] = later.sort((a, b) => a.listedAt - b.listedAt)
  if (first) return `${first.symbol} was listed on ${day(first.listedAt)}. Begin then or later.`
  if (named.size > 0 && known.length === 0)
    return `${provider.venue} has no symbol ${[...named].slice(0, 3).join(', ')}. Choose others.`
  return `The universe held no symbol on ${day(from)}. Begin later, or loosen its filters.`
}

const day = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** What a report says of where its symbols came from. */
export const universeAssumption = (
  { live }: Pick<MarketProvider, 'live'>,
  { steps }: Universe,
  from: number,
): Assumption => ({
  id: 'universe',
  text: !live
    ? 'The symbols are those that were imported. Files do not tell what else was traded then, so nothing guards against having chosen the survivors.'
    : steps.some(({ kind }) => kind === 'symbols')
      ? `The symbols were named by hand, and taken where they were listed on ${day(from)}. Whoever named them may have known how they did.`
      : `The symbols are those the universe held on ${day(from)}, when the period began: none is there because it did well later, and one that went is traded to its last bar.`,
  trades: null,
})
