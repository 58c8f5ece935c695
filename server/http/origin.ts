// Which web pages may speak to us with a user's cookie: our own.
import type { IncomingMessage } from 'node:http'

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/** Origins under which this server is itself. On a developer's machine the loopback names are one place. */
export function ownOrigins(publicUrl: string): ReadonlySet<string> {
  const url = new URL(publicUrl)
  if (!LOOPBACK.includes(url.hostname)) return new Set([url.origin])
  return new Set(
    LOOPBACK.map(host => new URL(`${url.protocol}//${host}${url.port && `:${url.port}`}`).origin),
  )
}

/**
 * Whether a request with cookies comes from our own page. A browser always sends Origin with a POST and with a socket's
 * handshake; a client without one is no browser, carries no one's ambient cookie, and is let through to sign in for itself.
 */
export function isFromOwnPage(req: IncomingMessage, own: ReadonlySet<string>): boolean {
  const { origin, cookie } = req.headers
  if (origin !== undefined) return own.has(origin)
  const site = req.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  return cookie === undefined || req.method === 'GET' || req.method === 'HEAD'
}
