import { type Action, bySection } from './actions'

/**
 * How well `text` fits: null not at all, else smaller is better. All its letters must come in order; runs at the start
 * of words count most.
 */
export function distance(query: string, text: string): number | null {
  const wanted = query.toLowerCase().replaceAll(' ', '')
  const given = text.toLowerCase()
  let at = 0
  let cost = 0
  for (const letter of wanted) {
    const found = given.indexOf(letter, at)
    if (found < 0) return null
    const startsWord = found === 0 || given[found - 1] === ' '
    cost += found === at || startsWord ? 0 : 2 + (found - at)
    at = found + 1
  }
  return cost + given.length / 100
}

/** What fits, best first; what was used lately wins among equals. */
export function rank(actions: readonly Action[], query: string, recent: readonly string[]): Action[] {
  const age = (action: Action) => {
    const at = recent.indexOf(action.id)
    return at < 0 ? recent.length : at
  }
  return actions
    .flatMap(action => {
      const costs = [distance(query, action.title), distance(query, `${action.title} ${action.words ?? ''}`)]
      const known = costs.filter(cost => cost !== null)
      return known.length > 0 ? [{ action, cost: Math.min(...known) + age(action) / 1000 }] : []
    })
    .sort((a, b) => a.cost - b.cost)
    .map(({ action }) => action)
}

export interface Group {
  readonly title: string
  readonly actions: readonly Action[]
}

/** What the palette shows before anything is typed: lately used first, then section by section. */
export function grouped(actions: readonly Action[], recent: readonly string[]): Group[] {
  const byId = new Map(actions.map(action => [action.id, action]))
  const lately = recent.flatMap(id => byId.get(id) ?? [])
  const sections = new Map<string, Action[]>()
  for (const action of actions) {
    if (lately.includes(action)) continue
    sections.set(action.section, [...(sections.get(action.section) ?? []), action])
  }
  return [
    { title: 'Recent', actions: lately },
    ...[...sections]
      .sort(([a], [b]) => bySection(a, b))
      .map(([title, members]) => ({ title, actions: members })),
  ].filter(group => group.actions.length > 0)
}
