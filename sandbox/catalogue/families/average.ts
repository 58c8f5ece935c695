import { dema } from '../composites/dema'
import { frama } from '../composites/frama'
import { hma } from '../composites/hma'
import { kama } from '../composites/kama'
import { ma } from '../composites/ma'
import { macross } from '../composites/macross'
import { mama } from '../composites/mama'
import { ribbon } from '../composites/ribbon'
import { swma } from '../composites/swma'
import { t3 } from '../composites/t3'
import { tema } from '../composites/tema'
import { trima } from '../composites/trima'
import { vidya } from '../composites/vidya'
import { vwma } from '../composites/vwma'
import { zlema } from '../composites/zlema'
import type { CatalogueEntry } from '../define'
import { adaptive } from '../ops/average/adaptive'
import { alma } from '../ops/average/alma'
import { ema } from '../ops/average/ema'
import { linreg } from '../ops/average/linreg'
import { mcginley } from '../ops/average/mcginley'
import { rma } from '../ops/average/rma'
import { sma } from '../ops/average/sma'
import { supersmoother } from '../ops/average/supersmoother'
import { wma } from '../ops/average/wma'

export const average: readonly CatalogueEntry[] = [
  adaptive,
  alma,
  dema,
  ema,
  frama,
  hma,
  kama,
  linreg,
  ma,
  macross,
  mama,
  mcginley,
  ribbon,
  rma,
  sma,
  supersmoother,
  swma,
  t3,
  tema,
  trima,
  vidya,
  vwma,
  wma,
  zlema,
]
