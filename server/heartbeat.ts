import type { Prisma, PrismaClient } from './generated/prisma/client'

/** Says that a process is alive, and what it is doing. The time is the database's. */
export async function beat(
  db: PrismaClient,
  process: string,
  kind: 'worker' | 'feed',
  details: Prisma.InputJsonObject,
): Promise<void> {
  await db.$executeRaw`
    insert into "Heartbeat" (process, kind, details, at) values (${process}, ${kind}, ${JSON.stringify(details)}::jsonb, now())
    on conflict (process) do update set kind = excluded.kind, details = excluded.details, at = excluded.at`
}

/** A process that leaves in order is not missed. */
export async function forget(db: PrismaClient, process: string): Promise<void> {
  await db.heartbeat.deleteMany({ where: { process } })
}
