// Every request's way through the house: named, measured, limited, then sent to its door. API first, pages last.
import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { actorAndCookies, actorFromCookie } from '../api/auth/actor'
import type { Auth } from '../api/auth/auth'
import { answerAuth } from '../api/auth/door'
import { type ApiParts, contextFor } from '../api/caller'
import type { Live } from '../api/live'
import { answerRest } from '../api/rest/door'
import { answerTrpc, TRPC_PATH } from '../api/trpcDoor'
import { Refusal, refusalFrom } from '../errors'
import type { Health } from '../health'
import { httpSeconds, metricsText } from '../metrics'
import { clientAddress, isLoopback } from './address'
import { sendJson, sendRefusal } from './answer'
import { ASSET_POLICY, pagePolicy, setSecurityHeaders } from './headers'
import { answerImport } from './imports'
import { spend } from './limits'
import { isFromOwnPage, ownOrigins } from './origin'
import { LIVE_PATH, type Route, routeOf } from './routes'

export type WebParts = ApiParts & {
  readonly auth: Auth
  readonly live: Live
  readonly development: boolean
  /** How many proxies in front of us are trusted to say who is behind them. */
  readonly proxies: number
  readonly metricsToken: string | null
  /** The largest file of bars that is taken. */
  readonly importMaxBytes: number
  readonly health: () => Promise<Health>
  /** Whatever is no API: the pages and their files. */
  readonly pages: (req: IncomingMessage, res: ServerResponse) => Promise<void>
  /** Upgrades that are not ours: the page server's own, in development. */
  readonly otherUpgrade: (req: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>
}

export type Web = {
  readonly request: RequestListener
  readonly upgrade: (req: IncomingMessage, socket: Duplex, head: Buffer) => void
}

type Asked = { readonly requestId: string; readonly ip: string; readonly path: string; readonly route: Route }

export function createWeb(parts: WebParts): Web {
  const own = ownOrigins(parts.publicUrl)

  async function answer(req: IncomingMessage, res: ServerResponse, asked: Asked): Promise<void> {
    const { requestId, ip, path, route } = asked
    const fromOwnPage = isFromOwnPage(req, own)
    if (route.door !== 'asset' && route.door !== 'livez') spend('requests', parts.limits.address.take(ip))
    switch (route.door) {
      case 'livez':
        return sendJson(res, 200, { ok: true })
      case 'health': {
        const state = await parts.health()
        return sendJson(res, state.ok ? 200 : 503, state)
      }
      case 'metrics':
        return answerMetrics(req, res, ip)
      case 'auth': {
        const door = { auth: parts.auth, publicUrl: parts.publicUrl, nowMs: () => parts.now().getTime() }
        return answerAuth(door, req, res, { ip, requestId, fromOwnPage })
      }
      case 'trpc': {
        const { actor, cookies } = await actorAndCookies(parts.auth, req.headers)
        if (cookies.length > 0) res.setHeader('Set-Cookie', cookies)
        const ctx = contextFor(parts, { requestId, ip, actor })
        return answerTrpc(req, res, { ctx, path: path.slice(TRPC_PATH.length + 1), fromOwnPage })
      }
      case 'rest':
        return answerRest(parts, req, res, { ip, requestId, path })
      case 'import':
        return answerImport(parts, req, res, { ip, requestId, fromOwnPage })
      case 'unknown api':
        throw new Refusal('NO_SUCH_CALL')
      case 'asset':
        res.setHeader('Content-Security-Policy', ASSET_POLICY)
        return parts.pages(req, res)
      case 'page': {
        const nonce = randomBytes(16).toString('base64')
        const policy = pagePolicy(nonce, parts)
        res.setHeader('Content-Security-Policy', policy)
        // The page server reads the nonce from here and puts it on every script it writes.
        req.headers['content-security-policy'] = policy
        req.headers['x-nonce'] = nonce
        return parts.pages(req, res)
      }
    }
  }

  async function answerMetrics(req: IncomingMessage, res: ServerResponse, ip: string): Promise<void> {
    const token = parts.metricsToken
    // A forwarded request comes from somewhere else, however near the proxy is.
    const isLocal = isLoopback(ip) && req.headers['x-forwarded-for'] === undefined
    const allowed = token === null ? isLocal : bears(req, token)
    // Outsiders are not told that there is something to ask for.
    if (!allowed) throw new Refusal('NO_SUCH_CALL')
    const { type, text } = await metricsText()
    res.setHeader('Content-Type', type)
    res.setHeader('Cache-Control', 'no-store')
    res.end(text)
  }

  let warned = false

  function begin(req: IncomingMessage): Asked {
    if (parts.proxies === 0 && !warned && req.headers['x-forwarded-for'] !== undefined) {
      warned = true
      parts.log.warn(
        'requests come through a proxy: set TRUST_PROXY, or all people share one address and its limits',
      )
    }
    const requestId = requestIdOf(req)
    const ip = clientAddress(req, parts.proxies)
    const path = (req.url ?? '/').split('?', 1)[0] ?? '/'
    return { requestId, ip, path, route: routeOf(path) }
  }

  function request(req: IncomingMessage, res: ServerResponse): void {
    const started = performance.now()
    const asked = begin(req)
    res.setHeader('X-Request-Id', asked.requestId)
    setSecurityHeaders(res, parts)
    res.once('close', () => {
      const seconds = (performance.now() - started) / 1000
      const method = KNOWN_METHODS.has(req.method ?? '') ? (req.method as string) : 'other'
      httpSeconds.observe({ method, route: asked.route.template, status: res.statusCode }, seconds)
      // The path without its query: tokens and searches stay out of the log.
      const level = levelOf(asked.route, res.statusCode)
      const { requestId, ip, path } = asked
      parts.log[level](
        { requestId, ip, method, path, status: res.statusCode, ms: Math.round(seconds * 1000) },
        'request',
      )
    })
    answer(req, res, asked).catch((thrown: unknown) => {
      const refusal = refusalFrom(thrown)
      if (!refusal)
        parts.log.error({ requestId: asked.requestId, path: asked.path, err: thrown }, 'a request failed')
      if (res.headersSent) return void res.destroy()
      // What is left of a body that was refused is not read; the connection can't be used again.
      if (!req.readableEnded) res.setHeader('Connection', 'close')
      sendRefusal(res, refusal ?? new Refusal('INTERNAL'), asked.requestId)
    })
  }

  async function admitSocket(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { requestId, ip, path } = begin(req)
    if (path !== LIVE_PATH) return parts.otherUpgrade(req, socket, head)
    if (!isFromOwnPage(req, own)) throw new Refusal('FOREIGN_ORIGIN')
    spend('sockets', parts.limits.socket.take(ip))
    const actor = await actorFromCookie(parts.auth, req.headers)
    await parts.live.accept(req, socket, head, contextFor(parts, { requestId, ip, actor }))
  }

  function upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void {
    const failed = () => socket.destroy()
    socket.on('error', failed)
    admitSocket(req, socket, head).then(
      () => socket.off('error', failed),
      (thrown: unknown) => {
        const refusal = refusalFrom(thrown)
        if (!refusal) parts.log.error({ err: thrown }, 'a socket could not be opened')
        socket.end(refusalLine(refusal ?? new Refusal('INTERNAL')))
      },
    )
  }

  return { request, upgrade }
}

/** Failures, sign-ins and programs are worth a line. Health says the same again and again, to somebody who reads it. */
function levelOf({ door }: Route, status: number): 'warn' | 'info' | 'debug' | 'trace' {
  if (status >= 500 && door !== 'health') return 'warn'
  if (door === 'auth' || door === 'rest' || door === 'import') return 'info'
  return door === 'asset' || door === 'livez' ? 'trace' : 'debug'
}

const KNOWN_METHODS: ReadonlySet<string> = new Set([
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
])

/** A proxy's id is kept so that its log and ours meet; it is data from outside, so it must look like one. */
function requestIdOf(req: IncomingMessage): string {
  const given = req.headers['x-request-id']
  return typeof given === 'string' && /^[A-Za-z0-9_-]{8,64}$/.test(given) ? given : randomUUID()
}

function bears(req: IncomingMessage, token: string): boolean {
  const given = Buffer.from(req.headers.authorization ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** A refused upgrade is answered by hand: there is no response object yet. */
function refusalLine({
  http,
  code,
  values,
}: {
  http: number
  code: string
  values: Refusal['values']
}): string {
  const wait =
    typeof values.retryAfterSeconds === 'number' ? `Retry-After: ${values.retryAfterSeconds}\r\n` : ''
  return `HTTP/1.1 ${http} ${code}\r\n${wait}Connection: close\r\nContent-Length: 0\r\n\r\n`
}
