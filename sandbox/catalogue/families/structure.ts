import { breakout } from '../composites/breakout'
import { divergence } from '../composites/divergence'
import { fairvaluegap } from '../composites/fairvaluegap'
import { fibonacci } from '../composites/fibonacci'
import { gap } from '../composites/gap'
import { marketstructure } from '../composites/marketstructure'
import { movesequences } from '../composites/movesequences'
import { openingrange } from '../composites/openingrange'
import { periodchange } from '../composites/periodchange'
import { pivothigh } from '../composites/pivothigh'
import { pivotlow } from '../composites/pivotlow'
import { pivotpoints } from '../composites/pivotpoints'
import { priorperiod } from '../composites/priorperiod'
import { rangepercent } from '../composites/rangepercent'
import { runs } from '../composites/runs'
import { swings } from '../composites/swings'
import { thisperiod } from '../composites/thisperiod'
import { zigzag } from '../composites/zigzag'
import type { CatalogueEntry } from '../define'
import { extremesince } from '../ops/structure/extremesince'
import { highest } from '../ops/structure/highest'
import { highestage } from '../ops/structure/highestage'
import { lowest } from '../ops/structure/lowest'
import { lowestage } from '../ops/structure/lowestage'
import { pivot } from '../ops/structure/pivot'
import { runstat } from '../ops/structure/runstat'
import { spanfirst } from '../ops/structure/spanfirst'
import { spanhighest } from '../ops/structure/spanhighest'
import { spanlowest } from '../ops/structure/spanlowest'
import { streak } from '../ops/structure/streak'
import { sumsince } from '../ops/structure/sumsince'
import { zigzagpivot } from '../ops/structure/zigzagpivot'

export const structure: readonly CatalogueEntry[] = [
  breakout,
  divergence,
  extremesince,
  fairvaluegap,
  fibonacci,
  gap,
  highest,
  highestage,
  lowest,
  lowestage,
  marketstructure,
  movesequences,
  openingrange,
  periodchange,
  pivot,
  pivothigh,
  pivotlow,
  pivotpoints,
  priorperiod,
  rangepercent,
  runs,
  runstat,
  spanfirst,
  spanhighest,
  spanlowest,
  streak,
  sumsince,
  swings,
  thisperiod,
  zigzag,
  zigzagpivot,
]
