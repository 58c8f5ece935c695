const STORE = 'sluice.recent-actions'
const KEPT = 8

/** Ids of actions used lately, newest first. */
export function recentActions(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORE) ?? '[]')
    return Array.isArray(kept) ? kept.filter(id => typeof id === 'string') : []
  } catch {
    return []
  }
}

export function rememberAction(id: string): void {
  const kept = [id, ...recentActions().filter(other => other !== id)].slice(0, KEPT)
  try {
    localStorage.setItem(STORE, JSON.stringify(kept))
  } catch {
    // storage is full or forbidden; the palette works without memory
  }
}
