import { barssinceentry } from '../composites/barssinceentry'
import { entryprice } from '../composites/entryprice'
import { excursion } from '../composites/excursion'
import { inposition } from '../composites/inposition'
import { openprofit } from '../composites/openprofit'
import { timestop } from '../composites/timestop'
import type { CatalogueEntry } from '../define'
import { barsSinceEntry } from '../ops/source/barsSinceEntry'
import { entryPrice } from '../ops/source/entryPrice'
import { positionSide } from '../ops/source/positionSide'

export const position: readonly CatalogueEntry[] = [
  barsSinceEntry,
  barssinceentry,
  entryPrice,
  entryprice,
  excursion,
  inposition,
  openprofit,
  positionSide,
  timestop,
]
