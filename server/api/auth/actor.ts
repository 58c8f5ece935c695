// From what a request carries to who is asking.
import type { IncomingHttpHeaders } from 'node:http'
import { fromNodeHeaders } from 'better-auth/node'
import type { Actor, Nobody } from '../../workspaces/actor'
import type { Auth } from './auth'

const nobody: Nobody = { kind: 'nobody' }

/** The person behind the session cookie. API keys have their own door and no session. */
export async function actorFromCookie(auth: Auth, headers: IncomingHttpHeaders): Promise<Actor> {
  if (!headers.cookie) return nobody
  // A socket's handshake can't bring the cookie of a session that was prolonged, so it prolongs none.
  return actorOf(
    await auth.api.getSession({ headers: fromNodeHeaders(headers), query: { disableRefresh: true } }),
  )
}

/** The same, and the cookies that keep a session in use from ending: once a day it is prolonged. */
export async function actorAndCookies(
  auth: Auth,
  headers: IncomingHttpHeaders,
): Promise<{ actor: Actor; cookies: string[] }> {
  if (!headers.cookie) return { actor: nobody, cookies: [] }
  const found = await auth.api.getSession({ headers: fromNodeHeaders(headers), returnHeaders: true })
  return { actor: actorOf(found.response), cookies: found.headers.getSetCookie() }
}

function actorOf(found: Awaited<ReturnType<Auth['api']['getSession']>>): Actor {
  if (!found) return nobody
  const { user, session } = found
  return {
    kind: 'user',
    id: user.id,
    name: user.name,
    email: user.email,
    isGuest: user.isAnonymous === true,
    sessionId: session.id,
  }
}
