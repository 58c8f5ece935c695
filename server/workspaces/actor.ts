// Who acts. Resolved once at the door; everything inside trusts it.
import type { KeyScope } from '../generated/prisma/enums'

export type Nobody = { readonly kind: 'nobody' }
export type UserActor = {
  readonly kind: 'user'
  readonly id: string
  readonly name: string
  readonly email: string
  readonly isGuest: boolean
  readonly sessionId: string
}
export type KeyActor = {
  readonly kind: 'key'
  readonly id: string
  readonly name: string
  readonly workspaceId: string
  readonly scopes: readonly KeyScope[]
}
export type Actor = Nobody | UserActor | KeyActor

/** The actor as audit entries and `createdBy` columns name it. */
export function nameOf(actor: Actor): string {
  return actor.kind === 'nobody' ? 'nobody' : `${actor.kind}:${actor.id}`
}
