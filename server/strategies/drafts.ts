// What somebody is at: kept while they write, ended by publishing it.
import { found, refuse } from '../errors'
import type { Prisma, PrismaClient } from '../generated/prisma/client'
import type { Document } from './documents'

export interface Draft extends Document {
  readonly strategyId: string
  readonly author: string
  /** The version it was begun from. */
  readonly base: number
  /** What the writer last knew; 0 where there was none. */
  readonly revision: number
}

/**
 * Keeps a draft over the one of `revision`. Who comes from an older one wrote in another tab meanwhile and is told so; the
 * same words sent twice are kept once.
 */
export async function keepDraft(
  db: PrismaClient,
  { strategyId, author, base, kind, document, revision }: Draft,
): Promise<{ readonly revision: number }> {
  const [kept] = await db.$queryRaw<{ revision: number }[]>`
    insert into "StrategyDraft" as draft ("strategyId", author, base, kind, document)
    values (${strategyId}::uuid, ${author}, ${base}, ${kind}::"DocumentKind", ${document})
    on conflict ("strategyId", author) do update set
      base = excluded.base, kind = excluded.kind, document = excluded.document, "updatedAt" = now(),
      revision = draft.revision + 1
    where draft.revision = ${revision}
      or (draft.kind = excluded.kind and draft.document = excluded.document and draft.base = excluded.base)
    returning draft.revision`
  if (kept) return kept
  const newest = found(
    await db.strategyDraft.findUnique({
      where: { strategyId_author: { strategyId, author } },
      select: { revision: true },
    }),
    'draft',
  )
  return refuse(
    'CHANGED_MEANWHILE',
    'Your draft was changed in another tab or on another machine. Load that one, or keep this one over it.',
    { revision: newest.revision },
  )
}

/** The draft that says what has just been published has done its work; one that says more stays. */
export const endDraft = (
  tx: Prisma.TransactionClient,
  { strategyId, author, kind, document }: Omit<Draft, 'base' | 'revision'>,
) => tx.strategyDraft.deleteMany({ where: { strategyId, author, kind, document } })
