import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { errorData } from '@/server/api/errorShape'
import { type ErrorCode, errorTable, found, Refusal, refusalFrom, trpcError } from '@/server/errors'
import { Prisma } from '@/server/generated/prisma/client'

const codes = Object.keys(errorTable) as ErrorCode[]

describe.each(codes)('%s', code => {
  test('has the status that its tRPC code is sent with', () => {
    expect(getHTTPStatusCodeFromError(trpcError(new Refusal(code)))).toBe(errorTable[code].http)
    expect(TRPC_ERROR_CODES_BY_KEY).toHaveProperty(errorTable[code].trpc)
  })

  test('speaks in a sentence', () => {
    expect(errorTable[code].message).toMatch(/^[A-Z].*\.$/)
  })

  test('reaches the client with its code, sentence, values and request id', () => {
    const error = trpcError(new Refusal(code, 'Because.', { limit: 3 }))
    expect(errorData(error, 'r-1')).toEqual({
      message: 'Because.',
      data: { code, httpStatus: errorTable[code].http, requestId: 'r-1', values: { limit: 3 }, fields: null },
    })
  })
})

test('what nobody foresaw says nothing of what it was', () => {
  const error = trpcError(new Error('password of db is hunter2'))
  const shape = errorData(error, 'r-1')
  expect(shape.data.code).toBe('INTERNAL')
  expect(JSON.stringify(shape)).not.toContain('hunter2')
})

test('refused input names its fields', () => {
  const parsed = z.object({ a: z.object({ b: z.string() }) }).safeParse({ a: { b: 1 } })
  const error = trpcError(new Error('x'))
  Object.defineProperties(error, { code: { value: 'BAD_REQUEST' }, cause: { value: parsed.error } })
  expect(errorData(error).data).toMatchObject({
    code: 'BAD_INPUT',
    fields: { 'a.b': [expect.stringContaining('string')] },
  })
})

test.each([
  ['P2025', 'NOT_FOUND'],
  ['P2002', 'ALREADY_EXISTS'],
  ['P2034', 'CHANGED_MEANWHILE'],
  ['P1001', 'UNAVAILABLE'],
  ['P2024', 'UNAVAILABLE'],
])('the database’s %s is our %s', (theirs, ours) => {
  const error = new Prisma.PrismaClientKnownRequestError('x', { code: theirs, clientVersion: '7' })
  expect(refusalFrom(new Error('wrapped', { cause: error }))?.code).toBe(ours)
})

test('a lost connection is UNAVAILABLE, an unknown database error is not foreseen', () => {
  expect(refusalFrom(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))?.code).toBe('UNAVAILABLE')
  expect(
    refusalFrom(new Prisma.PrismaClientKnownRequestError('x', { code: 'P2010', clientVersion: '7' })),
  ).toBeNull()
})

test('found gives the value or NOT_FOUND naming it', () => {
  expect(found(0, 'x')).toBe(0)
  expect(() => found(null, 'strategy')).toThrow(/This strategy does not exist/)
})
