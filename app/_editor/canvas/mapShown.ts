// Whether the map of the graph is shown. This browser keeps it for all strategies.
const STORE = 'sluice.canvas.map'
const FOLDED = 'folded'

export function keptMap(): boolean {
  try {
    return localStorage.getItem(STORE) !== FOLDED
  } catch {
    return true // a forbidden store
  }
}

export function keepMap(isShown: boolean): void {
  try {
    if (isShown) localStorage.removeItem(STORE)
    else localStorage.setItem(STORE, FOLDED)
  } catch {
    // a full or forbidden store: it is shown next time
  }
}
