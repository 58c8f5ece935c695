// REST for programs: an API key, never a cookie, so no browser can be made to call it for somebody.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type AnyProcedure, callTRPCProcedure } from '@trpc/server'
import { db } from '../../db/client'
import { Refusal, trpcError } from '../../errors'
import { sendJson, sendProblem } from '../../http/answer'
import { readJson } from '../../http/body'
import type { KeyActor } from '../../workspaces/actor'
import { holderOf } from '../../workspaces/apiKeys'
import { type ApiParts, contextFor } from '../caller'
import { errorData } from '../errorShape'
import { appRouter } from '../router'
import { logError } from '../trpcDoor'
import { openApi } from './openapi'
import { docsPage, PAGE_POLICY } from './page'
import { fromQuery, REST_PATH, type RestRoute, restRoutes } from './routes'

const MAX_BYTES = 2 * 1024 * 1024
// At run time tRPC's record is flat, `members.list` → procedure; its type describes the nested form.
const routes = restRoutes(appRouter._def.procedures as unknown as Record<string, AnyProcedure>)

export async function answerRest(
  parts: ApiParts,
  req: IncomingMessage,
  res: ServerResponse,
  { ip, requestId, path }: { ip: string; requestId: string; path: string },
): Promise<void> {
  const place = path.slice(REST_PATH.length)
  if (req.method === 'GET' && place === '/openapi.json')
    return sendJson(res, 200, openApi(routes, parts.publicUrl))
  if (req.method === 'GET' && place === '/docs') return sendPage(res, parts.publicUrl)
  const { route, values } = find(req.method ?? 'GET', place)
  const actor = await holder(req, res, parts.now())
  const ctx = contextFor(parts, { requestId, ip, actor })
  const query = new URL(req.url ?? '/', parts.publicUrl).searchParams
  const body = req.method === 'GET' || req.method === 'DELETE' ? undefined : await readJson(req, MAX_BYTES)
  if (body !== undefined && (typeof body !== 'object' || body === null || Array.isArray(body))) {
    throw new Refusal('BAD_INPUT', 'Send a JSON object as the body.')
  }
  const gone = new AbortController()
  res.once('close', () => gone.abort())
  try {
    const answer: unknown = await callTRPCProcedure({
      router: appRouter,
      path: route.call,
      type: route.type,
      ctx,
      signal: gone.signal,
      batchIndex: 0,
      getRawInput: async () => ({
        ...fromQuery(query, route.input),
        ...body,
        ...values,
        workspaceId: actor.workspaceId,
      }),
    })
    sendJson(res, 200, answer ?? null)
  } catch (thrown) {
    const error = trpcError(thrown)
    logError(ctx.log, error, route.call, 'rest')
    const { message, data } = errorData(error, requestId)
    sendProblem(res, { ...data, message })
  }
}

function find(method: string, place: string): { route: RestRoute; values: Readonly<Record<string, string>> } {
  let known = false
  for (const route of routes) {
    const values = route.match(place)
    if (!values) continue
    if (route.method === method) return { route, values }
    known = true
  }
  throw known
    ? new Refusal('WRONG_METHOD')
    : new Refusal('NO_SUCH_CALL', `There is no such call. ${REST_PATH}/docs lists what there is.`)
}

async function holder(req: IncomingMessage, res: ServerResponse, now: Date): Promise<KeyActor> {
  const secret = /^Bearer\s+(\S+)$/i.exec(req.headers.authorization ?? '')?.[1] ?? req.headers['x-api-key']
  const actor = typeof secret === 'string' ? await holderOf(db, secret, now) : null
  if (actor) return actor
  res.setHeader('WWW-Authenticate', 'Bearer')
  throw secret === undefined
    ? new Refusal(
        'NOT_SIGNED_IN',
        'Send an API key, as "Authorization: Bearer slc_…" or in the header X-API-Key.',
      )
    : new Refusal('KEY_INVALID')
}

function sendPage(res: ServerResponse, publicUrl: string): void {
  res.setHeader('Content-Type', 'text/html; charset=utf-8')
  res.setHeader('Content-Security-Policy', PAGE_POLICY)
  res.end(docsPage(routes, openApi(routes, publicUrl)))
}
