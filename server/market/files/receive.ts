// A file on its way in: read as it comes, kept aside bar by bar, and handed on to a job once its last row is known to be good.
import { timeframeMs } from '../../../sandbox/ir/timeframe'
import { systemClock } from '../../clock'
import { refuse } from '../../errors'
import type { Prisma, PrismaClient } from '../../generated/prisma/client'
import { enqueue } from '../../workers/enqueue'
import { calendars } from '../calendar'
import { CsvBlocks } from '../csv/blocks'
import type { BarStore } from '../store/store'
import { stagingVenue } from './names'
import type { ImportFound, ImportOptions, ImportProblem } from './options'
import { refuseBars, roomFor, type Tier } from './quota'
import { Staging } from './staging'

export interface ImportParts {
  readonly db: PrismaClient
  readonly store: BarStore
}

export interface FileComing {
  readonly workspaceId: string
  readonly tier: Tier
  readonly fileName: string
  readonly options: ImportOptions
  readonly maxBytes: number
  readonly createdBy: string
}

export interface Received {
  readonly importId: string
  readonly jobId: string
  readonly symbol: string
  readonly rows: number
  readonly timeframe: string
  readonly notes: readonly string[]
}

/** After so many bad lines the rest is not looked at. */
const MOST_PROBLEMS = 10_000
/** Files of a workspace that are read at a time: each holds some memory and a database connection. */
const MOST_AT_ONCE = 2
const reading = new Map<string, number>()

/**
 * Reads a file and leaves its bars for the job that it asks for. Refuses a bad file by its lines; then nothing of it stays but
 * the row that says why.
 */
export async function receiveImport(
  parts: ImportParts,
  file: FileComing,
  bytes: AsyncIterable<Uint8Array>,
): Promise<Received> {
  const { workspaceId } = file
  const busy = reading.get(workspaceId) ?? 0
  if (busy >= MOST_AT_ONCE)
    refuse('TOO_MANY_REQUESTS', `${busy} files are being read already. Wait for one of them.`, {
      limit: MOST_AT_ONCE,
    })
  reading.set(workspaceId, busy + 1)
  try {
    return await receive(parts, file, bytes)
  } finally {
    const left = (reading.get(workspaceId) ?? 1) - 1
    if (left > 0) reading.set(workspaceId, left)
    else reading.delete(workspaceId)
  }
}

async function receive(
  { db, store }: ImportParts,
  { workspaceId, tier, fileName, options, maxBytes, createdBy }: FileComing,
  bytes: AsyncIterable<Uint8Array>,
): Promise<Received> {
  const { symbol, mode } = options
  const room = await roomFor(db, { workspaceId, tier, symbol })
  if (room.symbol && mode === 'new')
    refuse(
      'ALREADY_EXISTS',
      `${symbol} is there already. Replace its bars, add to them, or name another symbol.`,
      {
        symbol,
      },
    )
  const { id } = await db.fileImport.create({
    data: { workspaceId, symbol, fileName, options: options as Prisma.InputJsonObject, createdBy },
    select: { id: true },
  })
  const venue = stagingVenue(id)
  try {
    const read = await readInto(store, venue, options, { maxBytes, tier, room: room.bars }, bytes)
    if (!read.ok) {
      await giveUp(db, store, id, read.problem, read)
      refuse('BAD_FILE', read.problem.message, {
        importId: id,
        count: read.problem.count,
        needsOrder: read.problem.needsOrder,
        problems: read.problem.problems.map(({ line, message }) => `${line}: ${message}`),
      })
    }
    const { found, rows, size } = read
    const jobId = await db.$transaction(async tx => {
      await tx.$executeRaw`
        update "FileImport" set "readAt" = now(), rows = ${rows}, bytes = ${size}, found = ${JSON.stringify(found)}::jsonb
        where id = ${id}::uuid`
      const job = await enqueue(
        tx,
        'market.import',
        { importId: id, title: `Import ${symbol} from ${fileName}`.slice(0, 300) },
        { workspaceId, createdBy, subject: `import:${id}`, key: `market.import ${id}` },
      )
      return job.id
    })
    return { importId: id, jobId, symbol, rows, timeframe: found.timeframe, notes: found.notes }
  } catch (error) {
    const row = await db.fileImport.findUnique({ where: { id }, select: { finishedAt: true } })
    if (row && !row.finishedAt)
      await giveUp(db, store, id, {
        code: 'INTERRUPTED',
        message: 'The file did not come to its end. Import it again.',
        problems: [],
        count: 0,
        needsOrder: false,
      })
    throw error
  }
}

type Read =
  | { readonly ok: true; readonly found: ImportFound; readonly rows: number; readonly size: number }
  | { readonly ok: false; readonly problem: ImportProblem; readonly rows: number; readonly size: number }

async function readInto(
  store: BarStore,
  venue: string,
  { symbol, calendar, zone, timeframe, dates }: ImportOptions,
  { maxBytes, tier, room }: { readonly maxBytes: number; readonly tier: Tier; readonly room: number },
  bytes: AsyncIterable<Uint8Array>,
): Promise<Read> {
  const blocks = new CsvBlocks({
    ...(zone && { zone }),
    ...(dates && { order: dates }),
    // Some zone's clock may be a day ahead of ours.
    notAfter: systemClock.now() + timeframeMs['1d'],
  })
  const { problems } = blocks
  const staging = new Staging({
    store,
    venue,
    symbol,
    calendar: calendars[calendar],
    problems,
    ...(zone && { zone }),
    ...(timeframe && { timeframe }),
  })
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > maxBytes) refuse('TOO_LARGE', tooLarge(maxBytes), { limit: maxBytes })
    // What comes after is not read, yet taken: who sends a file listens only when all of it is sent.
    if (problems.count >= MOST_PROBLEMS || blocks.rows > room) continue
    for (const block of blocks.push(chunk)) await staging.add(block)
  }
  // Of a file that was not read to its end, the row that was cut off is not judged.
  const isAll = problems.count < MOST_PROBLEMS && blocks.rows <= room
  if (isAll) for (const block of blocks.finish()) await staging.add(block)
  await staging.end()
  if (blocks.rows > room && problems.count === 0) refuseBars(tier, room)
  if (problems.count === 0 && (blocks.rows === 0 || !staging.timeframe))
    problems.tell(blocks.layout?.firstLine ?? 1, 'The file has no bars. It needs a line for each.')
  if (problems.count > 0 || !staging.timeframe) {
    const told = [...problems.told].sort((a, b) => a.line - b.line)
    const [first] = told
    const { count } = problems
    const message =
      count === 1
        ? `Line ${first?.line}: ${first?.message}`
        : `${count.toLocaleString('en-US')} lines can’t be read as bars. Line ${first?.line}: ${first?.message}`
    const problem = { code: 'BAD_FILE', message, problems: told, count, needsOrder: blocks.needsOrder }
    return { ok: false, problem, rows: blocks.rows, size }
  }
  const found: ImportFound = {
    timeframe: staging.timeframe,
    decimals: blocks.decimals,
    volumeDecimals: blocks.volumeDecimals,
    notes: notesOf(blocks, staging, zone),
  }
  return { ok: true, found, rows: blocks.rows, size }
}

function notesOf(blocks: CsvBlocks, staging: Staging, zone: string | undefined): string[] {
  const notes = [...(blocks.layout?.notes ?? [])]
  const count = (value: number, one: string, more: string) =>
    value === 1 ? `One ${one}` : `${value.toLocaleString('en-US')} ${more}`
  if (blocks.layout?.zone === 'none' && !zone) notes.push('Times name no zone and are taken as UTC.')
  if (blocks.emptyVolumes > 0)
    notes.push(`${count(blocks.emptyVolumes, 'row has', 'rows have')} no volume; it is taken as 0.`)
  if (staging.moved) notes.push('The rows were not in the order of time and were sorted.')
  if (staging.repeated > 0)
    notes.push(
      `${count(staging.repeated, 'row says', 'rows say')} what another row says; each bar is kept once.`,
    )
  if (staging.shifted) notes.push('Weeks are named by their Monday; the file dates them by another day.')
  return notes
}

export const tooLarge = (maxBytes: number): string =>
  `Files may be ${Math.floor(maxBytes / 2 ** 20).toLocaleString('en-US')} MB large. Split this one by time and add the parts one after another.`

async function giveUp(
  db: PrismaClient,
  store: BarStore,
  id: string,
  problem: ImportProblem,
  { rows = 0, size = 0 }: { readonly rows?: number; readonly size?: number } = {},
): Promise<void> {
  await db.$executeRaw`
    update "FileImport" set "finishedAt" = now(), problem = ${JSON.stringify(problem)}::jsonb, rows = ${rows}, bytes = ${size}
    where id = ${id}::uuid and "finishedAt" is null`
  await clearStaging(store, id)
}

/** Forgets the bars that wait. */
export async function clearStaging(store: BarStore, importId: string): Promise<void> {
  for (const { key } of await store.summaries({ venue: stagingVenue(importId) })) await store.remove(key)
}
