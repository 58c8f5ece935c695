import { refuse } from '../../errors'
import type { Prisma } from '../../generated/prisma/client'

export type Tier = 'free' | 'pro' | 'elite'

interface Quota {
  readonly symbols: number
  /** Of all symbols together, in the files' own timeframes. */
  readonly bars: number
}

/** How much of their own a workspace may keep. */
export const QUOTAS: Readonly<Record<Tier, Quota>> = {
  free: { symbols: 25, bars: 5_000_000 },
  pro: { symbols: 250, bars: 50_000_000 },
  elite: { symbols: 2_500, bars: 500_000_000 },
}

export interface Room {
  /** Bars that one more file may have. */
  readonly bars: number
  readonly symbol: { readonly timeframe: string; readonly bars: number } | null
}

/** What a file for `symbol` may still bring. Refuses where there is no place for another symbol. */
export async function roomFor(
  db: Pick<Prisma.TransactionClient, 'importedSymbol'>,
  {
    workspaceId,
    tier,
    symbol,
  }: { readonly workspaceId: string; readonly tier: Tier; readonly symbol: string },
): Promise<Room> {
  const quota = QUOTAS[tier]
  const kept = await db.importedSymbol.findMany({
    where: { workspaceId },
    select: { symbol: true, timeframe: true, bars: true },
  })
  const own = kept.find(each => each.symbol === symbol) ?? null
  if (!own && kept.length >= quota.symbols)
    refuse(
      'TIER_LIMIT',
      `The ${tier} plan keeps ${quota.symbols} imported symbols, and all are in use. Remove one, or move to a larger plan.`,
      { limit: quota.symbols },
    )
  const others = kept.reduce((sum, each) => sum + (each === own ? 0 : each.bars), 0)
  return { bars: Math.max(0, quota.bars - others), symbol: own }
}

export function refuseBars(tier: Tier, room: number): never {
  refuse(
    'TIER_LIMIT',
    `The ${tier} plan keeps ${QUOTAS[tier].bars.toLocaleString('en-US')} imported bars, and ${room.toLocaleString('en-US')} of them are free for this file. Import a shorter one, remove a symbol, or move to a larger plan.`,
    { limit: QUOTAS[tier].bars, room },
  )
}
