// Plain HTTP answers of the doors that are not tRPC. Errors are problem JSON (RFC 9457).
import type { ServerResponse } from 'node:http'
import { type ErrorCode, errorTable, type Refusal, type RefusalValues } from '../errors'
import { DATA_POLICY } from './headers'

export function sendJson(
  res: ServerResponse,
  status: number,
  body: unknown,
  type = 'application/json',
): void {
  if (res.headersSent) return void res.end()
  const text = JSON.stringify(body)
  res.statusCode = status
  res.setHeader('Content-Type', `${type}; charset=utf-8`)
  res.setHeader('Content-Length', Buffer.byteLength(text))
  res.setHeader('Content-Security-Policy', DATA_POLICY)
  if (!res.hasHeader('Cache-Control')) res.setHeader('Cache-Control', 'no-store')
  res.end(res.req.method === 'HEAD' ? undefined : text)
}

export type Problem = {
  readonly code: ErrorCode
  readonly message: string
  readonly requestId: string
  readonly values?: RefusalValues
  readonly fields?: Readonly<Record<string, readonly string[]>> | null
}

export function problemBody({ code, message, requestId, values, fields }: Problem) {
  return {
    type: 'about:blank',
    title: code,
    status: errorTable[code].http,
    detail: message,
    code,
    // Better Auth's and tRPC's clients look here for a sentence to show.
    message,
    requestId,
    ...(values && Object.keys(values).length > 0 ? { values } : {}),
    ...(fields ? { fields } : {}),
  }
}

export function sendProblem(res: ServerResponse, problem: Problem): void {
  setRetryAfter(res, problem.values)
  sendJson(res, errorTable[problem.code].http, problemBody(problem), 'application/problem+json')
}

export function sendRefusal(
  res: ServerResponse,
  { code, message, values }: Refusal,
  requestId: string,
): void {
  sendProblem(res, { code, message, values, requestId })
}

export function setRetryAfter(res: ServerResponse, values: RefusalValues | undefined): void {
  const seconds = values?.retryAfterSeconds
  if (typeof seconds === 'number' && !res.headersSent) res.setHeader('Retry-After', String(seconds))
}
