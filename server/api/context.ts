// What every procedure knows of the request, resolved once per request (or socket) before it runs.
import type { Logger } from 'pino'
import type { Mail } from '../mail'
import type { Actor } from '../workspaces/actor'

export type Context = {
  readonly requestId: string
  readonly ip: string
  readonly actor: Actor
  readonly log: Logger
  readonly mail: Mail
  /** Names of the OAuth providers that are switched on. */
  readonly oauthProviders: readonly string[]
  /** Where people reach this server, without a trailing slash. Links in mails start with it. */
  readonly publicUrl: string
  readonly now: () => Date
  /** Takes a call from the caller's allowance, or refuses with TOO_MANY_REQUESTS. */
  readonly spend: () => void
  /** Takes one of the places for live subscriptions and gives it back when called; a socket has so many. */
  readonly occupy: () => () => void
  /**
   * Resolves when the caller has taken what was sent before, all but a little: a live view that waits for it sends what is
   * newest then, and never piles up. Where the transport itself asks for the next piece, at once.
   */
  readonly drained: (signal: AbortSignal | undefined) => Promise<void>
}
