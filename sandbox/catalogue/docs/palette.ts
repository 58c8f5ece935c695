import { type CatalogueEntry, FAMILIES, type Family } from '../define'

export const familyTitles: Readonly<Record<Family, string>> = {
  source: 'Sources',
  average: 'Moving averages',
  trend: 'Trend',
  momentum: 'Momentum',
  volatility: 'Volatility',
  volume: 'Volume',
  structure: 'Price structure',
  pattern: 'Candle patterns',
  statistics: 'Statistics',
  math: 'Math',
  logic: 'Logic',
  time: 'Time logic',
  position: 'Position',
  output: 'Outputs and levels',
}

/** The blocks shown first, most used first. */
export const STARTERS = [
  'rsi',
  'ema',
  'volumefilter',
  'bb',
  'crossover',
  'macd',
  'adx',
  'mfi',
  'atr',
  'stoch',
  'cci',
  'sma',
  'close',
  'within',
  'highest',
  'relativevolume',
  'vwap',
  'supertrend',
] as const

export interface PaletteGroup {
  readonly family: Family
  readonly title: string
  readonly entries: readonly CatalogueEntry[]
}

/** Every entry under its family, families in reading order, entries by title. */
export const paletteOf = (entries: readonly CatalogueEntry[]): readonly PaletteGroup[] =>
  FAMILIES.map(family => ({
    family,
    title: familyTitles[family],
    entries: entries
      .filter(entry => entry.family === family)
      .sort((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0)),
  })).filter(group => group.entries.length > 0)

/** Entries a text finds, best first: by id, then title, then other names, then the summary. */
export const searchEntries = (
  entries: readonly CatalogueEntry[],
  text: string,
): readonly CatalogueEntry[] => {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return entries
  const found = entries.flatMap(entry => {
    const rank = rankOf(entry, wanted)
    return rank === null ? [] : [{ entry, rank }]
  })
  return found
    .sort(
      (a, b) =>
        a.rank - b.rank || a.entry.id.length - b.entry.id.length || (a.entry.id < b.entry.id ? -1 : 1),
    )
    .map(({ entry }) => entry)
}

const rankOf = (entry: CatalogueEntry, wanted: string): number | null => {
  const title = entry.title.toLowerCase()
  const synonyms = entry.synonyms ?? []
  if (entry.id === wanted) return 0
  if (synonyms.includes(wanted) || title === wanted) return 1
  if (entry.id.startsWith(wanted)) return 2
  if (title.startsWith(wanted) || synonyms.some(name => name.startsWith(wanted))) return 3
  if (title.includes(wanted) || entry.id.includes(wanted)) return 4
  if (synonyms.some(name => name.includes(wanted))) return 5
  return entry.summary.toLowerCase().includes(wanted) ? 6 : null
}
