import type { Catalogue } from '../ir/catalogue'
import type { CatalogueEntry, Family } from './define'
import { average } from './families/average'
import { logic } from './families/logic'
import { math } from './families/math'
import { momentum } from './families/momentum'
import { output } from './families/output'
import { pattern } from './families/pattern'
import { position } from './families/position'
import { source } from './families/source'
import { statistics } from './families/statistics'
import { structure } from './families/structure'
import { time } from './families/time'
import { trend } from './families/trend'
import { volatility } from './families/volatility'
import { volume } from './families/volume'

/** The entries of each family, in reading order. Adding an entry is a file and its two lines in its family's list. */
export const families: Readonly<Record<Family, readonly CatalogueEntry[]>> = {
  source,
  average,
  trend,
  momentum,
  volatility,
  volume,
  structure,
  pattern,
  statistics,
  math,
  logic,
  time,
  position,
  output,
}

/** Every entry, sorted by id: recordings, digests and the catalogue's version count on the order. */
export const entries: readonly CatalogueEntry[] = Object.values(families)
  .flat()
  .sort((a, b) => (a.id < b.id ? -1 : 1))

const byId = new Map(entries.map(entry => [entry.id, entry]))

/** The catalogue as builders, executors and pages read it. */
export const catalogue: Catalogue = { entry: id => byId.get(id), entries }
