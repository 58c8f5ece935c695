/** How a strategy is looked at. A graph has all four; code is shown as it is, or drawn beside itself. */
export type StrategyView = 'drawing' | 'split' | 'code' | 'document'

interface Shown {
  readonly value: StrategyView
  readonly label: string
}

const OF_GRAPHS: readonly Shown[] = [
  { value: 'drawing', label: 'Drawing' },
  { value: 'split', label: 'Split' },
  { value: 'code', label: 'Code' },
  { value: 'document', label: 'Document' },
]
const OF_CODE: readonly Shown[] = [
  { value: 'drawing', label: 'Drawing' },
  { value: 'code', label: 'Code' },
]

export const viewsOf = (kind: 'graph' | 'formula' | 'script'): readonly Shown[] =>
  kind === 'graph' ? OF_GRAPHS : OF_CODE

/** The view that was chosen, where the strategy has it; else as it was written. */
export const shownAs = (kind: 'graph' | 'formula' | 'script', chosen: StrategyView | null): StrategyView =>
  viewsOf(kind).find(({ value }) => value === chosen)?.value ?? (kind === 'graph' ? 'drawing' : 'code')
