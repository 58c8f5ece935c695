// A process of its own, started by the seed: it compiles the demo's strategies in a guest and writes the template.
import { readFile } from 'node:fs/promises'
import { db } from '../../server/db/client'
import { compileDocument } from '../../server/guests/compile'
import { closeGuests } from '../../server/guests/service'
import { createStrategy, saveVersion } from '../../server/strategies/documents'
import { TEMPLATE_SLUG } from '../../server/workspaces/demo'
import { demo, folder } from './contents'

const SEED = 'seed'

const workspace = await db.workspace.upsert({
  where: { slug: TEMPLATE_SLUG },
  create: { name: 'Demo', slug: TEMPLATE_SLUG },
  update: {},
  select: { id: true },
})
for (const { file, name, summary, screens } of demo) {
  const document = await readFile(new URL(file, folder), 'utf8')
  const kind = file.endsWith('.json') ? 'graph' : 'formula'
  const result = await compileDocument({ kind, document })
  if (!result.ok) throw new Error(`${file}: ${JSON.stringify(result.problems)}`)
  const { program } = result
  const known = await db.strategy.findFirst({
    where: { workspaceId: workspace.id, name },
    select: { id: true, versions: { orderBy: { number: 'desc' }, take: 1, select: { number: true } } },
  })
  const written = { kind, document, program, createdBy: SEED } as const
  const strategyId =
    known?.id ?? (await createStrategy(db, { ...written, workspaceId: workspace.id, name, summary })).id
  if (known)
    await saveVersion(db, {
      ...written,
      strategyId,
      base: known.versions[0]?.number ?? 0,
      message: 'A newer demo',
    })
  for (const { name: screenName, timeframe, universe = { steps: [] } } of screens) {
    const there = await db.screen.findFirst({ where: { strategyId, name: screenName }, select: { id: true } })
    if (!there)
      await db.screen.create({
        data: {
          workspaceId: workspace.id,
          strategyId,
          name: screenName,
          timeframe,
          universe,
          createdBy: SEED,
        },
        select: { id: true },
      })
  }
}
await db.$disconnect()
await closeGuests()
