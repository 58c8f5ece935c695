// Every way the server says no. A code is a promise to clients and never changes its meaning;
// the HTTP status and tRPC code follow from it here and nowhere else.
import { getTRPCErrorFromUnknown, TRPCError } from '@trpc/server'
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server/rpc'
import { Prisma } from './generated/prisma/client'
import { NoBars, VenueProblem } from './market/problem'

type Row = {
  readonly http: number
  readonly trpc: TRPC_ERROR_CODE_KEY
  /** What a user is told unless the refusal brings a better sentence: what happened and what to do. */
  readonly message: string
}

export const errorTable = {
  BAD_INPUT: {
    http: 400,
    trpc: 'BAD_REQUEST',
    message: 'Something in the request is not as expected. The listed fields say what to change.',
  },
  UNREADABLE: {
    http: 400,
    trpc: 'PARSE_ERROR',
    message: 'The request body is not valid JSON. Send JSON and try again.',
  },
  NOT_SIGNED_IN: {
    http: 401,
    trpc: 'UNAUTHORIZED',
    message: 'You are not signed in, or the session has ended. Sign in and try again.',
  },
  KEY_INVALID: {
    http: 401,
    trpc: 'UNAUTHORIZED',
    message: 'This API key is unknown, expired or revoked. Create a new one under Settings, API keys.',
  },
  TIER_LIMIT: {
    http: 402,
    trpc: 'PAYMENT_REQUIRED',
    message: 'The plan of this workspace does not reach further. Remove something or move to a larger plan.',
  },
  NOT_ALLOWED: {
    http: 403,
    trpc: 'FORBIDDEN',
    message: 'Your role in this workspace does not allow this. Ask an owner or admin.',
  },
  KEY_LACKS_SCOPE: {
    http: 403,
    trpc: 'FORBIDDEN',
    message: 'This API key does not have the scope for this call. Create a key with that scope.',
  },
  NOT_FOR_GUESTS: {
    http: 403,
    trpc: 'FORBIDDEN',
    message: 'Guests work alone in their demo workspace. Sign up (your work is kept) and try again.',
  },
  FOREIGN_ORIGIN: {
    http: 403,
    trpc: 'FORBIDDEN',
    message: 'The request comes from another web site. If this is your own address, set PUBLIC_URL to it.',
  },
  NOT_FOUND: {
    http: 404,
    trpc: 'NOT_FOUND',
    message: 'This does not exist, or not for you. It may have been removed; go back to the list.',
  },
  NO_SUCH_CALL: {
    http: 404,
    trpc: 'NOT_FOUND',
    message: 'There is no such call. Reload the page if it has been open for long.',
  },
  WRONG_METHOD: {
    http: 405,
    trpc: 'METHOD_NOT_SUPPORTED',
    message: 'This call exists, but not with this HTTP method.',
  },
  TOO_SLOW: {
    http: 408,
    trpc: 'TIMEOUT',
    message: 'This took too long and was stopped. Try again, with less at once.',
  },
  ALREADY_EXISTS: {
    http: 409,
    trpc: 'CONFLICT',
    message: 'Something with this name exists already. Choose another name.',
  },
  CHANGED_MEANWHILE: {
    http: 409,
    trpc: 'CONFLICT',
    message: 'Somebody changed this in the meantime. Reload it and make your change again.',
  },
  LAST_OWNER: {
    http: 409,
    trpc: 'CONFLICT',
    message: 'A workspace needs an owner. Make another member owner first.',
  },
  NOT_POSSIBLE_NOW: {
    http: 412,
    trpc: 'PRECONDITION_FAILED',
    message: 'This is not possible in the present state.',
  },
  INVITATION_OVER: {
    http: 412,
    trpc: 'PRECONDITION_FAILED',
    message: 'This invitation was used, withdrawn or has expired. Ask for a new one.',
  },
  BAD_FILE: {
    http: 422,
    trpc: 'UNPROCESSABLE_CONTENT',
    message: 'The file has problems. Correct the lines that are named and import it again.',
  },
  TOO_LARGE: {
    http: 413,
    trpc: 'PAYLOAD_TOO_LARGE',
    message: 'The request is larger than allowed. Send less at once.',
  },
  WRONG_CONTENT_TYPE: {
    http: 415,
    trpc: 'UNSUPPORTED_MEDIA_TYPE',
    message: 'Send the body as application/json.',
  },
  DOES_NOT_COMPILE: {
    http: 422,
    trpc: 'UNPROCESSABLE_CONTENT',
    message: 'The document has problems. Correct them and try again.',
  },
  TOO_MANY_REQUESTS: {
    http: 429,
    trpc: 'TOO_MANY_REQUESTS',
    message: 'Too many requests in a short time. Wait a moment and try again.',
  },
  CLIENT_GONE: { http: 499, trpc: 'CLIENT_CLOSED_REQUEST', message: 'The client ended the request.' },
  INTERNAL: {
    http: 500,
    trpc: 'INTERNAL_SERVER_ERROR',
    message: 'Something went wrong on our side. Try again; if it stays, report the request id.',
  },
  UNAVAILABLE: {
    http: 503,
    trpc: 'SERVICE_UNAVAILABLE',
    message: 'A part of the service is not reachable right now. Try again in a moment.',
  },
} as const satisfies Record<string, Row>

export type ErrorCode = keyof typeof errorTable

/** Values that explain a refusal to programs: `{ limit: 10 }`, `{ field: 'name' }`. */
export type RefusalValues = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** A refusal that was foreseen. Everything else that is thrown is a programmer's error and answers INTERNAL. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: ErrorCode
  readonly values: RefusalValues
  /** What is wrong with which input field, by dotted path; null where it is no field's fault. */
  readonly fields: Readonly<Record<string, readonly string[]>> | null

  constructor(
    code: ErrorCode,
    message: string = errorTable[code].message,
    values: RefusalValues = {},
    fields: Refusal['fields'] = null,
  ) {
    super(message)
    this.code = code
    this.values = values
    this.fields = fields
  }

  get http(): number {
    return errorTable[this.code].http
  }
}

/** Throws a refusal; `message` replaces the table's sentence where the place knows better. */
export function refuse(code: ErrorCode, message?: string, values?: RefusalValues): never {
  throw new Refusal(code, message, values)
}

/** Throws BAD_INPUT with a sentence for each refused field, by dotted path. */
export function refuseFields(fields: Readonly<Record<string, string>>): never {
  const sentences = Object.entries(fields)
  throw new Refusal(
    'BAD_INPUT',
    sentences.map(([, sentence]) => sentence).join(' '),
    {},
    Object.fromEntries(sentences.map(([path, sentence]) => [path, [sentence]])),
  )
}

/** What `value` holds, or NOT_FOUND naming `what`. */
export function found<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) {
    throw new Refusal(
      'NOT_FOUND',
      `This ${what} does not exist, or not in this workspace. It may have been removed.`,
    )
  }
  return value
}

const LOST_DATABASE = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2037',
  'ECONNREFUSED',
  'ECONNRESET',
  '57P01',
  '57P03',
  '53300',
])

/** PostgreSQL keeps no U+0000: not in a text (22021), nor escaped in JSON (22P05). Prisma has no code of its own for it. */
const UNSTORABLE = /Code: `(22021|22P05)`/

/** The refusal that a thrown value stands for, or null when nobody foresaw it. Foreign errors become ours here. */
export function refusalFrom(thrown: unknown): Refusal | null {
  for (let error = thrown, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth++) {
    if (error instanceof Refusal) return error
    if (error instanceof VenueProblem)
      return error.trouble === 'refused'
        ? new Refusal('NOT_POSSIBLE_NOW', error.message)
        : new Refusal(
            'UNAVAILABLE',
            error instanceof NoBars
              ? error.message
              : 'The venue does not answer as it should. Try again in a moment.',
          )
    if (error instanceof Prisma.PrismaClientKnownRequestError) {
      if (error.code === 'P2025') return new Refusal('NOT_FOUND')
      if (error.code === 'P2002') return new Refusal('ALREADY_EXISTS')
      if (error.code === 'P2003') return new Refusal('NOT_FOUND')
      if (error.code === 'P2034') return new Refusal('CHANGED_MEANWHILE')
      if (UNSTORABLE.test(error.message))
        return new Refusal(
          'BAD_INPUT',
          'A text holds a sign that can’t be stored, such as a null. Remove it.',
        )
    }
    if (error instanceof Prisma.PrismaClientInitializationError) return new Refusal('UNAVAILABLE')
    if ('code' in error && typeof error.code === 'string' && LOST_DATABASE.has(error.code))
      return new Refusal('UNAVAILABLE')
  }
  return null
}

/** What is thrown, as tRPC carries it: a refusal with its code, anything else as it is. */
export function trpcError(thrown: unknown): TRPCError {
  const refusal = refusalFrom(thrown)
  if (!refusal) return getTRPCErrorFromUnknown(thrown)
  return new TRPCError({ code: errorTable[refusal.code].trpc, message: refusal.message, cause: refusal })
}
