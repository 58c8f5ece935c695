import type { ScreenRow } from '../engine/screen'
import type { Prisma } from '../generated/prisma/client'

/** A stored row, with its place in the run. */
export interface StoredRow extends ScreenRow {
  readonly seq: number
}

const fields = {
  seq: true,
  symbol: true,
  matched: true,
  score: true,
  close: true,
  change: true,
  values: true,
} as const

type Reader = Pick<Prisma.TransactionClient, 'screenRow'>

/** Rows of a run after place `after`, in the order they were computed. */
export async function rowsAfter(
  db: Reader,
  runId: string,
  after: number,
  limit: number,
): Promise<StoredRow[]> {
  const rows = await db.screenRow.findMany({
    where: { runId, seq: { gt: after } },
    orderBy: { seq: 'asc' },
    take: limit,
    select: fields,
  })
  return rows.map(stored)
}

/** All rows of a run; `matchedOnly` leaves out what the filter refused. */
export async function allRows(db: Reader, runId: string, matchedOnly: boolean): Promise<StoredRow[]> {
  const rows = await db.screenRow.findMany({
    where: { runId, ...(matchedOnly && { matched: true }) },
    select: fields,
  })
  return rows.map(stored)
}

const stored = (row: { values: Prisma.JsonValue } & Omit<StoredRow, 'values'>): StoredRow => ({
  ...row,
  values: row.values as readonly (number | null)[], // written by the screen handler from a ScreenRow
})
