import { abandonedbaby } from '../composites/abandonedbaby'
import { belthold } from '../composites/belthold'
import { candle } from '../composites/candle'
import { closingmarubozu } from '../composites/closingmarubozu'
import { counterattack } from '../composites/counterattack'
import { darkcloudcover } from '../composites/darkcloudcover'
import { doji } from '../composites/doji'
import { dojistar } from '../composites/dojistar'
import { dragonflydoji } from '../composites/dragonflydoji'
import { engulfing } from '../composites/engulfing'
import { eveningdojistar } from '../composites/eveningdojistar'
import { eveningstar } from '../composites/eveningstar'
import { gravestonedoji } from '../composites/gravestonedoji'
import { hammer } from '../composites/hammer'
import { hangingman } from '../composites/hangingman'
import { harami } from '../composites/harami'
import { haramicross } from '../composites/haramicross'
import { highwave } from '../composites/highwave'
import { homingpigeon } from '../composites/homingpigeon'
import { insidebar } from '../composites/insidebar'
import { invertedhammer } from '../composites/invertedhammer'
import { kicking } from '../composites/kicking'
import { longleggeddoji } from '../composites/longleggeddoji'
import { longline } from '../composites/longline'
import { marubozu } from '../composites/marubozu'
import { matchinglow } from '../composites/matchinglow'
import { morningdojistar } from '../composites/morningdojistar'
import { morningstar } from '../composites/morningstar'
import { narrowrange } from '../composites/narrowrange'
import { outsidebar } from '../composites/outsidebar'
import { piercing } from '../composites/piercing'
import { pinbar } from '../composites/pinbar'
import { separatinglines } from '../composites/separatinglines'
import { shootingstar } from '../composites/shootingstar'
import { spinningtop } from '../composites/spinningtop'
import { sticksandwich } from '../composites/sticksandwich'
import { takuri } from '../composites/takuri'
import { threeblackcrows } from '../composites/threeblackcrows'
import { threeinside } from '../composites/threeinside'
import { threemethods } from '../composites/threemethods'
import { threeoutside } from '../composites/threeoutside'
import { threewhitesoldiers } from '../composites/threewhitesoldiers'
import { thrusting } from '../composites/thrusting'
import { tweezers } from '../composites/tweezers'
import { twocrows } from '../composites/twocrows'
import type { CatalogueEntry } from '../define'

export const pattern: readonly CatalogueEntry[] = [
  abandonedbaby,
  belthold,
  candle,
  closingmarubozu,
  counterattack,
  darkcloudcover,
  doji,
  dojistar,
  dragonflydoji,
  engulfing,
  eveningdojistar,
  eveningstar,
  gravestonedoji,
  hammer,
  hangingman,
  harami,
  haramicross,
  highwave,
  homingpigeon,
  insidebar,
  invertedhammer,
  kicking,
  longleggeddoji,
  longline,
  marubozu,
  matchinglow,
  morningdojistar,
  morningstar,
  narrowrange,
  outsidebar,
  piercing,
  pinbar,
  separatinglines,
  shootingstar,
  spinningtop,
  sticksandwich,
  takuri,
  threeblackcrows,
  threeinside,
  threemethods,
  threeoutside,
  threewhitesoldiers,
  thrusting,
  tweezers,
  twocrows,
]
