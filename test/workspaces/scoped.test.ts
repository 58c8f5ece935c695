import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { db } from '@/server/db/client'
import { Prisma } from '@/server/generated/prisma/client'
import { confine, scoped } from '@/server/workspaces/scoped'

const made = async (name: string) => {
  const { id } = await db.workspace.create({ data: { name, slug: `${name}-${Math.random()}` } })
  const strategy = await db.strategy.create({
    data: { workspaceId: id, name, versions: { create: { number: 1, kind: 'formula', document: name } } },
    include: { versions: true },
  })
  const screen = await db.screen.create({
    data: { workspaceId: id, strategyId: strategy.id, name, timeframe: '1h' },
  })
  return { id, strategyId: strategy.id, versionId: strategy.versions[0]?.id ?? '', screenId: screen.id }
}
type Made = Awaited<ReturnType<typeof made>>

let ours: Made
let theirs: Made
beforeAll(async () => {
  ours = await made('ours')
  theirs = await made('theirs')
})
afterAll(() => db.$disconnect())

const client = () => scoped(db, ours.id)

test('reads see one workspace, whatever the query says', async () => {
  expect((await client().strategy.findMany()).map(({ id }) => id)).toEqual([ours.strategyId])
  expect(await client().strategy.findMany({ where: { workspaceId: theirs.id } })).toEqual([])
  expect(
    await client().strategy.findMany({ where: { OR: [{ name: 'theirs' }, { name: 'ours' }] } }),
  ).toHaveLength(1)
  expect(await client().strategy.findUnique({ where: { id: theirs.strategyId } })).toBeNull()
  expect(await client().strategy.count({ where: { AND: [{ name: 'theirs' }] } })).toBe(0)
  expect((await client().strategy.aggregate({ _count: true }))._count).toBe(1)
  expect(await client().strategy.groupBy({ by: ['workspaceId'] })).toEqual([{ workspaceId: ours.id }])
})

test('rows without a workspace of their own are held by their parent', async () => {
  expect((await client().strategyVersion.findMany()).map(({ id }) => id)).toEqual([ours.versionId])
  expect(await client().strategyVersion.findFirst({ where: { id: theirs.versionId } })).toBeNull()
})

test('changes and removals of foreign rows find nothing', async () => {
  await expect(
    client().strategy.update({ where: { id: theirs.strategyId }, data: { name: 'x' } }),
  ).rejects.toMatchObject({
    code: 'P2025',
  })
  await expect(client().strategy.delete({ where: { id: theirs.strategyId } })).rejects.toMatchObject({
    code: 'P2025',
  })
  expect(
    await client().strategy.updateMany({ where: { id: theirs.strategyId }, data: { name: 'x' } }),
  ).toEqual({ count: 0 })
  expect(await client().screen.deleteMany({ where: { id: theirs.screenId } })).toEqual({ count: 0 })
  expect(await db.strategy.findUniqueOrThrow({ where: { id: theirs.strategyId } })).toMatchObject({
    name: 'theirs',
  })
})

test('creations are stamped, even against their own words', async () => {
  const made = await client().strategy.create({ data: { name: 'new', workspaceId: theirs.id } })
  expect(made.workspaceId).toBe(ours.id)
  const many = await client().strategy.createManyAndReturn({ data: [{ name: 'a', workspaceId: theirs.id }] })
  expect(many[0]?.workspaceId).toBe(ours.id)
  await db.strategy.deleteMany({ where: { id: { in: [made.id, many[0]?.id ?? ''] } } })
})

test('a row can not be moved out of its workspace', async () => {
  const moved = await client().strategy.update({
    where: { id: ours.strategyId },
    data: { workspaceId: theirs.id },
  })
  expect(moved.workspaceId).toBe(ours.id)
  await client().strategy.updateMany({ data: { workspaceId: theirs.id, summary: 'x' } })
  expect((await db.strategy.findUniqueOrThrow({ where: { id: ours.strategyId } })).workspaceId).toBe(ours.id)
})

test('a new row can not hang on to a foreign one', async () => {
  const screen = (strategyId: string) =>
    client().screen.create({ data: { name: 's', timeframe: '1h', strategyId, workspaceId: ours.id } })
  await expect(screen(theirs.strategyId)).rejects.toMatchObject({ code: 'P2025' })
  const fine = await screen(ours.strategyId)
  expect(fine.strategyId).toBe(ours.strategyId)
  await expect(
    client().screen.update({ where: { id: fine.id }, data: { strategyId: theirs.strategyId } }),
  ).rejects.toMatchObject({ code: 'P2025' })
  await expect(
    client().screenRun.create({
      data: {
        workspaceId: ours.id,
        screenId: ours.screenId,
        versionId: theirs.versionId,
        barTime: new Date(),
        digest: 'x',
      },
    }),
  ).rejects.toMatchObject({ code: 'P2025' })
})

test('it holds inside a transaction', async () => {
  const seen = await client().$transaction(async tx => tx.strategy.findMany())
  expect(seen.map(({ workspaceId }) => workspaceId)).toEqual([ours.id])
})

describe('what can not be confined is refused', () => {
  test('people are nobody’s tenant data', async () => {
    await expect(client().user.findMany()).rejects.toThrow(/has no workspace/)
  })
  test('bulk writes that set links', async () => {
    await expect(
      client().screen.createMany({
        data: [{ workspaceId: ours.id, strategyId: theirs.strategyId, name: 'x', timeframe: '1h' }],
      }),
    ).rejects.toThrow(/by itself/)
  })
  test('a new workspace', async () => {
    await expect(client().workspace.create({ data: { name: 'x', slug: 'x' } })).rejects.toThrow(
      /does not create/,
    )
  })
})

// bars are what a market did, the same for everyone
const PEOPLE_AND_PLUMBING = [
  'Account',
  'BarChunk',
  'BarSeries',
  'FeedState',
  'Heartbeat',
  'Outbox',
  'RateLimit',
  'Session',
  'User',
  'Verification',
]

test('every model is either confined or known to have no workspace', () => {
  const loose = Object.values(Prisma.ModelName).filter(model => {
    try {
      confine(model, 'findMany', {}, 'w')
      return false
    } catch {
      return true
    }
  })
  // A new table belongs in `tenants` of server/workspaces/scoped.ts, or here with a reason.
  expect(loose.filter(model => !PEOPLE_AND_PLUMBING.includes(model))).toEqual([])
})
