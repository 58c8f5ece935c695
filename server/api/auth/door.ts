// The only way in to the auth library: listed paths, our origin, our limits. What is not listed does not exist.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { db } from '../../db/client'
import { Refusal } from '../../errors'
import { type Allowance, allowance } from '../../http/allowance'
import { sendRefusal } from '../../http/answer'
import { readJson } from '../../http/body'
import { DATA_POLICY } from '../../http/headers'
import { mailsToAddress, signInAnywhere, signInByAccount, spend } from '../../http/limits'
import { ownOrigins } from '../../http/origin'
import { digestOf, takeShared } from '../../http/sharedAllowance'
import { ADDRESS_HEADER, AUTH_PATH, type Auth } from './auth'

const MAX_BYTES = 16 * 1024
const MINUTE = 60_000

type Rule = {
  /** What one address may do on this path; absent where a session is needed anyway. */
  readonly byAddress?: Allowance
  /** What may be done to one account, from one address and from everywhere. */
  readonly byAccount?: readonly { readonly limit: Allowance; readonly anywhere: boolean }[]
}

const rules: Readonly<Record<string, Rule>> = {
  'POST /sign-up/email': { byAddress: allowance('sign-up', 60, 10 * MINUTE) },
  'POST /sign-in/email': {
    byAddress: allowance('sign-in-address', 60, 5 * MINUTE),
    byAccount: [
      { limit: signInByAccount, anywhere: false },
      { limit: signInAnywhere, anywhere: true },
    ],
  },
  'POST /sign-in/social': { byAddress: allowance('sign-in-social', 30, 5 * MINUTE) },
  'POST /sign-in/anonymous': { byAddress: allowance('guest', 120, 10 * MINUTE) },
  'POST /sign-out': {},
  'GET /get-session': {},
  'POST /request-password-reset': {
    byAddress: allowance('reset-request', 10, 10 * MINUTE),
    byAccount: [{ limit: mailsToAddress, anywhere: true }],
  },
  'POST /reset-password': { byAddress: allowance('reset', 10, 10 * MINUTE) },
  'POST /change-password': { byAddress: allowance('change-password', 10, 10 * MINUTE) },
  'POST /update-user': {},
  'POST /revoke-other-sessions': {},
  'GET /error': {},
}
/** Where OAuth providers send people back to. */
const CALLBACK = /^GET \/callback\/[a-z0-9-]{1,40}$/

export type AuthDoor = {
  readonly auth: Auth
  readonly publicUrl: string
  readonly nowMs: () => number
}

export async function answerAuth(
  { auth, publicUrl, nowMs }: AuthDoor,
  req: IncomingMessage,
  res: ServerResponse,
  { ip, requestId, fromOwnPage }: { ip: string; requestId: string; fromOwnPage: boolean },
): Promise<void> {
  const url = new URL(req.url ?? '/', publicUrl)
  const path = `${req.method} ${url.pathname.slice(AUTH_PATH.length)}`
  const rule = Object.hasOwn(rules, path) ? rules[path] : CALLBACK.test(path) ? {} : undefined
  if (!rule) throw new Refusal('NO_SUCH_CALL')
  if (req.method === 'POST' && !fromOwnPage) throw new Refusal('FOREIGN_ORIGIN')
  const body = req.method === 'POST' ? await readJson(req, MAX_BYTES) : undefined
  await obey(rule, ip, body, nowMs())
  stayHere(body, publicUrl)
  const answer = await auth.handler(
    new Request(url, {
      method: req.method ?? 'GET',
      headers: headersFor(req, ip, url),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  )
  await pass(answer, res, requestId)
}

async function obey(
  { byAddress, byAccount = [] }: Rule,
  ip: string,
  body: unknown,
  nowMs: number,
): Promise<void> {
  if (byAddress) spend(byAddress.name, await takeShared(db, byAddress, ip, nowMs))
  const email = z.object({ email: z.string() }).safeParse(body).data?.email
  if (email === undefined) return
  const account = digestOf(email)
  for (const { limit, anywhere } of byAccount) {
    spend(limit.name, await takeShared(db, limit, anywhere ? account : `${ip} ${account}`, nowMs))
  }
}

const places = z.looseObject({
  callbackURL: z.string().optional(),
  redirectTo: z.string().optional(),
  errorCallbackURL: z.string().optional(),
  newUserCallbackURL: z.string().optional(),
})

/** Where people are sent afterwards is a place of ours, or signing in here would lend its trust to any link. */
function stayHere(body: unknown, publicUrl: string): void {
  const { callbackURL, redirectTo, errorCallbackURL, newUserCallbackURL } = places.safeParse(body).data ?? {}
  const own = ownOrigins(publicUrl)
  for (const place of [callbackURL, redirectTo, errorCallbackURL, newUserCallbackURL]) {
    if (place === undefined) continue
    if (!URL.canParse(place, publicUrl) || !own.has(new URL(place, publicUrl).origin)) {
      throw new Refusal('FOREIGN_ORIGIN', 'After signing in people stay here: give an address of this site.')
    }
  }
}

function headersFor(req: IncomingMessage, ip: string, url: URL): Headers {
  const headers = new Headers()
  for (const name of ['cookie', 'origin', 'user-agent', 'accept', 'accept-language', 'referer'] as const) {
    const value = req.headers[name]
    if (value !== undefined) headers.set(name, value)
  }
  headers.set('host', url.host)
  headers.set(ADDRESS_HEADER, ip)
  if (req.method === 'POST') headers.set('content-type', 'application/json')
  return headers
}

/** Hands the library's answer on. Its refusals keep their code and sentence; its failures become ours. */
async function pass(answer: Response, res: ServerResponse, requestId: string): Promise<void> {
  if (answer.status >= 500) return sendRefusal(res, new Refusal('INTERNAL'), requestId)
  res.statusCode = answer.status
  for (const [name, value] of answer.headers) {
    if (name !== 'set-cookie' && name !== 'content-length') res.setHeader(name, value)
  }
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) res.setHeader('Set-Cookie', cookies)
  res.setHeader('Cache-Control', 'no-store')
  res.setHeader('Content-Security-Policy', DATA_POLICY)
  const text = await answer.text()
  res.end(answer.headers.get('content-type')?.startsWith('application/json') ? withoutTokens(text) : text)
}

/** The library repeats the session's token in its answers, where a script could read what the cookie keeps from it. */
function withoutTokens(json: string): string {
  const clean: unknown = JSON.parse(json, (name, value: unknown) => (name === 'token' ? undefined : value))
  return JSON.stringify(clean)
}
