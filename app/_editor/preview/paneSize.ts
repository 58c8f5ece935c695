// How the pane below the work stands: a part of the room's height, or folded away. This browser keeps it for all strategies.

export interface PaneSize {
  readonly share: number
  readonly isFolded: boolean
}

export const LEAST_SHARE = 0.2
export const MOST_SHARE = 0.82
export const USUAL: PaneSize = { share: 0.42, isFolded: false }

export const STORE = 'sluice.editor.pane'

export const bounded = (share: number): number => Math.min(MOST_SHARE, Math.max(LEAST_SHARE, share))

/** Where a key moves the edge; null for keys that do not. */
export function movedBy(key: string, share: number): number | null {
  switch (key) {
    case 'ArrowUp':
      return bounded(share + 0.02)
    case 'ArrowDown':
      return bounded(share - 0.02)
    case 'PageUp':
      return bounded(share + 0.1)
    case 'PageDown':
      return bounded(share - 0.1)
    case 'Home':
      return LEAST_SHARE
    case 'End':
      return MOST_SHARE
    default:
      return null
  }
}

export function keptSize(): PaneSize {
  try {
    const { share, isFolded } = JSON.parse(localStorage.getItem(STORE) ?? '{}') as Partial<PaneSize> // checked below
    return {
      share: typeof share === 'number' && Number.isFinite(share) ? bounded(share) : USUAL.share,
      isFolded: isFolded === true,
    }
  } catch {
    return USUAL
  }
}

export function keepSize(size: PaneSize): void {
  try {
    localStorage.setItem(STORE, JSON.stringify(size))
  } catch {
    // a full or forbidden store: it stands as usual next time
  }
}
