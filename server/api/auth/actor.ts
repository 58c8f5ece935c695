// From what a request carries to who is asking.

import type { IncomingHttpHeaders } from 'node:http'
import { fromNodeHeaders } from 'better-auth/node'
import type { Actor } from '../../workspaces/actor'
import type { Auth } from './auth'

/** The person behind the session cookie. API keys have their own door and no session. */
export async function actorFromCookie(auth: Auth, headers: IncomingHttpHeaders): Promise<Actor> {
  if (!headers.cookie) return { kind: 'nobody' }
  const found = await auth.api.getSession({ headers: fromNodeHeaders(headers) })
  if (!found) return { kind: 'nobody' }
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
