import { Refusal } from '../../errors'
import type { PrismaClient } from '../../generated/prisma/client'
import { finishImport, ImportRefused } from '../../market/files/finish'
import { clearStaging } from '../../market/files/receive'
import type { BarStore } from '../../market/store/store'
import { type Handlers, JobFailed } from '../define'
import type { jobs } from '../jobs'

/** Finishes an import. What can't be finished, or was cancelled, leaves its reason and no bars. */
export const importFile =
  (db: PrismaClient, store: BarStore): Handlers<typeof jobs>['market.import'] =>
  async ({ importId }, context) => {
    try {
      await finishImport({ db, store }, importId, context)
    } catch (error) {
      if (error instanceof ImportRefused || error instanceof Refusal) {
        await giveUp(db, store, importId, error.code, error.message)
        throw new JobFailed(error.code, error.message)
      }
      if (await wasCancelled(db, context.id))
        await giveUp(
          db,
          store,
          importId,
          'CANCELLED',
          'The import was cancelled. Nothing of the file was kept.',
        )
      throw error
    }
  }

const wasCancelled = async (db: PrismaClient, id: string): Promise<boolean> =>
  (await db.job.findUnique({ where: { id }, select: { cancelAskedAt: true } }))?.cancelAskedAt != null

async function giveUp(
  db: PrismaClient,
  store: BarStore,
  id: string,
  code: string,
  message: string,
): Promise<void> {
  const problem = JSON.stringify({ code, message })
  await db.$executeRaw`
    update "FileImport" set "finishedAt" = now(), problem = ${problem}::jsonb
    where id = ${id}::uuid and "finishedAt" is null`
  await clearStaging(store, id)
}
