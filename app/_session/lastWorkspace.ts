const STORE = 'sluice.workspace'

/** The workspace this browser was in last, so that `/` leads back to it. */
export const lastWorkspace = (): string | null => localStorage.getItem(STORE)
export const rememberWorkspace = (slug: string): void => localStorage.setItem(STORE, slug)
