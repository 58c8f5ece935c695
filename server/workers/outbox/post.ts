import { publish } from '../../bus'
import type { Prisma } from '../../generated/prisma/client'
import { topics } from '../../notices'

export interface OutboxEntry {
  /** Natural key of the message: a second one of the same key is not written. */
  readonly key: string
  readonly channel: 'log' | 'mail' | 'webhook'
  readonly payload: Prisma.InputJsonValue
  readonly workspaceId: string | null
}

/** Writes what must be told outside, in the transaction that decided it. False: it had been written before. */
export async function postOutbox(
  tx: Pick<Prisma.TransactionClient, 'outbox' | '$executeRaw'>,
  entry: OutboxEntry,
): Promise<boolean> {
  const { count } = await tx.outbox.createMany({ data: [{ ...entry }], skipDuplicates: true })
  if (count > 0) await publish(tx, topics.outbox, { kind: 'outbox' })
  return count > 0
}
