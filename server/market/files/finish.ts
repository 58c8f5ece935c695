// The second half of an import: what waits becomes a symbol's bars, in every timeframe, in one transaction.
import type { Timeframe } from '../../../sandbox/ir/timeframe'
import { publish } from '../../bus'
import type { Prisma, PrismaClient } from '../../generated/prisma/client'
import { topics } from '../../notices'
import { lock } from '../../workspaces/members'
import { calendars } from '../calendar'
import { FILES } from '../market'
import { noticesOf } from '../store/announce'
import type { SeriesChange, SeriesKey } from '../store/series'
import type { BarStore } from '../store/store'
import { Distances, spokenDistance, timeframeOfDistance } from './distances'
import { stagingVenue, storedVenue } from './names'
import { type ImportFound, type ImportOptions, importFound, importOptions } from './options'
import { QUOTAS, roomFor } from './quota'
import { knownUntil, slowerBars, weeksFrom } from './slower'

/** Why an import can't be finished; trying again can't help. */
export class ImportRefused extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

export interface FinishParts {
  readonly db: PrismaClient
  readonly store: BarStore
}

export interface FinishContext {
  readonly signal: AbortSignal
  readonly progress: (fraction: number, stage: string) => void
  /** A transaction that commits only while the caller still owns the work. */
  readonly fenced: <T>(work: (tx: Prisma.TransactionClient) => Promise<T>) => Promise<T>
}

interface Waiting {
  readonly id: string
  readonly workspaceId: string
  readonly fileName: string
  readonly createdBy: string | null
  readonly options: ImportOptions
  readonly found: ImportFound
  /** The series that waits. */
  readonly key: SeriesKey
}

/** The symbol as it was when its bars were taken over: another import may have come in between. */
interface Base {
  readonly updatedAt: Date | null
}

/** Turns the bars of a file that was read into its symbol's. Does nothing when that is done. */
export async function finishImport(
  { db, store }: FinishParts,
  importId: string,
  { signal, progress, fenced }: FinishContext,
): Promise<void> {
  const row = await db.fileImport.findUnique({
    where: { id: importId },
    select: {
      id: true,
      workspaceId: true,
      fileName: true,
      createdBy: true,
      options: true,
      found: true,
      finishedAt: true,
    },
  })
  if (!row || row.finishedAt) return
  const [options, found] = [importOptions.parse(row.options), importFound.parse(row.found)]
  const key = { venue: stagingVenue(importId), symbol: options.symbol, timeframe: found.timeframe }
  const waiting: Waiting = { ...row, options, found, key }
  const base = await takeOver(db, store, waiting, signal, progress)
  const made = await aggregate(store, waiting, signal, progress)
  progress(0.95, 'Putting the bars in place')
  await fenced(tx => publishImport(tx, waiting, base, made))
}

/** Brings the bars the symbol has already beside those of the file; where both have one, the file's stays. */
async function takeOver(
  db: PrismaClient,
  store: BarStore,
  { workspaceId, options: { symbol, mode }, found, key }: Waiting,
  signal: AbortSignal,
  progress: FinishContext['progress'],
): Promise<Base> {
  const there = await db.importedSymbol.findUnique({
    where: { workspaceId_symbol: { workspaceId, symbol } },
    select: { timeframe: true, updatedAt: true },
  })
  if (mode === 'new' && there)
    throw new ImportRefused(
      'ALREADY_EXISTS',
      `${symbol} was imported in the meantime. Replace it, or add to it.`,
    )
  if (mode !== 'add' || !there) return { updatedAt: there?.updatedAt ?? null }
  if (there.timeframe !== found.timeframe)
    throw new ImportRefused(
      'OTHER_TIMEFRAME',
      `${symbol} has ${there.timeframe} bars and the file has ${found.timeframe} bars. Replace it, or import the file as another symbol.`,
    )
  const stored = { venue: storedVenue(workspaceId), symbol, timeframe: found.timeframe }
  const [summary] = await store.summaries(stored)
  if (!summary || summary.first === null || summary.last === null) return { updatedAt: there.updatedAt }
  for (const { from, to } of weeksFrom(summary.first, summary.last, found.timeframe)) {
    signal.throwIfAborted()
    await store.append(key, await store.load(stored, from, to))
    progress(
      0.3 * Math.min(1, (to - summary.first) / (summary.last - summary.first + 1)),
      'Adding to the bars there are',
    )
  }
  return { updatedAt: there.updatedAt }
}

interface Made {
  readonly bars: number
  readonly first: number
  readonly last: number
}

async function aggregate(
  store: BarStore,
  { options, found, key }: Waiting,
  signal: AbortSignal,
  progress: FinishContext['progress'],
): Promise<Made> {
  const calendar = calendars[options.calendar]
  const [summary] = await store.summaries(key)
  if (!summary || summary.first === null || summary.last === null)
    throw new ImportRefused(
      'STAGING_GONE',
      'The bars that waited are not there any more. Import the file again.',
    )
  const { bars, first, last } = summary
  const until = knownUntil(calendar, key.timeframe, last)
  const distances = new Distances()
  let done = 0
  for (const { from, to } of weeksFrom(first, last, key.timeframe)) {
    signal.throwIfAborted()
    const some = await store.load(key, from, to)
    distances.add(some.time)
    const slower = slowerBars(some, key, calendar, until, found.volumeDecimals).filter(
      each => each.bars.time.length > 0,
    )
    if (slower.length > 0) await store.correctAll(slower)
    done += some.time.length
    progress(
      0.3 + 0.65 * (done / bars),
      `${done.toLocaleString('en-US')} of ${bars.toLocaleString('en-US')} bars`,
    )
  }
  assertLength(distances.usual(), key.timeframe, options)
  return { bars, first, last }
}

/** The whole file must look as its first rows did, unless somebody chose the timeframe. */
function assertLength(
  usual: number | null,
  timeframe: Timeframe,
  { timeframe: chosen }: ImportOptions,
): void {
  if (chosen || usual === null || timeframeOfDistance(usual) === timeframe) return
  throw new ImportRefused(
    'OTHER_TIMEFRAME',
    `The first rows are ${timeframe} bars, yet most rows of the file are ${spokenDistance(usual)} apart. Choose the timeframe, or split the file.`,
  )
}

interface SeriesRow {
  readonly id: number
  readonly timeframe: Timeframe
  readonly revision: number
}

/** One transaction: the old bars go, those that waited take their place, and everybody is told. */
async function publishImport(
  tx: Prisma.TransactionClient,
  { id, workspaceId, fileName, createdBy, options, found, key }: Waiting,
  base: Base,
  { bars, first, last }: Made,
): Promise<void> {
  const { symbol, name, currency, calendar } = options
  const venue = storedVenue(workspaceId)
  await lock(tx, workspaceId)
  const { tier } = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { tier: true },
  })
  const there = await tx.importedSymbol.findUnique({
    where: { workspaceId_symbol: { workspaceId, symbol } },
    select: { updatedAt: true },
  })
  if (there?.updatedAt.getTime() !== base.updatedAt?.getTime())
    throw new ImportRefused(
      'CHANGED_MEANWHILE',
      `${symbol} was changed in the meantime. Import the file again.`,
    )
  const room = await roomFor(tx, { workspaceId, tier, symbol })
  if (bars > room.bars)
    throw new ImportRefused(
      'TIER_LIMIT',
      `With this file the workspace would keep more than the ${QUOTAS[tier].bars.toLocaleString('en-US')} imported bars of the ${tier} plan. Remove a symbol, or move to a larger plan.`,
    )
  const gone = await tx.$queryRaw<SeriesRow[]>`
    delete from "BarSeries" where venue = ${venue} and symbol = ${symbol} returning id, timeframe, revision`
  const come = await tx.$queryRaw<SeriesRow[]>`
    update "BarSeries" set venue = ${venue}, revision = revision + 1, "changedAt" = now()
    where venue = ${key.venue} and symbol = ${symbol} returning id, timeframe, revision`
  const facts = {
    name: name ?? symbol,
    currency,
    calendar,
    timeframe: key.timeframe,
    decimals: found.decimals,
    lot: 1 / 10 ** Math.min(8, found.volumeDecimals),
    source: fileName,
    bars,
    firstTime: first,
    lastTime: last,
  }
  await tx.importedSymbol.upsert({
    where: { workspaceId_symbol: { workspaceId, symbol } },
    create: { workspaceId, symbol, createdBy, ...facts },
    update: facts,
    select: { id: true },
  })
  await tx.$executeRaw`update "FileImport" set "finishedAt" = now() where id = ${id}::uuid`
  await forgetRuns(tx, workspaceId, venue)
  await tell(tx, { venue, symbol }, [
    ...gone.map(each => ({ ...each, revision: each.revision + 1 })),
    ...come,
  ])
  for (const { timeframe } of come)
    await publish(tx, topics.bars(FILES, timeframe), { kind: 'bar', venue: FILES, timeframe, time: last })
}

/** Runs of screens over the newest bars were of other files; asking again should compute them anew. */
export const forgetRuns = (
  tx: Prisma.TransactionClient,
  workspaceId: string,
  venue: string,
): Promise<number> =>
  tx.$executeRaw`
    delete from "ScreenRun" r using "Screen" s
    where s.id = r."screenId" and s."workspaceId" = ${workspaceId} and s.venue = ${FILES}
      and r."barTime" = (select to_timestamp(max(c."lastTime") / 1000.0) from "BarSeries" b
        join "BarChunk" c on c."seriesId" = b.id where b.venue = ${venue} and b.timeframe = s.timeframe)`

/** Says that all bars of these series are others now. */
export async function tell(
  tx: Prisma.TransactionClient,
  { venue, symbol }: Omit<SeriesKey, 'timeframe'>,
  rows: readonly SeriesRow[],
): Promise<void> {
  const changes = rows.map(
    ({ id, timeframe, revision }): SeriesChange => ({
      key: { venue, symbol, timeframe },
      id,
      revision,
      from: Number.MIN_SAFE_INTEGER,
      to: Number.MAX_SAFE_INTEGER,
    }),
  )
  for (const notice of noticesOf(changes)) await publish(tx, topics.series, notice)
}
