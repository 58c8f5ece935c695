import { refuse } from '../errors'
import { screensOf, type Universe } from '../market/universe/chain'
import type { ScopedDb } from '../workspaces/scoped'

/** A filter by another screen's result needs that screen to be here. */
export async function assertOwnScreens(from: ScopedDb, universe: Universe): Promise<void> {
  const asked = new Set(screensOf(universe))
  if (asked.size === 0) return
  const there = await from.screen.count({ where: { id: { in: [...asked] } } })
  if (there < asked.size)
    refuse('BAD_INPUT', 'A screen that the universe filters by is not here any more. Choose another one.')
}
