import { afterAll, expect, test } from 'vitest'
import { db } from '@/server/db/client'

afterAll(() => db.$disconnect())

test('a transaction that a busy machine holds up for six seconds is kept', async () => {
  const key = await db.$transaction(async tx => {
    const { id } = await tx.workspace.create({ data: { name: 'slow', slug: 'slow' }, select: { id: true } })
    await tx.$executeRaw`select pg_sleep(6)`
    return id
  })
  expect(await db.workspace.count({ where: { id: key } })).toBe(1)
})
