// The only ways to make a procedure. Each one declares who may call it; there is no bare procedure to build on.
import { initTRPC } from '@trpc/server'
import superjson from 'superjson'
import { z } from 'zod'
import { db } from '../db/client'
import { Refusal, refuse, trpcError } from '../errors'
import type { KeyScope, Role } from '../generated/prisma/enums'
import { observeCall } from '../metrics'
import {
  type ActionOn,
  isAllowed,
  isClosedToGuests,
  type Permission,
  permission,
  type Subject,
} from '../workspaces/roles'
import { scoped } from '../workspaces/scoped'
import type { Context } from './context'
import { describeError } from './errorShape'
import type { RestMeta } from './rest/meta'

export type Meta = {
  /** `anyone` needs no session, `signed in` any session (guests too), everything else a role in the workspace. */
  readonly permission: 'anyone' | 'signed in' | Permission
  /** Offers the procedure to machines under /api/v1. */
  readonly rest?: RestMeta
}

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    transformer: superjson,
    isDev: false,
    sse: {
      ping: { enabled: true, intervalMs: 10_000 },
      client: { reconnectAfterInactivityMs: 30_000 },
      // A stream is re-authorised when it is opened, so it may not live for ever.
      maxDurationMs: 15 * 60_000,
    },
    errorFormatter: ({ shape, error, ctx }) => ({ ...shape, ...describeError(error, ctx?.requestId) }),
  })

export const router = t.router
export const callerFactory = t.createCallerFactory

/** Counts, limits and measures each call, and turns what it throws into a row of the error table. */
const guarded = t.procedure.use(async ({ ctx, path, type, signal, next }) => {
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1000
  let leave = () => {}
  try {
    ctx.spend()
    if (type === 'subscription') leave = ctx.occupy()
    // A subscription may be stopped before its first word, and then never comes to its end.
    signal?.addEventListener('abort', leave, { once: true })
    const result = await next()
    if (!result.ok) throw result.error
    observeCall(path, type, 'OK', seconds())
    return type === 'subscription'
      ? { ...result, data: until(leave, result.data as AsyncIterable<unknown>) }
      : result
  } catch (thrown) {
    leave()
    const error = trpcError(thrown)
    observeCall(path, type, error.code, seconds())
    throw error
  }
})

/** The same stream; `ended` is called when it is over, however it ends. */
async function* until(ended: () => void, stream: AsyncIterable<unknown>) {
  try {
    yield* stream
  } finally {
    ended()
  }
}

/** A call that needs no session. Say in the procedure why that is safe. */
export const openProcedure = guarded.meta({ permission: 'anyone' })

/** A call of somebody who is signed in, guest or not, and that concerns only themselves. */
export const userProcedure = guarded.meta({ permission: 'signed in' }).use(({ ctx, next }) => {
  const { actor } = ctx
  if (actor.kind !== 'user') refuse('NOT_SIGNED_IN')
  return next({ ctx: { actor, db } })
})

export type Workspace = {
  readonly id: string
  readonly name: string
  readonly slug: string
  readonly tier: 'free' | 'pro' | 'elite'
  readonly isDemo: boolean
}

/**
 * A call inside the workspace that its input names. It finds `ctx.workspace`, `ctx.role` (null for an API key) and
 * `ctx.db`, which sees that workspace only. Who is no member learns nothing: to them the workspace does not exist.
 * With `rest` the procedure is offered to API keys under /api/v1 too; declare its `.output()` then.
 */
export function workspaceProcedure<S extends Subject>(subject: S, action: ActionOn<S>, rest?: RestMeta) {
  const wanted = permission(subject, action)
  return guarded
    .meta({ permission: wanted, ...(rest && { rest }) })
    .input(z.object({ workspaceId: z.string().min(1).max(64) }))
    .use(async ({ ctx, input, next }) => {
      const { workspace, role } = await admit(ctx, input.workspaceId, wanted, rest?.scope)
      return next({ ctx: { workspace, role, db: scoped(db, workspace.id) } })
    })
}

const workspaceFields = { id: true, name: true, slug: true, tier: true, isDemo: true } as const

/** Lets somebody into a workspace who may do what is wanted there; API keys where they need only `scope`. */
export async function admit(
  { actor }: Pick<Context, 'actor'>,
  workspaceId: string,
  wanted: Permission,
  scope: KeyScope | undefined,
): Promise<{ workspace: Workspace; role: Role | null }> {
  switch (actor.kind) {
    case 'nobody':
      return refuse('NOT_SIGNED_IN')
    case 'key': {
      if (actor.workspaceId !== workspaceId) throw noWorkspace()
      if (!scope) refuse('KEY_LACKS_SCOPE', 'This call is not offered to API keys.')
      if (!actor.scopes.includes(scope)) {
        refuse('KEY_LACKS_SCOPE', `This API key lacks the scope "${scope}". Create a key with that scope.`, {
          scope,
        })
      }
      const workspace = await db.workspace.findUnique({ where: { id: workspaceId }, select: workspaceFields })
      if (!workspace) throw noWorkspace()
      return { workspace, role: null }
    }
    case 'user': {
      const member = await db.member.findUnique({
        where: { workspaceId_userId: { workspaceId, userId: actor.id } },
        select: { role: true, workspace: { select: workspaceFields } },
      })
      if (!member) throw noWorkspace()
      if (!isAllowed(member.role, wanted)) {
        refuse(
          'NOT_ALLOWED',
          `As ${member.role} of this workspace you may not do this (${wanted}). Ask an owner or admin.`,
          {
            permission: wanted,
            role: member.role,
          },
        )
      }
      if (actor.isGuest && isClosedToGuests(wanted)) refuse('NOT_FOR_GUESTS')
      return { workspace: member.workspace, role: member.role }
    }
  }
}

const noWorkspace = () =>
  new Refusal('NOT_FOUND', 'This workspace does not exist, or you are not a member of it.')
