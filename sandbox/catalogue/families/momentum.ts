import { ac } from '../composites/ac'
import { ao } from '../composites/ao'
import { apo } from '../composites/apo'
import { bop } from '../composites/bop'
import { cci } from '../composites/cci'
import { cmo } from '../composites/cmo'
import { connorsrsi } from '../composites/connorsrsi'
import { coppock } from '../composites/coppock'
import { demarker } from '../composites/demarker'
import { distance } from '../composites/distance'
import { elderray } from '../composites/elderray'
import { fisher } from '../composites/fisher'
import { imi } from '../composites/imi'
import { inversefisher } from '../composites/inversefisher'
import { kdj } from '../composites/kdj'
import { kst } from '../composites/kst'
import { mfi } from '../composites/mfi'
import { mom } from '../composites/mom'
import { pmo } from '../composites/pmo'
import { ppo } from '../composites/ppo'
import { psychological } from '../composites/psychological'
import { qqe } from '../composites/qqe'
import { qstick } from '../composites/qstick'
import { relativestrength } from '../composites/relativestrength'
import { rmi } from '../composites/rmi'
import { roc } from '../composites/roc'
import { rvi } from '../composites/rvi'
import { smi } from '../composites/smi'
import { squeeze } from '../composites/squeeze'
import { stoch } from '../composites/stoch'
import { stochrsi } from '../composites/stochrsi'
import { trix } from '../composites/trix'
import { tsi } from '../composites/tsi'
import { uo } from '../composites/uo'
import { wavetrend } from '../composites/wavetrend'
import { willr } from '../composites/willr'
import type { CatalogueEntry } from '../define'
import { cti } from '../ops/momentum/cti'
import { fishertransform } from '../ops/momentum/fishertransform'
import { laguerre } from '../ops/momentum/laguerre'
import { rsi } from '../ops/momentum/rsi'

export const momentum: readonly CatalogueEntry[] = [
  ac,
  ao,
  apo,
  bop,
  cci,
  cmo,
  connorsrsi,
  coppock,
  cti,
  demarker,
  distance,
  elderray,
  fisher,
  fishertransform,
  imi,
  inversefisher,
  kdj,
  kst,
  laguerre,
  mfi,
  mom,
  pmo,
  ppo,
  psychological,
  qqe,
  qstick,
  relativestrength,
  rmi,
  roc,
  rsi,
  rvi,
  smi,
  squeeze,
  stoch,
  stochrsi,
  trix,
  tsi,
  uo,
  wavetrend,
  willr,
]
