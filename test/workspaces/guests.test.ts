import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/server/db/client'
import { TEMPLATE_SLUG } from '@/server/workspaces/demo'
import { sweepGuests } from '@/server/workspaces/guests'
import { sweep } from '@/server/workspaces/sweeping'
import { openStage, PASSWORD, type Stage } from '../api/stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  const { id: workspaceId } = await db.workspace.upsert({
    where: { slug: TEMPLATE_SLUG },
    create: { name: 'Demo', slug: TEMPLATE_SLUG },
    update: {},
  })
  const { id: strategyId } = await db.strategy.create({
    data: {
      workspaceId,
      name: 'Template strategy',
      summary: 'For guests',
      versions: {
        create: [
          { number: 1, kind: 'formula', document: 'old' },
          { number: 2, kind: 'formula', document: 'new', digest: 'abc', program: { nodes: [] } },
        ],
      },
    },
  })
  await db.screen.create({ data: { workspaceId, strategyId, name: 'Template screen', timeframe: '5m' } })
})
afterAll(() => stage.close())

const strategiesIn = (workspaceId: string) =>
  db.strategy.findMany({
    where: { workspaceId },
    include: { versions: true, screens: true },
    orderBy: { createdAt: 'asc' },
  })

test('a guest owns a copy of the demo, with its newest versions and screens', async () => {
  const guest = await stage.guest()
  const me = await guest.api.session.me.query()
  expect(me.user).toMatchObject({ isGuest: true, email: '' })
  expect(me.workspaces).toMatchObject([{ role: 'owner', isDemo: true, name: 'Demo' }])
  expect(me.workspaces[0]?.permissions).toContain('strategy:edit')
  expect(me.workspaces[0]?.permissions).not.toContain('members:edit')
  const copies = await strategiesIn(guest.workspaceId)
  const mine = copies.find(({ name }) => name === 'Template strategy')
  expect(mine?.versions).toMatchObject([
    { number: 1, document: 'new', digest: 'abc', program: { nodes: [] } },
  ])
  expect(mine?.screens).toMatchObject([{ name: 'Template screen', workspaceId: guest.workspaceId }])
})

test('copies stand in the template’s order', async () => {
  const { id: workspaceId } = await db.workspace.findUniqueOrThrow({ where: { slug: TEMPLATE_SLUG } })
  for (const name of ['Second', 'Third', 'Fourth']) {
    const { id: strategyId } = await db.strategy.create({ data: { workspaceId, name } })
    await db.screen.create({ data: { workspaceId, strategyId, name, timeframe: '5m' } })
  }
  const guest = await stage.guest()
  const [screens, strategies] = [
    await guest.api.screens.list.query({ workspaceId: guest.workspaceId }),
    await db.strategy.findMany({ where: { workspaceId: guest.workspaceId }, orderBy: { updatedAt: 'desc' } }),
  ]
  const names = ['Template', 'Second', 'Third', 'Fourth']
  expect(screens.map(({ name }) => name.split(' ')[0])).toEqual(names)
  expect(strategies.map(({ name }) => name.split(' ')[0])).toEqual(names)
})

test('two guests have two sandboxes', async () => {
  const [ann, bob] = [await stage.guest(), await stage.guest()]
  expect(ann.workspaceId).not.toBe(bob.workspaceId)
  const ids = new Set((await strategiesIn(ann.workspaceId)).map(({ id }) => id))
  expect((await strategiesIn(bob.workspaceId)).some(({ id }) => ids.has(id))).toBe(false)
})

test('the template itself belongs to nobody', async () => {
  const template = await db.workspace.findUniqueOrThrow({
    where: { slug: TEMPLATE_SLUG },
    include: { members: true },
  })
  expect(template.members).toEqual([])
})

test('a guest who signs up keeps their workspace and their work', async () => {
  const guest = await stage.guest()
  const { workspaceId } = guest
  await db.strategy.create({ data: { workspaceId, name: 'My idea', createdBy: `user:${guest.id}` } })
  const ann = await stage.signUp('Ann Smith', guest)
  const me = await ann.api.session.me.query()
  expect(me.user).toMatchObject({ id: ann.id, isGuest: false })
  expect(me.workspaces).toMatchObject([
    { id: workspaceId, role: 'owner', isDemo: false, name: "Ann's workspace" },
  ])
  const mine = (await strategiesIn(workspaceId)).find(({ name }) => name === 'My idea')
  expect(mine?.createdBy).toBe(`user:${ann.id}`)
  expect(await db.user.findUnique({ where: { id: guest.id } })).toBeNull()
})

test('a guest who signs in to an account brings work along, and leaves an untouched demo behind', async () => {
  const ann = await stage.owner()
  const signIn = (who: Awaited<ReturnType<Stage['guest']>>) =>
    who.post('/api/auth/sign-in/email', { email: ann.email, password: PASSWORD })

  const idle = await stage.guest()
  expect((await signIn(idle)).status).toBe(200)
  expect(await db.workspace.findUnique({ where: { id: idle.workspaceId } })).toBeNull()

  const busy = await stage.guest()
  await db.strategy.create({
    data: { workspaceId: busy.workspaceId, name: 'My idea', createdBy: `user:${busy.id}` },
  })
  expect((await signIn(busy)).status).toBe(200)
  const { workspaces } = await busy.api.session.me.query()
  expect(workspaces.map(({ id }) => id).sort()).toEqual([ann.workspaceId, busy.workspaceId].sort())
})

test('signing up from two tabs at once keeps the work with exactly one account', async () => {
  const guest = await stage.guest()
  const cookies = guest.cookie()
  const tabs = ['a', 'b'].map(tab =>
    stage
      .visitor()
      .post(
        '/api/auth/sign-up/email',
        { name: 'Ann', email: `${tab}.${guest.id.toLowerCase()}@example.com`, password: PASSWORD },
        { cookie: cookies },
      ),
  )
  await Promise.all(tabs)
  const members = await db.member.findMany({
    where: { workspaceId: guest.workspaceId },
    include: { user: true },
  })
  expect(members).toHaveLength(1)
  expect(members[0]?.user.isAnonymous).toBe(false)
})

const aged = async (id: string, days: number) => {
  const at = new Date(Date.now() - days * 86_400_000)
  await db.user.update({ where: { id }, data: { createdAt: at } })
  await db.session.updateMany({ where: { userId: id }, data: { updatedAt: at } })
}

test('guests who left are swept with their workspaces; those who are here or signed up stay', async () => {
  const gone = await stage.guest()
  const here = await stage.guest()
  const back = await stage.guest()
  const signedUp = await stage.signUp('Ann', await stage.guest())
  const linked = await stage.guest()
  await db.account.create({
    data: { id: `acc-${linked.id}`, accountId: '1', providerId: 'github', userId: linked.id },
  })
  const owner = await stage.owner()
  for (const { id } of [gone, linked, signedUp, owner]) await aged(id, 30)
  await db.user.update({
    where: { id: back.id },
    data: { createdAt: new Date(Date.now() - 30 * 86_400_000) },
  })

  const swept = await sweepGuests(db, new Date(Date.now() - 7 * 86_400_000))

  expect(swept).toBe(1)
  expect(await db.user.findUnique({ where: { id: gone.id } })).toBeNull()
  expect(await db.workspace.findUnique({ where: { id: gone.workspaceId } })).toBeNull()
  for (const { id } of [here, back, linked, signedUp, owner]) {
    expect(await db.user.findUnique({ where: { id } })).not.toBeNull()
  }
  expect(await db.workspace.findUnique({ where: { id: linked.workspaceId } })).not.toBeNull()
})

test('two sweepers do not sweep at once', async () => {
  const parts = { db, guestDays: 7, now: stage.now }
  const results = await Promise.all([sweep(parts), sweep(parts), sweep(parts)])
  expect(results.filter(result => result !== null).length).toBeGreaterThanOrEqual(1)
  await db.$transaction(async lock => {
    await lock.$queryRaw`select pg_advisory_xact_lock(7203115)::text`
    expect(await sweep(parts)).toBeNull()
  })
})
