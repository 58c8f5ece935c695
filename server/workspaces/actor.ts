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

/** As much of an actor as a record of a deed needs. */
export type Doer = Nobody | { readonly kind: 'user' | 'key'; readonly id: string; readonly name: string }

/** The actor as audit entries and `createdBy` columns name it. */
export function nameOf(doer: Doer): string {
  return doer.kind === 'nobody' ? 'nobody' : `${doer.kind}:${doer.id}`
}
