// Who is asking, resolved once per request (or socket) before any procedure runs.
import type { Logger } from 'pino'
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

export type Context = {
  readonly requestId: string
  readonly ip: string
  readonly actor: Actor
  readonly log: Logger
  /** Where people reach this server, without a trailing slash. Links in mails start with it. */
  readonly publicUrl: string
  /** Takes a call from the caller's allowance, or refuses with TOO_MANY_REQUESTS. */
  readonly spend: () => void
}

/** The actor as audit entries and `createdBy` columns name it. */
export function nameOf(actor: Actor): string {
  return actor.kind === 'nobody' ? 'nobody' : `${actor.kind}:${actor.id}`
}
