import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/server/db/client'
import { openStage, outcome, type Stage } from '../api/stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const show = (secret: string, header: 'bearer' | 'x-api-key' = 'bearer') =>
  fetch(`${stage.url}/api/v1/workspace`, {
    headers: header === 'bearer' ? { authorization: `Bearer ${secret}` } : { 'x-api-key': secret },
  })

test('a key is shown once and kept as a digest', async () => {
  const ann = await stage.owner()
  const { workspaceId } = ann
  const { secret, ...key } = await ann.api.apiKeys.create.mutate({
    workspaceId,
    name: 'ci',
    scopes: ['read', 'run'],
  })
  expect(secret).toMatch(/^slc_[0-9a-f]{64}$/)
  const row = await db.apiKey.findUniqueOrThrow({ where: { id: key.id } })
  expect(JSON.stringify(row)).not.toContain(secret)
  const [listed] = await ann.api.apiKeys.list.query({ workspaceId })
  expect(listed).toEqual(key)
  expect(listed?.start).toBe(secret.slice(0, 8))
})

test('it opens its workspace by either header, and remembers when', async () => {
  const ann = await stage.owner()
  const { workspaceId } = ann
  const { secret, id } = await ann.api.apiKeys.create.mutate({ workspaceId, name: 'ci', scopes: ['read'] })
  for (const header of ['bearer', 'x-api-key'] as const) {
    const answer = await show(secret, header)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ id: workspaceId })
  }
  const { lastUsedAt } = await db.apiKey.findUniqueOrThrow({ where: { id }, select: { lastUsedAt: true } })
  expect(lastUsedAt).not.toBeNull()
})

test('a key without the scope is told which one it lacks', async () => {
  const ann = await stage.owner()
  const { secret } = await ann.api.apiKeys.create.mutate({
    workspaceId: ann.workspaceId,
    name: 'runner',
    scopes: ['run'],
  })
  const answer = await show(secret)
  expect(answer.status).toBe(403)
  expect(await answer.json()).toMatchObject({ code: 'KEY_LACKS_SCOPE', values: { scope: 'read' } })
})

test('a revoked key opens nothing, at once', async () => {
  const ann = await stage.owner()
  const { workspaceId } = ann
  const { secret, id } = await ann.api.apiKeys.create.mutate({ workspaceId, name: 'ci', scopes: ['read'] })
  await ann.api.apiKeys.revoke.mutate({ workspaceId, keyId: id })
  const answer = await show(secret)
  expect(answer.status).toBe(401)
  expect(await answer.json()).toMatchObject({ code: 'KEY_INVALID' })
})

test('a key ends when its time is over', async () => {
  const ann = await stage.owner()
  const { workspaceId } = ann
  const { secret, expiresAt } = await ann.api.apiKeys.create.mutate({
    workspaceId,
    name: 'ci',
    scopes: ['read'],
    expiresInDays: 1,
  })
  expect(expiresAt?.getTime()).toBeGreaterThan(stage.now().getTime() + 86_000_000)
  expect((await show(secret)).status).toBe(200)
  stage.advance(86_400_001)
  expect((await show(secret)).status).toBe(401)
})

test('no key, a broken key and a stranger key are refused alike', async () => {
  expect((await fetch(`${stage.url}/api/v1/workspace`)).status).toBe(401)
  for (const secret of ['slc_', `slc_${'0'.repeat(64)}`, 'nonsense', `slc_${'g'.repeat(64)}`]) {
    expect((await show(secret)).status).toBe(401)
  }
})

test('a key is no session: tRPC does not know it', async () => {
  const ann = await stage.owner()
  const { workspaceId } = ann
  const { secret } = await ann.api.apiKeys.create.mutate({
    workspaceId,
    name: 'ci',
    scopes: ['read', 'run', 'trade'],
  })
  const input = encodeURIComponent(JSON.stringify({ json: { workspaceId } }))
  const answer = await fetch(`${stage.url}/api/trpc/members.list?input=${input}`, {
    headers: { authorization: `Bearer ${secret}`, 'x-api-key': secret },
  })
  expect(answer.status).toBe(401)
})

test('a session is no key: REST does not know it', async () => {
  const ann = await stage.owner()
  expect((await ann.get('/api/v1/workspace')).status).toBe(401)
})

test('members make no keys and see none', async () => {
  const ann = await stage.owner()
  const member = await stage.joined(ann, 'member')
  const { workspaceId } = ann
  expect(await outcome(member.api.apiKeys.list.query({ workspaceId }))).toBe('NOT_ALLOWED')
  expect(await outcome(member.api.apiKeys.create.mutate({ workspaceId, name: 'x', scopes: ['read'] }))).toBe(
    'NOT_ALLOWED',
  )
  const guest = await stage.guest()
  const asGuest = guest.api.apiKeys.create.mutate({
    workspaceId: guest.workspaceId,
    name: 'x',
    scopes: ['read'],
  })
  expect(await outcome(asGuest)).toBe('NOT_FOR_GUESTS')
})

test('making and revoking a key is in the audit log, without the key', async () => {
  const ann = await stage.owner()
  const { workspaceId } = ann
  const { secret, id } = await ann.api.apiKeys.create.mutate({ workspaceId, name: 'ci', scopes: ['read'] })
  await ann.api.apiKeys.revoke.mutate({ workspaceId, keyId: id })
  const { entries } = await ann.api.audit.list.query({ workspaceId })
  expect(entries.slice(0, 2).map(({ action, subject }) => [action, subject])).toEqual([
    ['key.revoked', 'ci'],
    ['key.created', 'ci'],
  ])
  expect(JSON.stringify(entries)).not.toContain(secret)
})
