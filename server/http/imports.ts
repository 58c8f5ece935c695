// Files on their way in: one PUT, the file itself as its body, what to make of it in the query.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { actorAndCookies } from '../api/auth/actor'
import type { Auth } from '../api/auth/auth'
import { type ApiParts, contextFor } from '../api/caller'
import { admit } from '../api/procedures'
import { db } from '../db/client'
import { Refusal, refuse } from '../errors'
import { importOptions } from '../market/files/options'
import { receiveImport, tooLarge } from '../market/files/receive'
import { barStore } from '../services'
import { type Actor, nameOf } from '../workspaces/actor'
import { holderOf } from '../workspaces/apiKeys'
import { permission } from '../workspaces/roles'
import { sendJson, sendProblem } from './answer'

export interface ImportDoor extends ApiParts {
  readonly auth: Auth
  readonly importMaxBytes: number
}

interface Asked {
  readonly requestId: string
  readonly ip: string
  readonly fromOwnPage: boolean
}

const query = importOptions.extend({
  /** An API key names its workspace itself. */
  workspaceId: z.string().min(1).max(64).optional(),
  fileName: z.string().trim().min(1).max(200).default('bars.csv'),
})

const TYPES = ['text/csv', 'text/plain', 'text/tab-separated-values', 'application/octet-stream']

export async function answerImport(
  parts: ImportDoor,
  req: IncomingMessage,
  res: ServerResponse,
  asked: Asked,
): Promise<void> {
  try {
    await take(parts, req, res, asked)
  } catch (error) {
    // Browsers hear an answer only when all of the file is sent, so it is let in and thrown away, unless it is too large.
    if (!(error instanceof Refusal && error.code === 'TOO_LARGE')) await drained(req)
    throw error
  }
}

const drained = (req: IncomingMessage): Promise<void> =>
  new Promise(resolve => {
    if (req.readableEnded || req.destroyed) return resolve()
    req.once('end', resolve).once('close', resolve).resume()
  })

async function take(
  parts: ImportDoor,
  req: IncomingMessage,
  res: ServerResponse,
  { requestId, ip, fromOwnPage }: Asked,
): Promise<void> {
  if (req.method !== 'PUT') {
    res.setHeader('Allow', 'PUT')
    refuse('WRONG_METHOD', 'Send the file with PUT.')
  }
  assertPlain(req, parts.importMaxBytes)
  const actor = await actorOf(parts, req, res, fromOwnPage)
  const context = contextFor(parts, { requestId, ip, actor })
  context.spend()
  const url = new URL(req.url ?? '/', parts.publicUrl)
  const read = query.safeParse(Object.fromEntries(url.searchParams))
  if (!read.success) {
    await drained(req)
    return sendProblem(res, {
      code: 'BAD_INPUT',
      message: read.error.issues[0]?.message ?? 'Something in the address is not as expected.',
      requestId,
      fields: z.flattenError(read.error).fieldErrors,
    })
  }
  const { workspaceId: named, fileName, ...options } = read.data
  const workspaceId = actor.kind === 'key' ? actor.workspaceId : named
  if (workspaceId === undefined)
    refuse('BAD_INPUT', 'Say which workspace the file is for: ?workspaceId=….', { field: 'workspaceId' })
  const { workspace } = await admit(context, workspaceId, permission('market', 'edit'), 'run')
  const received = await receiveImport(
    { db, store: barStore },
    {
      workspaceId: workspace.id,
      tier: workspace.tier,
      fileName,
      options,
      maxBytes: parts.importMaxBytes,
      createdBy: nameOf(actor),
    },
    req as AsyncIterable<Buffer>,
  )
  sendJson(res, 202, received)
}

/** What can be said no to by its headers alone. Nothing is ever unpacked: a small body may not become a large one. */
function assertPlain(req: IncomingMessage, maxBytes: number): void {
  const type = (req.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (!TYPES.includes(type)) refuse('WRONG_CONTENT_TYPE', 'Send the file as text/csv.')
  const encoding = req.headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity') refuse('WRONG_CONTENT_TYPE', `Send the file as it is, not as ${encoding}.`)
  if (Number(req.headers['content-length'] ?? 0) > maxBytes)
    refuse('TOO_LARGE', tooLarge(maxBytes), { limit: maxBytes })
}

/** Whoever holds the key, else whoever is signed in and sends from our own page. */
async function actorOf(
  { auth, now }: ImportDoor,
  req: IncomingMessage,
  res: ServerResponse,
  fromOwnPage: boolean,
): Promise<Actor> {
  const secret = /^Bearer\s+(\S+)$/i.exec(req.headers.authorization ?? '')?.[1] ?? req.headers['x-api-key']
  if (typeof secret === 'string') return (await holderOf(db, secret, now())) ?? refuse('KEY_INVALID')
  if (!fromOwnPage) throw new Refusal('FOREIGN_ORIGIN')
  const { actor, cookies } = await actorAndCookies(auth, req.headers)
  if (cookies.length > 0) res.setHeader('Set-Cookie', cookies)
  return actor
}
