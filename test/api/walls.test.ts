import type { AnyProcedure } from '@trpc/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorData } from '@/server/api/errorShape'
import type { Meta } from '@/server/api/procedures'
import { appRouter } from '@/server/api/router'
import { db } from '@/server/db/client'
import { trpcError } from '@/server/errors'
import { closeGuests } from '@/server/guests/service'
import { bus } from '@/server/services'
import type { Actor } from '@/server/workspaces/actor'
import { isAllowed, type Permission } from '@/server/workspaces/roles'
import { inputs, refusedToOwners, withoutWorkspace } from './inputs'
import { openStage, outcome } from './stage'
import { call, fingerprint, makeSide, nobody, type Side } from './world'

type Def = { type: string; meta?: Meta }
// At run time tRPC's record is flat, `members.list` → procedure; its type describes the nested form.
const flat = appRouter._def.procedures as unknown as Record<string, AnyProcedure>
const procedures = Object.entries(flat).map(([path, procedure]) => ({
  path,
  ...(procedure._def as unknown as Def),
}))
const inWorkspaces = procedures.filter(({ path }) => !(path in withoutWorkspace))

let ours: Side
let theirs: Side
beforeAll(async () => {
  ours = await makeSide('ours')
  theirs = await makeSide('theirs')
})
afterAll(async () => {
  closeGuests()
  await bus.close()
  await db.$disconnect()
})

async function tried(actor: Actor, path: string, input: unknown): Promise<{ code: string; answer: unknown }> {
  try {
    return { code: 'OK', answer: await call(actor, path, input) }
  } catch (error) {
    return { code: errorData(trpcError(error)).data.code, answer: null }
  }
}

/** The call is refused with one of `codes`, and not a row of any table is another. */
async function expectNothing(actor: Actor, path: string, input: unknown, codes: readonly string[]) {
  const before = await fingerprint()
  const { code } = await tried(actor, path, input)
  expect(codes, `${path} answered ${code}`).toContain(code)
  expect(await fingerprint()).toEqual(before)
}

const inputOf = (path: string, side: Side) => inputs[path]?.(side.ids) ?? {}

test('every procedure has an input here', () => {
  const missing = procedures.map(({ path }) => path).filter(path => !(path in inputs))
  expect(missing, `add a good input for ${missing.join(', ')} to test/api/inputs.ts`).toEqual([])
  const gone = Object.keys({ ...inputs, ...withoutWorkspace }).filter(path => !(path in flat))
  expect(gone, `${gone.join(', ')} is no procedure any more: take it out of test/api/inputs.ts`).toEqual([])
})

test('every procedure declares who may call it', () => {
  const silent = procedures.filter(({ meta }) => !meta?.permission).map(({ path }) => path)
  expect(silent).toEqual([])
  const free = procedures.filter(
    ({ meta }) => meta?.permission === 'anyone' || meta?.permission === 'signed in',
  )
  // A procedure without a workspace says in inputs.ts what keeps it safe.
  expect(free.map(({ path }) => path).sort()).toEqual(Object.keys(withoutWorkspace).sort())
})

describe.each(inWorkspaces)('$path', ({ path, meta }) => {
  const permission = meta?.permission as Permission

  test('is open to those who should have it', async () => {
    const fresh = await makeSide('fresh')
    const { code } = await tried(fresh.people.owner, path, inputOf(path, fresh))
    // Otherwise the refusals below would prove nothing: the input itself would be wrong.
    expect(code).toBe(refusedToOwners[path] ?? 'OK')
  })

  test('needs a session', async () => {
    await expectNothing(nobody, path, inputOf(path, theirs), ['NOT_SIGNED_IN'])
  })

  test('knows no other workspace', async () => {
    await expectNothing(ours.people.owner, path, inputOf(path, theirs), ['NOT_FOUND'])
    await expectNothing(ours.invited, path, inputOf(path, theirs), ['NOT_FOUND'])
  })

  test('takes no id of another workspace under its own', async () => {
    const own = inputOf(path, ours)
    const foreign = inputOf(path, theirs)
    for (const field of Object.keys(own)) {
      const isForeignId = (Object.values(theirs.ids) as unknown[]).includes(foreign[field])
      if (field === 'workspaceId' || !isForeignId) continue
      const before = await fingerprint()
      const { code, answer } = await tried(ours.people.owner, path, { ...own, [field]: foreign[field] })
      // A filter by a foreign id may come back empty; what names a row must not be found.
      const leaked = Object.values(theirs.ids).filter(id => JSON.stringify(answer ?? null).includes(id))
      expect(leaked, `${path} with a foreign ${field}`).toEqual([])
      expect(['NOT_FOUND', 'OK'], `${path} with a foreign ${field} answered ${code}`).toContain(code)
      expect(await fingerprint(), `${path} with a foreign ${field}`).toEqual(before)
    }
  })

  test('asks the role', async () => {
    for (const role of ['viewer', 'member', 'admin'] as const) {
      if (isAllowed(role, permission)) continue
      await expectNothing(theirs.people[role], path, inputOf(path, theirs), ['NOT_ALLOWED'])
    }
  })

  test('is closed to keys of other workspaces, and to all keys unless it is offered', async () => {
    const key = (side: Side): Actor => ({
      kind: 'key',
      id: side.ids.keyId,
      name: 'key',
      workspaceId: side.ids.workspaceId,
      scopes: ['read', 'run', 'trade'],
    })
    await expectNothing(key(ours), path, inputOf(path, theirs), ['NOT_FOUND'])
    if (!meta?.rest) await expectNothing(key(theirs), path, inputOf(path, theirs), ['KEY_LACKS_SCOPE'])
    else
      await expectNothing({ ...key(theirs), scopes: [] } as Actor, path, inputOf(path, theirs), [
        'KEY_LACKS_SCOPE',
      ])
  })
})

test('an invitation of another workspace is of no use to a stranger', async () => {
  const input = inputOf('invitations.accept', theirs)
  await expectNothing(ours.people.owner, 'invitations.accept', input, ['NOT_ALLOWED'])
  await expectNothing(nobody, 'invitations.accept', input, ['NOT_SIGNED_IN'])
  await expectNothing(nobody, 'workspaces.create', { name: 'x' }, ['NOT_SIGNED_IN'])
})

test('in a batch each call stands before the wall by itself', async () => {
  const stage = await openStage()
  const ann = await stage.owner()
  const bob = await stage.owner()
  const { members, apiKeys } = ann.batched
  const calls = [
    members.list.query({ workspaceId: ann.workspaceId }),
    members.list.query({ workspaceId: bob.workspaceId }),
    apiKeys.list.query({ workspaceId: bob.workspaceId }),
    apiKeys.list.query({ workspaceId: ann.workspaceId }),
  ]
  expect(await Promise.all(calls.map(outcome))).toEqual(['OK', 'NOT_FOUND', 'NOT_FOUND', 'OK'])
  await stage.live.close()
  stage.server.closeAllConnections()
  stage.server.close()
})

test.each(inWorkspaces.filter(({ meta }) => meta?.rest))(
  '$path takes no id of another workspace from a key',
  async ({ path }) => {
    const { workspaceId, keyId } = ours.ids
    const key: Actor = { kind: 'key', id: keyId, name: 'key', workspaceId, scopes: ['read', 'run', 'trade'] }
    const own = inputOf(path, ours)
    const foreign = Object.entries(inputOf(path, theirs)).filter(
      ([field, value]) => field !== 'workspaceId' && (Object.values(theirs.ids) as unknown[]).includes(value),
    )
    for (const [field, value] of foreign)
      await expectNothing(key, path, { ...own, [field]: value }, ['NOT_FOUND'])
  },
)
