// Guests: people who try the product before they sign up. Their work follows them when they do, and goes when they don't.
import type { Prisma, PrismaClient } from '../generated/prisma/client'
import { record } from './audit'
import { createDemo } from './demo'

type Tx = Prisma.TransactionClient

/** Gives a new guest their own copy of the demo workspace. */
export async function welcomeGuest(db: PrismaClient, guestId: string): Promise<void> {
  await db.$transaction(tx => createDemo(tx, guestId))
}

/**
 * Hands a guest's workspaces to the account they signed up or in with. An untouched demo is not kept for somebody who
 * has workspaces already: signing in on a second machine would leave one behind each time.
 */
export async function adoptGuest(
  db: PrismaClient,
  guestId: string,
  user: { readonly id: string; readonly name: string },
): Promise<void> {
  await db.$transaction(async tx => {
    // The guest's row is the lock: two sign-ups from two tabs take turns, and the second finds nothing left.
    await tx.$queryRaw`select 1 from "User" where "id" = ${guestId} for update`
    const memberships = await tx.member.findMany({
      where: { userId: guestId },
      select: { id: true, workspaceId: true, workspace: { select: { isDemo: true } } },
    })
    const hasOwn = (await tx.member.count({ where: { userId: user.id } })) > 0
    for (const { id, workspaceId, workspace } of memberships) {
      if (hasOwn && workspace.isDemo && !(await isTouched(tx, workspaceId, guestId))) {
        await tx.workspace.delete({ where: { id: workspaceId } })
        continue
      }
      await tx.member.update({ where: { id }, data: { userId: user.id } })
      await tx.workspace.update({
        where: { id: workspaceId },
        data: { isDemo: false, ...(workspace.isDemo && { name: `${firstName(user.name)}'s workspace` }) },
      })
      await signWork(tx, workspaceId, guestId, user.id)
      await record(
        tx,
        { actor: { kind: 'user', ...user }, ip: null },
        { workspaceId, action: 'workspace.adopted', subject: user.name },
      )
    }
  })
}

async function isTouched(tx: Tx, workspaceId: string, guestId: string): Promise<boolean> {
  const mine = { workspaceId, createdBy: { in: namesOf(guestId) } }
  const [strategies, screens, versions, drafts] = [
    await tx.strategy.count({ where: mine }),
    await tx.screen.count({ where: mine }),
    await tx.strategyVersion.count({ where: { strategy: { workspaceId }, createdBy: mine.createdBy } }),
    await tx.strategyDraft.count({ where: { strategy: { workspaceId }, author: mine.createdBy } }),
  ]
  return strategies + screens + versions + drafts > 0
}

/** What the guest made was made by the user from now on. */
async function signWork(tx: Tx, workspaceId: string, guestId: string, userId: string): Promise<void> {
  const from = { createdBy: { in: namesOf(guestId) } }
  const data = { createdBy: `user:${userId}` }
  await tx.strategy.updateMany({ where: { workspaceId, ...from }, data })
  await tx.screen.updateMany({ where: { workspaceId, ...from }, data })
  await tx.job.updateMany({ where: { workspaceId, ...from }, data })
  await tx.strategyVersion.updateMany({ where: { strategy: { workspaceId }, ...from }, data })
  await tx.strategyDraft.updateMany({
    where: { strategy: { workspaceId }, author: from.createdBy },
    data: { author: data.createdBy },
  })
}

const namesOf = (userId: string) => [`user:${userId}`, userId]
const firstName = (name: string): string => name.trim().split(/\s+/)[0] || 'My'

const BATCH = 200

/** Removes guests who were last seen before `seenBefore`, with their demo workspaces. Answers how many. */
export async function sweepGuests(db: PrismaClient, seenBefore: Date): Promise<number> {
  return db.$transaction(async tx => {
    const gone = await tx.user.findMany({
      where: {
        isAnonymous: true,
        createdAt: { lt: seenBefore },
        sessions: { none: { updatedAt: { gte: seenBefore } } },
        // An account means a password or provider is linked: that is no guest, whatever the flag says.
        accounts: { none: {} },
      },
      orderBy: { createdAt: 'asc' },
      take: BATCH,
      select: { id: true },
    })
    const ids = gone.map(({ id }) => id)
    await tx.workspace.deleteMany({
      where: { isDemo: true, members: { some: { userId: { in: ids } }, every: { userId: { in: ids } } } },
    })
    const { count } = await tx.user.deleteMany({ where: { id: { in: ids }, isAnonymous: true } })
    return count
  })
}
