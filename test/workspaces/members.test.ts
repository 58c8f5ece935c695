import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/server/db/client'
import { openStage, outcome, type Stage } from '../api/stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const memberIdOf = async (workspaceId: string, userId: string) =>
  (await db.member.findFirstOrThrow({ where: { workspaceId, userId }, select: { id: true } })).id

test('who makes a workspace owns it', async () => {
  const ann = await stage.owner('Ann')
  const me = await ann.api.session.me.query()
  expect(me.workspaces).toMatchObject([
    { id: ann.workspaceId, name: "Ann's desk", role: 'owner', isDemo: false, tier: 'free' },
  ])
  expect(me.workspaces[0]?.slug).toMatch(/^ann-s-desk-[0-9a-f]{6}$/)
  expect(me.workspaces[0]?.permissions).toContain('workspace:remove')
})

test('a workspace is renamed by admins and removed by owners only', async () => {
  const ann = await stage.owner()
  const admin = await stage.joined(ann, 'admin')
  const member = await stage.joined(ann, 'member')
  const { workspaceId } = ann
  expect(await outcome(member.api.workspaces.rename.mutate({ workspaceId, name: 'Ours' }))).toBe(
    'NOT_ALLOWED',
  )
  expect((await admin.api.workspaces.rename.mutate({ workspaceId, name: 'Ours' })).name).toBe('Ours')
  expect(await outcome(admin.api.workspaces.remove.mutate({ workspaceId }))).toBe('NOT_ALLOWED')
  expect(await outcome(ann.api.workspaces.remove.mutate({ workspaceId }))).toBe('OK')
  expect(await outcome(ann.api.members.list.query({ workspaceId }))).toBe('NOT_FOUND')
})

test('removing a workspace takes everything in it, and its audit entries stay', async () => {
  const ann = await stage.owner()
  const { workspaceId } = ann
  await ann.api.apiKeys.create.mutate({ workspaceId, name: 'ci', scopes: ['read'] })
  await db.strategy.create({ data: { workspaceId, name: 'Mine' } })
  await ann.api.workspaces.remove.mutate({ workspaceId })
  expect(await db.apiKey.count({ where: { workspaceId } })).toBe(0)
  expect(await db.strategy.count({ where: { workspaceId } })).toBe(0)
  const actions = await db.auditEntry.findMany({
    where: { workspaceId },
    orderBy: { id: 'asc' },
    select: { action: true },
  })
  expect(actions.map(({ action }) => action)).toEqual([
    'workspace.created',
    'key.created',
    'workspace.removed',
  ])
})

test('the list shows members to all, and open invitations to those who may invite', async () => {
  const ann = await stage.owner()
  const viewer = await stage.joined(ann, 'viewer')
  await ann.api.members.invite.mutate({ workspaceId: ann.workspaceId, email: 'Later@Example.com' })
  const seen = await viewer.api.members.list.query({ workspaceId: ann.workspaceId })
  expect(seen.members.map(({ email, role }) => [email, role])).toEqual([
    [ann.email, 'owner'],
    [viewer.email, 'viewer'],
  ])
  expect(seen.invitations).toEqual([])
  const { invitations } = await ann.api.members.list.query({ workspaceId: ann.workspaceId })
  expect(invitations).toMatchObject([{ email: 'later@example.com', role: 'member' }])
})

test('an admin can neither make an owner nor touch one', async () => {
  const ann = await stage.owner()
  const admin = await stage.joined(ann, 'admin')
  const member = await stage.joined(ann, 'member')
  const { workspaceId } = ann
  const annId = await memberIdOf(workspaceId, ann.id)
  const { members } = admin.api
  expect(
    await outcome(members.setRole.mutate({ workspaceId, memberId: member.memberId, role: 'owner' })),
  ).toBe('NOT_ALLOWED')
  expect(await outcome(members.setRole.mutate({ workspaceId, memberId: annId, role: 'viewer' }))).toBe(
    'NOT_ALLOWED',
  )
  expect(await outcome(members.remove.mutate({ workspaceId, memberId: annId }))).toBe('NOT_ALLOWED')
  expect(await outcome(members.invite.mutate({ workspaceId, email: 'x@example.com', role: 'owner' }))).toBe(
    'NOT_ALLOWED',
  )
  expect(
    await outcome(members.setRole.mutate({ workspaceId, memberId: member.memberId, role: 'admin' })),
  ).toBe('OK')
})

test('the last owner can neither leave, be removed, nor step down', async () => {
  const ann = await stage.owner()
  const { workspaceId } = ann
  const memberId = await memberIdOf(workspaceId, ann.id)
  expect(await outcome(ann.api.members.leave.mutate({ workspaceId }))).toBe('LAST_OWNER')
  expect(await outcome(ann.api.members.remove.mutate({ workspaceId, memberId }))).toBe('LAST_OWNER')
  expect(await outcome(ann.api.members.setRole.mutate({ workspaceId, memberId, role: 'admin' }))).toBe(
    'LAST_OWNER',
  )
})

test('two owners who demote each other at the same moment leave one owner', async () => {
  for (let round = 0; round < 5; round++) {
    const ann = await stage.owner()
    const bob = await stage.joined(ann, 'owner')
    const { workspaceId } = ann
    const annId = await memberIdOf(workspaceId, ann.id)
    await Promise.all([
      outcome(ann.api.members.setRole.mutate({ workspaceId, memberId: bob.memberId, role: 'viewer' })),
      outcome(bob.api.members.setRole.mutate({ workspaceId, memberId: annId, role: 'viewer' })),
    ])
    expect(await db.member.count({ where: { workspaceId, role: 'owner' } })).toBe(1)
  }
})

test('two owners who leave at the same moment leave one owner', async () => {
  const ann = await stage.owner()
  const bob = await stage.joined(ann, 'owner')
  const { workspaceId } = ann
  const outcomes = await Promise.all([
    outcome(ann.api.members.leave.mutate({ workspaceId })),
    outcome(bob.api.members.leave.mutate({ workspaceId })),
  ])
  expect(outcomes.sort()).toEqual(['LAST_OWNER', 'OK'])
})

test('a removed member is out at once, and so are the people they had invited', async () => {
  const ann = await stage.owner()
  const admin = await stage.joined(ann, 'admin')
  const { workspaceId } = ann
  const late = await stage.signUp()
  const { id } = await admin.api.members.invite.mutate({ workspaceId, email: late.email })
  await ann.api.members.remove.mutate({ workspaceId, memberId: admin.memberId })
  expect(await outcome(admin.api.members.list.query({ workspaceId }))).toBe('NOT_FOUND')
  expect(await outcome(late.api.invitations.accept.mutate({ invitationId: id }))).toBe('INVITATION_OVER')
})

test('an admin who becomes a viewer leaves no open invitation behind', async () => {
  const ann = await stage.owner()
  const admin = await stage.joined(ann, 'admin')
  const { workspaceId } = ann
  const { id } = await admin.api.members.invite.mutate({
    workspaceId,
    email: 'later@example.com',
    role: 'admin',
  })
  await ann.api.members.setRole.mutate({ workspaceId, memberId: admin.memberId, role: 'viewer' })
  expect((await ann.api.invitations.show.query({ invitationId: id })).state).toBe('cancelled')
})

test('each change of members is in the audit log, with who did it', async () => {
  const ann = await stage.owner('Ann')
  const bob = await stage.joined(ann, 'viewer')
  const { workspaceId } = ann
  await ann.api.members.setRole.mutate({ workspaceId, memberId: bob.memberId, role: 'admin' })
  await bob.api.workspaces.rename.mutate({ workspaceId, name: 'Ours' })
  await bob.api.members.leave.mutate({ workspaceId })
  const { entries, next } = await ann.api.audit.list.query({ workspaceId })
  expect(next).toBeNull()
  expect(entries.map(({ action, actorName, subject }) => [action, actorName, subject])).toEqual([
    ['member.left', bob.name, bob.email],
    ['workspace.renamed', bob.name, 'Ours'],
    ['member.role.changed', 'Ann', bob.email],
    ['member.joined', bob.name, bob.email],
    ['member.invited', 'Ann', bob.email],
    ['workspace.created', 'Ann', "Ann's desk"],
  ])
  expect(entries[2]?.details).toEqual({ from: 'viewer', to: 'admin' })
  const page = await ann.api.audit.list.query({ workspaceId, limit: 2 })
  const rest = await ann.api.audit.list.query({ workspaceId, limit: 200, cursor: page.next ?? undefined })
  expect([...page.entries, ...rest.entries]).toEqual(entries)
})

test('a member without the right to manage sees no audit log', async () => {
  const ann = await stage.owner()
  const member = await stage.joined(ann, 'member')
  expect(await outcome(member.api.audit.list.query({ workspaceId: ann.workspaceId }))).toBe('NOT_ALLOWED')
})

test('a person owns twenty workspaces at most', async () => {
  const ann = await stage.signUp()
  for (let made = 0; made < 20; made++) await ann.api.workspaces.create.mutate({ name: `Desk ${made}` })
  expect(await outcome(ann.api.workspaces.create.mutate({ name: 'One more' }))).toBe('TIER_LIMIT')
})

test('the audit log only grows', async () => {
  await stage.owner()
  await expect(db.auditEntry.updateMany({ data: { actorName: 'somebody else' } })).rejects.toThrow(
    /never changed/,
  )
  await expect(db.auditEntry.deleteMany()).rejects.toThrow(/never changed/)
  await expect(db.$executeRaw`truncate "AuditEntry"`).rejects.toThrow(/never changed/)
})
