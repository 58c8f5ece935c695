import type { ValueKind } from '../../ir/program'
import type { CatalogueEntry } from '../define'

export interface EntryOutput {
  readonly name: string
  readonly title: string
  readonly kind: ValueKind
}

/** An entry’s outputs; an operator has one, named `value`. What takes any kind is shown with numbers. */
export const outputsOf = (entry: CatalogueEntry): readonly EntryOutput[] =>
  entry.type === 'composite'
    ? entry.outputs
    : [{ name: 'value', title: entry.title, kind: entry.output === 'any' ? 'number' : entry.output }]
