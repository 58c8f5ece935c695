// tRPC over HTTP: queries, mutations, batches, and subscriptions as server-sent events where sockets don't get through.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http'
import type { Logger } from 'pino'
import { Refusal, refusalFrom } from '../errors'
import { isJson } from '../http/body'
import type { Context } from './context'
import { errorData } from './errorShape'
import { appRouter } from './router'

export const TRPC_PATH = '/api/trpc'
/** A strategy's document is the largest thing anybody sends. */
const MAX_BYTES = 2 * 1024 * 1024
export const MAX_BATCH = 40

export async function answerTrpc(
  req: IncomingMessage,
  res: ServerResponse,
  { ctx, path, fromOwnPage }: { ctx: Context; path: string; fromOwnPage: boolean },
): Promise<void> {
  if (req.method === 'POST') {
    if (!fromOwnPage) throw new Refusal('FOREIGN_ORIGIN')
    if (!isJson(req)) throw new Refusal('WRONG_CONTENT_TYPE')
  }
  await nodeHTTPRequestHandler({
    req,
    res,
    path,
    router: appRouter,
    createContext: () => ctx,
    maxBodySize: MAX_BYTES,
    maxBatchSize: MAX_BATCH,
    onError: ({ error, path: call, type }) => logError(ctx.log, error, call, type),
    responseMeta: ({ errors }) => {
      const headers = new Headers({ 'cache-control': 'no-store' })
      const waits = errors.map(error => refusalFrom(error.cause)?.values.retryAfterSeconds ?? 0)
      const longest = Math.max(0, ...waits.map(Number))
      if (longest > 0) headers.set('retry-after', String(longest))
      return { headers }
    },
  })
}

/** What was foreseen is a line; what was not is an error with its stack. */
export function logError(
  log: Logger,
  error: Parameters<typeof errorData>[0],
  path?: string,
  type?: string,
): void {
  const { code } = errorData(error).data
  if (code === 'INTERNAL') log.error({ path, type, err: error.cause ?? error }, 'a procedure failed')
  else log.debug({ path, type, code }, 'a procedure refused')
}
