// What a client is told about an error, over tRPC, REST and sockets alike.
import type { TRPCError } from '@trpc/server'
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc'
import { z } from 'zod'
import { type ErrorCode, errorTable, type RefusalValues, refusalFrom } from '../errors'

export type ErrorData = {
  readonly code: ErrorCode
  readonly httpStatus: number
  readonly requestId: string
  readonly values: RefusalValues
  /** Input fields that were refused, by dotted path. */
  readonly fields: Readonly<Record<string, readonly string[]>> | null
}

/** The closed set of tRPC's own errors (no such path, unreadable body …) in our words. */
const ownWord: Partial<Record<TRPCError['code'], ErrorCode>> = {
  PARSE_ERROR: 'UNREADABLE',
  BAD_REQUEST: 'BAD_INPUT',
  NOT_FOUND: 'NO_SUCH_CALL',
  METHOD_NOT_SUPPORTED: 'WRONG_METHOD',
  UNSUPPORTED_MEDIA_TYPE: 'WRONG_CONTENT_TYPE',
  PAYLOAD_TOO_LARGE: 'TOO_LARGE',
  CLIENT_CLOSED_REQUEST: 'CLIENT_GONE',
  TIMEOUT: 'TOO_SLOW',
}

export function errorData(error: TRPCError, requestId = 'none'): { message: string; data: ErrorData } {
  const refusal = refusalFrom(error.cause)
  if (refusal) {
    const { http } = errorTable[refusal.code]
    return {
      message: refusal.message,
      data: {
        code: refusal.code,
        httpStatus: http,
        requestId,
        values: refusal.values,
        fields: refusal.fields,
      },
    }
  }
  const code = error.cause instanceof SyntaxError ? 'UNREADABLE' : (ownWord[error.code] ?? 'INTERNAL')
  return {
    // The thrower's own words stay in the log: they may hold anything.
    message: errorTable[code].message,
    data: { code, httpStatus: errorTable[code].http, requestId, values: {}, fields: fieldsOf(error.cause) },
  }
}

/** The error shape that tRPC sends, built from the error table alone. */
export function describeError(error: TRPCError, requestId?: string) {
  const { message, data } = errorData(error, requestId)
  return { message, code: TRPC_ERROR_CODES_BY_KEY[errorTable[data.code].trpc], data }
}

function fieldsOf(cause: unknown): ErrorData['fields'] {
  if (!(cause instanceof z.ZodError)) return null
  const fields: Record<string, string[]> = {}
  for (const issue of cause.issues) {
    const path = issue.path.join('.')
    fields[path] = [...(fields[path] ?? []), issue.message]
  }
  return fields
}
