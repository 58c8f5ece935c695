import { atrlevels } from '../composites/atrlevels'
import { percentlevels } from '../composites/percentlevels'
import { riskmultiple } from '../composites/riskmultiple'
import { risksize } from '../composites/risksize'
import { volatilitysize } from '../composites/volatilitysize'
import type { CatalogueEntry } from '../define'

export const output: readonly CatalogueEntry[] = [
  atrlevels,
  percentlevels,
  riskmultiple,
  risksize,
  volatilitysize,
]
