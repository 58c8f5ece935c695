// The demo workspace: a template that nobody is a member of, copied for each guest.
import { randomUUID } from 'node:crypto'
import type { Prisma } from '../generated/prisma/client'
import { slugFor } from './workspaces'

/** The template's slug. The seed writes it; no user can, because their slugs end in random letters. */
export const TEMPLATE_SLUG = 'demo'

type Tx = Prisma.TransactionClient

/** A guest's own workspace with copies of the template's strategies and screens. Run it in a transaction. */
export async function createDemo(tx: Tx, userId: string): Promise<string> {
  const { id } = await tx.workspace.create({
    data: {
      name: 'Demo',
      slug: slugFor('demo'),
      isDemo: true,
      members: { create: { userId, role: 'owner' } },
    },
    select: { id: true },
  })
  await copyDemo(tx, id)
  return id
}

/** Copies what the template holds into a workspace. Copies are made by nobody, so what a guest makes can be told apart. */
export async function copyDemo(tx: Tx, workspaceId: string): Promise<void> {
  const template = await tx.workspace.findUnique({ where: { slug: TEMPLATE_SLUG }, select: { id: true } })
  if (!template) return
  const { createdAt } = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { createdAt: true },
  })
  // Strategies are listed newest first and screens oldest first: a millisecond apart, they keep the template's order.
  const later = (ms: number) => new Date(createdAt.getTime() + ms)
  const [strategies, screens] = [
    await tx.strategy.findMany({
      where: { workspaceId: template.id, archivedAt: null },
      orderBy: { createdAt: 'asc' },
      include: { versions: { orderBy: { number: 'desc' }, take: 1 } },
    }),
    await tx.screen.findMany({ where: { workspaceId: template.id }, orderBy: { createdAt: 'asc' } }),
  ]
  const copyOf = new Map(strategies.map(({ id }) => [id, randomUUID()]))
  await tx.strategy.createMany({
    data: strategies.map(({ id, name, summary }, index) => ({
      id: copyOf.get(id)!,
      workspaceId,
      name,
      summary,
      createdAt: later(-index),
      updatedAt: later(-index),
    })),
  })
  await tx.strategyVersion.createMany({
    data: strategies.flatMap(({ id: strategyId, versions }) =>
      versions.map(({ kind, document, digest, program }) => ({
        strategyId: copyOf.get(strategyId)!,
        number: 1,
        kind,
        document,
        digest,
        // A JSON column reads null as "no value" and wants to be told so when it is written.
        program: program ?? undefined,
        message: 'Copied from the demo',
      })),
    ),
  })
  await tx.screen.createMany({
    data: screens.flatMap(({ strategyId, name, venue, timeframe, universe }, index) => {
      const copy = copyOf.get(strategyId)
      if (!copy) return []
      const createdAt = later(index)
      return [{ workspaceId, strategyId: copy, name, venue, timeframe, universe: universe ?? {}, createdAt }]
    }),
  })
}
