import { z } from 'zod'
import { MOST_TEXT } from '../../sandbox/compile/graph/limits'
import type { Program } from '../../sandbox/ir/program'
import { refuse } from '../errors'
import { Prisma, type PrismaClient } from '../generated/prisma/client'
import { DocumentKind } from '../generated/prisma/enums'
import { endDraft } from './drafts'

export const documentInput = {
  kind: z.enum(DocumentKind),
  /** Source of a formula or script; JSON text of a graph. */
  document: z
    .string()
    .max(MOST_TEXT, `A document holds at most ${MOST_TEXT.toLocaleString('en')} characters. Split it.`),
}

export interface Document {
  readonly kind: DocumentKind
  readonly document: string
}

/** What is stored of a version: the program, or nothing while the document has problems. */
const compiled = (program: Program | null) => ({
  digest: program?.digest ?? null,
  program: program ? (program as unknown as Prisma.InputJsonObject) : Prisma.DbNull, // a program is plain data
})

export interface NewStrategy extends Document {
  readonly workspaceId: string
  readonly name: string
  readonly summary: string
  readonly program: Program | null
  readonly createdBy: string
}

export function createStrategy(
  db: PrismaClient,
  { workspaceId, name, summary, kind, document, program, createdBy }: NewStrategy,
) {
  return db.strategy.create({
    data: {
      workspaceId,
      name,
      summary,
      createdBy,
      versions: { create: { number: 1, kind, document, createdBy, ...compiled(program) } },
    },
    select: { id: true, versions: { select: { id: true, number: true } } },
  })
}

export interface NextVersion extends Document {
  readonly strategyId: string
  /** The version that was edited. */
  readonly base: number
  readonly message: string
  readonly program: Program | null
  readonly createdBy: string
}

/** Adds a version, or answers the present one when nothing changed. Who edited an older one is told so. */
export function saveVersion(
  db: PrismaClient,
  next: NextVersion,
): Promise<{ id: string; number: number; saved: boolean }> {
  const { strategyId, base, kind, document, message, program, createdBy } = next
  return db.$transaction(async tx => {
    // The strategy's row is the lock: of two who save at once the second is told about the first.
    await tx.$queryRaw`select 1 as held from "Strategy" where id = ${strategyId}::uuid for update`
    const latest = await tx.strategyVersion.findFirstOrThrow({
      where: { strategyId },
      orderBy: { number: 'desc' },
      select: { id: true, number: true, kind: true, document: true, digest: true },
    })
    const isSame =
      latest.kind === kind && latest.document === document && latest.digest === (program?.digest ?? null)
    if (isSame) {
      await endDraft(tx, { strategyId, author: createdBy, kind, document })
      return { id: latest.id, number: latest.number, saved: false }
    }
    if (latest.number !== base)
      refuse(
        'CHANGED_MEANWHILE',
        `Version ${latest.number} was saved while you edited version ${base}. Compare the two, then save again.`,
        { latest: latest.number, base },
      )
    await endDraft(tx, { strategyId, author: createdBy, kind, document })
    const version = await tx.strategyVersion.create({
      data: {
        strategyId,
        number: latest.number + 1,
        kind,
        document,
        message,
        createdBy,
        ...compiled(program),
      },
      select: { id: true, number: true },
    })
    await tx.$executeRaw`update "Strategy" set "updatedAt" = now() where id = ${strategyId}::uuid`
    return { ...version, saved: true }
  })
}
