import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { db } from '@/server/db/client'
import { universeAt } from '@/server/screens/universe'
import { barSource, market } from '@/server/services'
import { openStage, type Stage } from '../api/stage'

let stage: Stage
let ann: Awaited<ReturnType<Stage['owner']>>
beforeAll(async () => {
  stage = await openStage()
  ann = await stage.owner('Ann')
})
afterAll(() => stage.close())

const where = () => ({ workspaceId: ann.workspaceId })
const games = { steps: [{ kind: 'sectors' as const, sectors: ['Games'] }] }

describe('a universe', () => {
  test('is made, changed, renamed and removed', async () => {
    const { universes } = ann.api
    const { id } = await universes.create.mutate({ ...where(), name: 'Games', venue: 'simulated' })
    const asked = { ...where(), universeId: id }
    await universes.save.mutate({ ...asked, universe: games })
    await universes.rename.mutate({ ...asked, name: 'All games' })
    expect(await universes.get.query(asked)).toMatchObject({ name: 'All games', universe: games })
    expect((await universes.list.query(where())).map(each => each.id)).toEqual([id])
    await universes.remove.mutate(asked)
    expect(await universes.list.query(where())).toEqual([])
  })

  test('has a name of its own and a venue that is there', async () => {
    const { universes } = ann.api
    await universes.create.mutate({ ...where(), name: 'Twice', venue: 'simulated' })
    await expect(universes.create.mutate({ ...where(), name: 'Twice', venue: 'simulated' })).rejects.toThrow(
      /Choose another name/,
    )
    await expect(universes.create.mutate({ ...where(), name: 'Moon', venue: 'moon' })).rejects.toThrow(
      /no venue moon/,
    )
  })

  test('is counted filter by filter, with the facts of those that are left', async () => {
    const found = await ann.api.universes.resolve.query({
      ...where(),
      venue: 'simulated',
      universe: { steps: [...games.steps, { kind: 'volumeRank', top: 5, days: 30 }] },
    })
    expect(found.steps.map(({ kept }) => kept)).toEqual([expect.any(Number), 5])
    expect(found.kept).toBe(5)
    for (const member of found.members) {
      expect(member.sector).toBe('Games')
      expect(member.price).toBeGreaterThan(0)
      expect(member.quoteVolume).toBeGreaterThan(0)
      expect(member.volatility).toBeGreaterThan(0)
      expect(member.spread).toBeGreaterThanOrEqual(0)
    }
  })

  test('is looked at as of any moment, though never one to come', async () => {
    const at = new Date(Date.UTC(2024, 2, 1))
    const universe = { steps: [{ kind: 'volumeRank' as const, top: 10, days: 30 }] }
    const then = await ann.api.universes.resolve.query({ ...where(), venue: 'simulated', universe, at })
    expect(then.at).toEqual(at)
    const far = await ann.api.universes.resolve.query({
      ...where(),
      venue: 'simulated',
      universe,
      at: new Date(Date.UTC(2099, 0, 1)),
    })
    expect(far.at.getTime()).toBeLessThanOrEqual(market.at('simulated', null)?.now() ?? 0)
    expect(then.members.map(({ symbol }) => symbol)).not.toEqual(far.members.map(({ symbol }) => symbol))
  })

  test('that asks for a screen of another workspace is refused, and would see nothing', async () => {
    const bob = await stage.owner('Bob')
    const theirs = await screenOf(bob.workspaceId, ['ANVILUSD'])
    const steps = [{ kind: 'screen' as const, screenId: theirs, keep: 'matched' as const }]
    await expect(
      ann.api.universes.create.mutate({ ...where(), name: 'Spy', venue: 'simulated', universe: { steps } }),
    ).rejects.toThrow(/not here any more/)
    const asked = { venue: 'simulated', universe: { steps } }
    expect(await ann.api.universes.resolve.query({ ...where(), ...asked })).toMatchObject({ kept: 0 })
    expect(await bob.api.universes.resolve.query({ workspaceId: bob.workspaceId, ...asked })).toMatchObject({
      kept: 1,
      members: [{ symbol: 'ANVILUSD' }],
    })
  })
})

test('a screen’s result is known once its bar has closed, and not before', async () => {
  const provider = market.at('simulated', null)
  if (!provider) throw new Error('The simulated venue is always there.')
  const screenId = await screenOf(ann.workspaceId, ['BEACONUSD'])
  const of = {
    workspaceId: ann.workspaceId,
    provider,
    source: barSource,
    universe: { steps: [{ kind: 'screen' as const, screenId, keep: 'matched' as const }] },
  }
  const at = async (time: number) => (await universeAt(db, of, time)).instruments.map(({ symbol }) => symbol)
  const close = BAR + 3_600_000
  expect(await at(close - 1)).toEqual([])
  expect(await at(close)).toEqual(['BEACONUSD'])
})

const BAR = Date.UTC(2026, 0, 1)

/** A screen whose one run, of the hour from BAR on, matched these. */
async function screenOf(workspaceId: string, matched: readonly string[]): Promise<string> {
  const strategy = await db.strategy.create({
    data: {
      workspaceId,
      name: 'Any',
      versions: { create: { number: 1, kind: 'formula', document: 'none' } },
    },
    select: { id: true, versions: { select: { id: true } } },
  })
  const screen = await db.screen.create({
    data: { workspaceId, strategyId: strategy.id, name: 'Any', timeframe: '1h' },
    select: { id: true },
  })
  await db.screenRun.create({
    data: {
      workspaceId,
      screenId: screen.id,
      versionId: strategy.versions[0]?.id ?? '',
      barTime: new Date(BAR),
      digest: 'any',
      finishedAt: new Date(),
      rows: {
        create: ['ANVILUSD', 'BEACONUSD'].map((symbol, seq) => ({
          symbol,
          seq,
          matched: matched.includes(symbol),
          close: 1,
          values: [],
        })),
      },
    },
  })
  return screen.id
}
