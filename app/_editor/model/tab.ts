const KEPT = 'sluice-tab'

let name: Promise<string> | null = null

/**
 * What this tab is called. A reload keeps the name; a duplicated tab, which begins with a copy of the other's storage, takes one
 * of its own.
 */
export function tabName(): Promise<string> {
  name ??= named()
  return name
}

async function named(): Promise<string> {
  const before = sessionStorage.getItem(KEPT)
  if (before !== null && (await isHeld(before))) return before
  const fresh = crypto.randomUUID()
  sessionStorage.setItem(KEPT, fresh)
  await isHeld(fresh)
  return fresh
}

/** Takes a name for as long as the page lives. False where another tab has it. */
function isHeld(wanted: string): Promise<boolean> {
  if (!navigator.locks) return Promise.resolve(true) // only pages that came over a safe connection have locks
  return new Promise(resolve => {
    const whilePageLives = new Promise<never>(() => {})
    navigator.locks
      .request(`${KEPT} ${wanted}`, { ifAvailable: true }, lock => {
        resolve(lock !== null)
        return lock ? whilePageLives : undefined
      })
      .catch(() => resolve(true))
  })
}
