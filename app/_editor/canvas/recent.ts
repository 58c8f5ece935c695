const KEY = 'sluice-recent-blocks'
const MOST = 12

/** Ids of what was added lately, the latest first. */
export function recent(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter(id => typeof id === 'string') : []
  } catch {
    return [] // storage is forbidden, or holds something else
  }
}

export function remember(id: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([id, ...recent().filter(other => other !== id)].slice(0, MOST)))
  } catch {
    // storage is full or forbidden: nothing is remembered
  }
}
