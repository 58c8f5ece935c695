import { type CatalogueEntry, type Operator, operator } from '../catalogue/define'

/** Where a builder looks entries up; `sandbox/catalogue` is the real one, tests bring small ones. */
export interface Catalogue {
  readonly entry: (id: string) => CatalogueEntry | undefined
  /** Every entry, by ascending id. */
  readonly entries: readonly CatalogueEntry[]
}

/** One output of a script. Its column is brought in by whoever runs the script, so it has no place in the catalogue. */
const SCRIPT: Operator = operator({
  id: 'script',
  title: 'Script',
  summary: 'One output of code that runs bar by bar.',
  formula: 'as its code says',
  family: 'output',
  inputs: [],
  params: [],
  output: 'any',
  memory: ({ bars }) => (bars ? { kind: 'window', bars: Number(bars) } : { kind: 'unbounded', first: 1 }),
  stateSize: () => 0,
  // its code may give an answer whatever its columns have
  always: true,
  advance: () => {
    throw new Error('A script runs inside the fence: open its program with runScripts.')
  },
})

/** The operator of that id; a program that names another kind of entry is corrupt. */
export const operatorOf = (catalogue: Catalogue, id: string): Operator => {
  if (id === SCRIPT.id) return SCRIPT
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
