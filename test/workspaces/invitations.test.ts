import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/server/db/client'
import { openStage, outcome, type Stage } from '../api/stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

test('invited by mail, shown before sign-in, accepted once', async () => {
  const ann = await stage.owner('Ann')
  const bob = await stage.signUp('Bob')
  const { workspaceId } = ann
  const invitation = await ann.api.members.invite.mutate({
    workspaceId,
    email: bob.email.toUpperCase(),
    role: 'viewer',
  })
  const letter = stage.letters.findLast(({ to }) => to === bob.email)
  expect(letter?.subject).toBe("Ann invites you to Ann's desk")
  expect(letter?.text).toContain(invitation.link)
  expect(new URL(invitation.link).pathname).toBe(`/invite/${invitation.id}`)

  const shown = await stage.visitor().api.invitations.show.query({ invitationId: invitation.id })
  expect(shown).toMatchObject({
    email: bob.email,
    role: 'viewer',
    workspaceName: "Ann's desk",
    inviterName: 'Ann',
    state: 'pending',
  })

  const workspace = await bob.api.invitations.accept.mutate({ invitationId: invitation.id })
  expect(workspace.id).toBe(workspaceId)
  expect((await bob.api.session.me.query()).workspaces).toMatchObject([{ id: workspaceId, role: 'viewer' }])
  expect(await outcome(bob.api.invitations.accept.mutate({ invitationId: invitation.id }))).toBe(
    'INVITATION_OVER',
  )
})

test('only the invited address may accept', async () => {
  const ann = await stage.owner()
  const eve = await stage.signUp('Eve')
  const { id } = await ann.api.members.invite.mutate({
    workspaceId: ann.workspaceId,
    email: 'bob@example.com',
  })
  expect(await outcome(eve.api.invitations.accept.mutate({ invitationId: id }))).toBe('NOT_ALLOWED')
  expect(await outcome(stage.visitor().api.invitations.accept.mutate({ invitationId: id }))).toBe(
    'NOT_SIGNED_IN',
  )
  expect(await outcome((await stage.guest()).api.invitations.accept.mutate({ invitationId: id }))).toBe(
    'NOT_FOR_GUESTS',
  )
})

test('an invitation ends after a week', async () => {
  const ann = await stage.owner()
  const bob = await stage.signUp()
  const { id } = await ann.api.members.invite.mutate({ workspaceId: ann.workspaceId, email: bob.email })
  stage.advance(7 * 86_400_000)
  expect(await outcome(bob.api.invitations.accept.mutate({ invitationId: id }))).toBe('INVITATION_OVER')
  expect((await bob.api.invitations.show.query({ invitationId: id })).state).toBe('expired')
})

test('inviting again replaces the earlier link', async () => {
  const ann = await stage.owner()
  const bob = await stage.signUp()
  const { workspaceId } = ann
  const first = await ann.api.members.invite.mutate({ workspaceId, email: bob.email, role: 'viewer' })
  const second = await ann.api.members.invite.mutate({ workspaceId, email: bob.email, role: 'member' })
  expect(await outcome(bob.api.invitations.accept.mutate({ invitationId: first.id }))).toBe('INVITATION_OVER')
  expect(await outcome(bob.api.invitations.accept.mutate({ invitationId: second.id }))).toBe('OK')
  expect((await bob.api.session.me.query()).workspaces[0]?.role).toBe('member')
})

test('a cancelled invitation opens nothing', async () => {
  const ann = await stage.owner()
  const bob = await stage.signUp()
  const { workspaceId } = ann
  const { id } = await ann.api.members.invite.mutate({ workspaceId, email: bob.email })
  await ann.api.members.cancelInvitation.mutate({ workspaceId, invitationId: id })
  expect(await outcome(bob.api.invitations.accept.mutate({ invitationId: id }))).toBe('INVITATION_OVER')
  expect(await outcome(ann.api.members.cancelInvitation.mutate({ workspaceId, invitationId: id }))).toBe(
    'INVITATION_OVER',
  )
})

test('a member is not invited twice, and an old invitation does not change their role', async () => {
  const ann = await stage.owner()
  const bob = await stage.joined(ann, 'viewer')
  const { workspaceId } = ann
  expect(await outcome(ann.api.members.invite.mutate({ workspaceId, email: bob.email }))).toBe(
    'ALREADY_EXISTS',
  )
})

test('one invitation accepted twice at once makes one member', async () => {
  const ann = await stage.owner()
  const bob = await stage.signUp()
  const { id } = await ann.api.members.invite.mutate({ workspaceId: ann.workspaceId, email: bob.email })
  const outcomes = await Promise.all(
    [1, 2, 3].map(() => outcome(bob.api.invitations.accept.mutate({ invitationId: id }))),
  )
  expect(outcomes.sort()).toEqual(['INVITATION_OVER', 'INVITATION_OVER', 'OK'])
  expect(await db.member.count({ where: { workspaceId: ann.workspaceId, userId: bob.id } })).toBe(1)
})

test('an unknown link shows nothing', async () => {
  const { api } = stage.visitor()
  expect(
    await outcome(api.invitations.show.query({ invitationId: '00000000-0000-4000-8000-000000000000' })),
  ).toBe('NOT_FOUND')
})

test('nobody is buried in invitations', async () => {
  const ann = await stage.owner()
  const again = () =>
    outcome(ann.api.members.invite.mutate({ workspaceId: ann.workspaceId, email: 'often@example.com' }))
  const outcomes = [await again(), await again(), await again(), await again()]
  expect(outcomes).toEqual(['OK', 'OK', 'OK', 'TOO_MANY_REQUESTS'])
  expect(stage.letters.filter(({ to }) => to === 'often@example.com')).toHaveLength(3)
})
