import type { CatalogueEntry } from '../define'

/** How an entry is called in code: `ta.rsi(source, length)`. */
export const callOf = (entry: CatalogueEntry): string =>
  entry.call ?? `ta.${entry.id}(${[...entry.inputs, ...entry.params].map(part => part.name).join(', ')})`

/** What a call gives: nothing to name for one output, else the names of the parts. */
export const partsOf = (entry: CatalogueEntry): readonly string[] =>
  entry.type === 'composite' && entry.outputs.length > 1 ? entry.outputs.map(output => output.name) : []

/** `ta.macd(source, fast, slow, signal) → { macd, signal, histogram }` */
export const signatureOf = (entry: CatalogueEntry): string => {
  const parts = partsOf(entry)
  return parts.length > 0 ? `${callOf(entry)} → { ${parts.join(', ')} }` : callOf(entry)
}
