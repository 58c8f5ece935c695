// Who did what. An entry is written in the transaction of the change it tells of, so neither exists without the other.
import type { Prisma } from '../generated/prisma/client'
import { type Doer, nameOf } from './actor'

export type AuditedAction =
  | 'workspace.created'
  | 'workspace.renamed'
  | 'workspace.removed'
  | 'workspace.adopted'
  | 'member.invited'
  | 'invitation.cancelled'
  | 'member.joined'
  | 'member.role.changed'
  | 'member.removed'
  | 'member.left'
  | 'key.created'
  | 'key.revoked'
  | 'strategy.archived'
  | 'strategy.restored'
  | 'report.shared'
  | 'report.unshared'

/** Who acts, from where. Any procedure's context is one. */
export type By = { readonly actor: Doer; readonly ip: string | null }

export type Deed = {
  readonly workspaceId: string
  readonly action: AuditedAction
  /** What it was done to, for people: a name, an address. */
  readonly subject: string
  readonly details?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>
}

type AuditWriter = {
  auditEntry: { create: (args: { data: Prisma.AuditEntryUncheckedCreateInput }) => Promise<unknown> }
}

export async function record(
  tx: AuditWriter,
  { actor, ip }: By,
  { workspaceId, action, subject, details }: Deed,
): Promise<void> {
  await tx.auditEntry.create({
    data: {
      workspaceId,
      actor: nameOf(actor),
      actorName: actor.kind === 'nobody' ? 'nobody' : actor.name,
      action,
      subject,
      details: details ?? {},
      ipAddress: ip,
    },
  })
}
