import { accbands } from '../composites/accbands'
import { adr } from '../composites/adr'
import { bb } from '../composites/bb'
import { bbrank } from '../composites/bbrank'
import { chaikinvol } from '../composites/chaikinvol'
import { garmanklass } from '../composites/garmanklass'
import { historicalvol } from '../composites/historicalvol'
import { kc } from '../composites/kc'
import { keltner } from '../composites/keltner'
import { maenvelope } from '../composites/maenvelope'
import { massindex } from '../composites/massindex'
import { natr } from '../composites/natr'
import { parkinson } from '../composites/parkinson'
import { relativevolatility } from '../composites/relativevolatility'
import { rogerssatchell } from '../composites/rogerssatchell'
import { starc } from '../composites/starc'
import { ulcer } from '../composites/ulcer'
import { volatilitystate } from '../composites/volatilitystate'
import { yangzhang } from '../composites/yangzhang'
import type { CatalogueEntry } from '../define'
import { atr } from '../ops/volatility/atr'
import { tr } from '../ops/volatility/tr'

export const volatility: readonly CatalogueEntry[] = [
  accbands,
  adr,
  atr,
  bb,
  bbrank,
  chaikinvol,
  garmanklass,
  historicalvol,
  kc,
  keltner,
  maenvelope,
  massindex,
  natr,
  parkinson,
  relativevolatility,
  rogerssatchell,
  starc,
  tr,
  ulcer,
  volatilitystate,
  yangzhang,
]
