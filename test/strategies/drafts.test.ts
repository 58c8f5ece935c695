import { afterAll, beforeAll, expect, test } from 'vitest'
import { errorData } from '@/server/api/errorShape'
import { db } from '@/server/db/client'
import { trpcError } from '@/server/errors'
import { closeGuests } from '@/server/guests/service'
import { bus } from '@/server/services'
import { adoptGuest } from '@/server/workspaces/guests'
import { call, makeSide, type Side } from '../api/world'

let side: Side
let strategyId: string
const ids = () => ({ workspaceId: side.ids.workspaceId, strategyId })
const FIRST = "export default strategy({ name: 'x' }, ({ close, open }) => ({ filter: close > open }))"
const SECOND = FIRST.replace('close > open', 'close < open')

beforeAll(async () => {
  side = await makeSide('drafts')
})
afterAll(async () => {
  closeGuests()
  await bus.close()
  await db.$disconnect()
})

const as = (role: 'owner' | 'member') => (path: string, input: object) =>
  call(side.people[role], path, { ...ids(), ...input }) as Promise<Record<string, unknown>>

const refusalOf = async (promise: Promise<unknown>) => {
  try {
    await promise
  } catch (error) {
    return errorData(trpcError(error)).data
  }
  throw new Error('it was not refused')
}

async function fresh(): Promise<void> {
  const { workspaceId } = side.ids
  const made = (await call(side.people.owner, 'strategies.create', {
    workspaceId,
    name: 'Draft me',
    kind: 'formula',
    document: FIRST,
  })) as { strategyId: string }
  strategyId = made.strategyId
}

const draft = { base: 1, kind: 'formula', document: SECOND, revision: 0 }

test('a draft is kept for its author alone', async () => {
  await fresh()
  expect(await as('owner')('drafts.get', {})).toMatchObject({ draft: null, latest: { number: 1 } })
  expect(await as('owner')('drafts.save', draft)).toMatchObject({ revision: 1, latest: { number: 1 } })
  expect(await as('owner')('drafts.get', {})).toMatchObject({
    draft: { document: SECOND, revision: 1, base: 1 },
  })
  expect(await as('member')('drafts.get', {})).toMatchObject({ draft: null })
})

test('a second tab is told of the first, and may write over it knowingly', async () => {
  await fresh()
  await as('owner')('drafts.save', draft)
  const late = as('owner')('drafts.save', { ...draft, document: `${SECOND}\n` })
  expect(await refusalOf(late)).toMatchObject({ code: 'CHANGED_MEANWHILE', values: { revision: 1 } })
  expect(await as('owner')('drafts.save', { ...draft, document: `${SECOND}\n`, revision: 1 })).toMatchObject({
    revision: 2,
  })
})

test('the same words sent again after a lost answer are kept once', async () => {
  await fresh()
  await as('owner')('drafts.save', draft)
  expect(await as('owner')('drafts.save', draft)).toMatchObject({ revision: 2 })
  expect(await db.strategyDraft.count({ where: { strategyId } })).toBe(1)
})

test('two saves at once leave one draft and one refusal', async () => {
  await fresh()
  const said = await Promise.allSettled([
    as('owner')('drafts.save', draft),
    as('owner')('drafts.save', { ...draft, document: `${SECOND}\n` }),
  ])
  expect(said.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('publishing ends the draft it publishes, and no other', async () => {
  await fresh()
  await as('owner')('drafts.save', draft)
  await as('member')('drafts.save', { ...draft, document: `${SECOND}\n` })
  await as('owner')('strategies.save', { base: 1, kind: 'formula', document: SECOND, message: 'down bars' })
  expect(await as('owner')('drafts.get', {})).toMatchObject({ draft: null, latest: { number: 2 } })
  expect(await as('member')('drafts.get', {})).toMatchObject({ draft: { base: 1 }, latest: { number: 2 } })
  expect(await as('member')('drafts.save', { ...draft, document: SECOND, revision: 1 })).toMatchObject({
    latest: { number: 2 },
  })
})

test('what was written after publishing began stays a draft', async () => {
  await fresh()
  await as('owner')('drafts.save', { ...draft, document: `${SECOND}\n// more` })
  await as('owner')('strategies.save', { base: 1, kind: 'formula', document: SECOND })
  expect(await as('owner')('drafts.get', {})).toMatchObject({ draft: { document: `${SECOND}\n// more` } })
})

test('a draft that is given up is gone', async () => {
  await fresh()
  await as('owner')('drafts.save', draft)
  expect(await as('owner')('drafts.discard', {})).toEqual({ discarded: true })
  expect(await as('owner')('drafts.discard', {})).toEqual({ discarded: false })
})

test('an old version becomes the newest again, and says which it was', async () => {
  await fresh()
  await as('owner')('strategies.save', { base: 1, kind: 'formula', document: SECOND })
  expect(await as('owner')('strategies.restore', { version: 1, base: 2 })).toMatchObject({
    version: 3,
    saved: true,
    ok: true,
  })
  const got = (await as('owner')('strategies.get', {})) as { version: object }
  expect(got.version).toMatchObject({ number: 3, document: FIRST, message: 'Version 1 again' })
  expect(await refusalOf(as('owner')('strategies.restore', { version: 2, base: 2 }))).toMatchObject({
    code: 'CHANGED_MEANWHILE',
  })
  expect(await refusalOf(as('owner')('strategies.restore', { version: 9, base: 3 }))).toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('a guest’s drafts follow them when they sign up', async () => {
  await fresh()
  const { owner } = side.people
  await as('owner')('drafts.save', draft)
  const user = await db.user.create({
    data: { id: `new-${strategyId}`, name: 'New', email: `${strategyId}@example.com` },
    select: { id: true, name: true },
  })
  await adoptGuest(db, owner.id, user)
  expect(await db.strategyDraft.findFirst({ where: { strategyId }, select: { author: true } })).toEqual({
    author: `user:${user.id}`,
  })
})
