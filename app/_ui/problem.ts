import { TRPCClientError } from '@trpc/client'
import type { AppRouter } from '@/server/api/router'

export interface Explained {
  /** What happened and what to do, for a person. */
  readonly sentence: string
  readonly code: string | null
  readonly requestId: string | null
  /** Refused input fields, by name. */
  readonly fields: Readonly<Record<string, readonly string[]>>
}

/** What anything that was thrown means for the person in front of it. */
export function explain(error: unknown): Explained {
  if (error instanceof TRPCClientError) {
    const { data, message } = error as TRPCClientError<AppRouter>
    if (data)
      return { sentence: message, code: data.code, requestId: data.requestId, fields: data.fields ?? {} }
    return { ...UNREACHABLE }
  }
  if (error instanceof TypeError) return { ...UNREACHABLE }
  const sentence = error instanceof Error ? error.message : 'Something unforeseen happened. Reload the page.'
  return { sentence, code: null, requestId: null, fields: {} }
}

/** The server heard it and said no; asked again the same way, it says the same. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof TRPCClientError &&
  typeof error.data?.httpStatus === 'number' &&
  error.data.httpStatus < 500

const UNREACHABLE: Explained = {
  sentence: 'The server can’t be reached. Check your connection and try again.',
  code: 'UNREACHABLE',
  requestId: null,
  fields: {},
}
