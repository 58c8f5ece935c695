import { ad } from '../composites/ad'
import { adosc } from '../composites/adosc'
import { anchoredvwap } from '../composites/anchoredvwap'
import { cmf } from '../composites/cmf'
import { efi } from '../composites/efi'
import { eom } from '../composites/eom'
import { klinger } from '../composites/klinger'
import { marketfacilitation } from '../composites/marketfacilitation'
import { moneyflow } from '../composites/moneyflow'
import { nvi } from '../composites/nvi'
import { obv } from '../composites/obv'
import { pvi } from '../composites/pvi'
import { pvo } from '../composites/pvo'
import { pvt } from '../composites/pvt'
import { relativevolume } from '../composites/relativevolume'
import { sessionprofile } from '../composites/sessionprofile'
import { ticker } from '../composites/ticker'
import { timeofdayvolume } from '../composites/timeofdayvolume'
import { turnover } from '../composites/turnover'
import { twiggs } from '../composites/twiggs'
import { vfi } from '../composites/vfi'
import { volumedelta } from '../composites/volumedelta'
import { volumefilter } from '../composites/volumefilter'
import { volumenodes } from '../composites/volumenodes'
import { volumeosc } from '../composites/volumeosc'
import { volumepeaks } from '../composites/volumepeaks'
import { volumeprofile } from '../composites/volumeprofile'
import { volumevalleys } from '../composites/volumevalleys'
import { vwap } from '../composites/vwap'
import { vwapbands } from '../composites/vwapbands'
import { williamsad } from '../composites/williamsad'
import type { CatalogueEntry } from '../define'
import { periodlevel } from '../ops/volume/periodlevel'
import { profilelevel } from '../ops/volume/profilelevel'
import { sametimeaverage } from '../ops/volume/sametimeaverage'
import { volumenode } from '../ops/volume/volumenode'
import { volumepeak } from '../ops/volume/volumepeak'
import { volumevalley } from '../ops/volume/volumevalley'

export const volume: readonly CatalogueEntry[] = [
  ad,
  adosc,
  anchoredvwap,
  cmf,
  efi,
  eom,
  klinger,
  marketfacilitation,
  moneyflow,
  nvi,
  obv,
  periodlevel,
  profilelevel,
  pvi,
  pvo,
  pvt,
  relativevolume,
  sametimeaverage,
  sessionprofile,
  ticker,
  timeofdayvolume,
  turnover,
  twiggs,
  vfi,
  volumedelta,
  volumefilter,
  volumenode,
  volumenodes,
  volumeosc,
  volumepeak,
  volumepeaks,
  volumeprofile,
  volumevalley,
  volumevalleys,
  vwap,
  vwapbands,
  williamsad,
]
