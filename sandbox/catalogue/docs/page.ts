import type { NodeMemory } from '../../run/memory'
import type { CatalogueEntry, Family } from '../define'
import { signatureOf } from './call'
import { exampleOf } from './example'
import { type FormField, fieldOf } from './form'
import { memoryText } from './memoryText'
import { type EntryOutput, outputsOf } from './outputs'
import { familyTitles } from './palette'
import { pictureOf } from './picture'
import { sampleMemory, sampleRun } from './sampleRun'

/** Everything a reader wants to know about an entry. */
export interface DocsPage {
  readonly id: string
  readonly title: string
  readonly family: Family
  readonly familyTitle: string
  readonly signature: string
  readonly summary: string
  readonly formula: string
  readonly synonyms: readonly string[]
  readonly inputs: readonly { readonly name: string; readonly title: string; readonly takes: string }[]
  readonly outputs: readonly EntryOutput[]
  readonly params: readonly FormField[]
  /** At the parameters’ defaults. */
  readonly memory: NodeMemory
  readonly memoryText: string
  readonly example: string
}

const takes = { number: 'a number series', bool: 'a condition', any: 'either kind' } as const

export const docsPage = (entry: CatalogueEntry): DocsPage => {
  const memory = sampleMemory(entry)
  return {
    id: entry.id,
    title: entry.title,
    family: entry.family,
    familyTitle: familyTitles[entry.family],
    signature: signatureOf(entry),
    summary: entry.summary,
    formula: entry.formula,
    synonyms: entry.synonyms ?? [],
    inputs: entry.inputs.map(port => ({ name: port.name, title: port.title, takes: takes[port.kind] })),
    outputs: outputsOf(entry),
    params: entry.params.map(fieldOf),
    memory,
    memoryText: memoryText(memory),
    example: exampleOf(entry),
  }
}

/** The pages of these entries, in their order. */
export const catalogueDocs = (entries: readonly CatalogueEntry[]): readonly DocsPage[] =>
  entries.map(docsPage)

/** What the entry shows on a stretch of made-up bars, as inline SVG. */
export const docsPicture = (entry: CatalogueEntry): string => {
  const { bars, columns } = sampleRun(entry)
  const lines = outputsOf(entry).map(({ name, title, kind }) => ({
    name: title,
    kind,
    values: columns[name]!,
  }))
  return pictureOf(entry.title, bars, lines)
}
