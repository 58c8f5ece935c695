// From a request to a procedure's context.
import type { Logger } from 'pino'
import { refuse } from '../errors'
import { type ApiLimits, spend } from '../http/limits'
import type { Mail } from '../mail'
import type { Actor } from '../workspaces/actor'
import type { Context } from './context'

/** Live subscriptions on one connection: more than any page shows at once, fewer than hurt. */
const STREAMS = 100

/** What is the same for every request of this process. */
export type ApiParts = {
  readonly publicUrl: string
  readonly oauthProviders: readonly string[]
  readonly mail: Mail
  readonly log: Logger
  readonly limits: ApiLimits
  readonly now: () => Date
}

export function contextFor(
  { publicUrl, oauthProviders, mail, log, limits, now }: ApiParts,
  { requestId, ip, actor }: { requestId: string; ip: string; actor: Actor },
): Context {
  let streams = 0
  const caller = actor.kind === 'nobody' ? `address ${ip}` : `${actor.kind} ${actor.id}`
  return {
    requestId,
    ip,
    actor,
    log: log.child({ requestId }),
    mail,
    oauthProviders,
    publicUrl,
    now,
    drained: async () => {},
    spend: () => spend('calls', limits.caller.take(caller)),
    occupy: () => {
      if (streams >= STREAMS) {
        refuse('TOO_MANY_REQUESTS', `${STREAMS} live views are open on this connection. Close some.`, {
          limit: STREAMS,
        })
      }
      streams++
      let held = true
      return () => {
        if (held) streams--
        held = false
      }
    },
  }
}
