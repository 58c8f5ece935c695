import type { CatalogueEntry, Operator } from '../catalogue/define'

/** Where a builder looks entries up; `sandbox/catalogue` is the real one, tests bring small ones. */
export interface Catalogue {
  readonly entry: (id: string) => CatalogueEntry | undefined
  /** Every entry, by ascending id. */
  readonly entries: readonly CatalogueEntry[]
}

/** The operator of that id; a program that names another kind of entry is corrupt. */
export const operatorOf = (catalogue: Catalogue, id: string): Operator => {
  const entry = catalogue.entry(id)
  if (entry?.type !== 'operator')
    throw new Error(`The program names the operator "${id}", which the catalogue does not have.`)
  return entry
}

export const isCommutative =
  (catalogue: Catalogue) =>
  (op: string): boolean => {
    const entry = catalogue.entry(op)
    return entry?.type === 'operator' && entry.commutative === true
  }
