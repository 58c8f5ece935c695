import { adx } from '../composites/adx'
import { adxr } from '../composites/adxr'
import { alligator } from '../composites/alligator'
import { aroon } from '../composites/aroon'
import { atrstop } from '../composites/atrstop'
import { chandekroll } from '../composites/chandekroll'
import { chandelier } from '../composites/chandelier'
import { chop } from '../composites/chop'
import { dominantcycle } from '../composites/dominantcycle'
import { donchian } from '../composites/donchian'
import { dpo } from '../composites/dpo'
import { ewo } from '../composites/ewo'
import { gannhilo } from '../composites/gannhilo'
import { ichimoku } from '../composites/ichimoku'
import { linregangle } from '../composites/linregangle'
import { linregchannel } from '../composites/linregchannel'
import { macd } from '../composites/macd'
import { stc } from '../composites/stc'
import { supertrend } from '../composites/supertrend'
import { trendstate } from '../composites/trendstate'
import { vhf } from '../composites/vhf'
import { vortex } from '../composites/vortex'
import type { CatalogueEntry } from '../define'
import { hilbert } from '../ops/trend/hilbert'
import { linregslope } from '../ops/trend/linregslope'
import { ratchet } from '../ops/trend/ratchet'
import { sar } from '../ops/trend/sar'

export const trend: readonly CatalogueEntry[] = [
  adx,
  adxr,
  alligator,
  aroon,
  atrstop,
  chandekroll,
  chandelier,
  chop,
  dominantcycle,
  donchian,
  dpo,
  ewo,
  gannhilo,
  hilbert,
  ichimoku,
  linregangle,
  linregchannel,
  linregslope,
  macd,
  ratchet,
  sar,
  stc,
  supertrend,
  trendstate,
  vhf,
  vortex,
]
