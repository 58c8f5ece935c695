// A document that nobody has saved, judged over a universe as it stands now: for whoever is writing it.
import { setImmediate as breathe } from 'node:timers/promises'
import { catalogue } from '../../sandbox/catalogue'
import type { Program } from '../../sandbox/ir/program'
import { type Timeframe, timeframeMs } from '../../sandbox/ir/timeframe'
import { systemClock } from '../clock'
import { type Candidate, judgeBatch } from '../engine/judge'
import { openScreen, rankRows, type ScreenRow } from '../engine/screen'
import { refuse } from '../errors'
import type { PrismaClient } from '../generated/prisma/client'
import type { MarketProvider } from '../market/provider'
import type { BarSource } from '../market/source/source'
import type { Universe } from '../market/universe/chain'
import { lastClosedBar } from '../scheduler/due'
import { scriptsInGuests } from './scripts'
import { supplyBars } from './supply'
import { universeAt } from './universe'

/** Symbols that are looked at: a draft is tried on many, and screened on all once it is saved. */
const MOST_SYMBOLS = 300
const BATCH = 25
/** Work on one question, without what loading bars takes. */
const MOST_MS = 5_000
const MOST_SHOWN = 100

export interface DraftAsked {
  readonly workspaceId: string
  readonly program: Program
  readonly provider: MarketProvider
  readonly timeframe: Timeframe
  readonly universe: Universe
  readonly signal: AbortSignal | undefined
}

export interface DraftMatches {
  /** Open of the newest closed bar. */
  readonly barTime: number
  /** Symbols of the universe, those that were looked at, and those of them that have this bar. */
  readonly listed: number
  readonly looked: number
  readonly judged: number
  readonly matched: number
  /** The best of those that match. */
  readonly rows: readonly ScreenRow[]
  readonly columns: readonly string[]
  /** Bars of a symbol that a value rests on, and what judging one took, in microseconds. */
  readonly barsNeeded: number
  readonly microsPerSymbol: number | null
}

export async function screenDraft(
  db: PrismaClient,
  source: Pick<BarSource, 'barsBefore' | 'barsBeforeAll'>,
  { workspaceId, program, provider, timeframe, universe, signal }: DraftAsked,
): Promise<DraftMatches> {
  const barTime =
    (provider.latestBar ? await provider.latestBar(timeframe) : lastClosedBar(timeframe, provider.now())) ??
    refuse(
      'NOT_POSSIBLE_NOW',
      `${provider.venue} has no ${timeframe} bars. Import a file with bars as long or shorter.`,
    )
  const until = barTime + timeframeMs[timeframe]
  const { instruments } = await universeAt(db, { workspaceId, provider, source, universe }, until)
  const symbols = instruments.slice(0, MOST_SYMBOLS).map(({ symbol }) => symbol)
  const screen = openScreen(program, timeframe, catalogue)
  const barsOf = await supplyBars(source, provider, screen, until)
  const rows: ScreenRow[] = []
  let looked = 0
  let spentMs = 0
  while (looked < symbols.length && spentMs < MOST_MS) {
    const together = symbols.slice(looked, looked + BATCH)
    const loaded = await barsOf(together, signal)
    signal?.throwIfAborted()
    const candidates = loaded.flatMap((bars, at): Candidate[] =>
      // Who was halted, or is gone by then, has no bar to be judged by.
      bars.own.time.at(-1) === barTime ? [{ symbol: together[at] ?? '', bars }] : [],
    )
    const began = systemClock.now()
    const judged = await judgeBatch(screen, candidates, scriptsInGuests)
    spentMs += systemClock.now() - began
    rows.push(...judged.filter(row => row !== null))
    looked += together.length
    // Others are served by this process too.
    await breathe()
    signal?.throwIfAborted()
  }
  const ranked = rankRows(rows.filter(({ matched }) => matched))
  return {
    barTime,
    listed: instruments.length,
    looked,
    judged: rows.length,
    matched: ranked.length,
    rows: ranked.slice(0, MOST_SHOWN),
    columns: program.columns.map(({ name }) => name),
    barsNeeded: screen.own.bars,
    microsPerSymbol: rows.length > 0 ? (spentMs * 1000) / rows.length : null,
  }
}
