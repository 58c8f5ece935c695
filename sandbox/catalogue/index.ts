import type { Catalogue } from '../ir/catalogue'
import { abandonedbaby } from './composites/abandonedbaby'
import { ac } from './composites/ac'
import { accbands } from './composites/accbands'
import { ad } from './composites/ad'
import { adosc } from './composites/adosc'
import { adr } from './composites/adr'
import { adx } from './composites/adx'
import { adxr } from './composites/adxr'
import { alligator } from './composites/alligator'
import { anchoredvwap } from './composites/anchoredvwap'
import { ao } from './composites/ao'
import { apo } from './composites/apo'
import { aroon } from './composites/aroon'
import { atleast } from './composites/atleast'
import { atrlevels } from './composites/atrlevels'
import { atrstop } from './composites/atrstop'
import { autocorrelation } from './composites/autocorrelation'
import { barssinceentry } from './composites/barssinceentry'
import { bb } from './composites/bb'
import { bbrank } from './composites/bbrank'
import { belthold } from './composites/belthold'
import { beta } from './composites/beta'
import { between } from './composites/between'
import { bop } from './composites/bop'
import { breakout } from './composites/breakout'
import { candle } from './composites/candle'
import { cci } from './composites/cci'
import { chaikinvol } from './composites/chaikinvol'
import { chandekroll } from './composites/chandekroll'
import { chandelier } from './composites/chandelier'
import { chop } from './composites/chop'
import { clip } from './composites/clip'
import { closingmarubozu } from './composites/closingmarubozu'
import { cmf } from './composites/cmf'
import { cmo } from './composites/cmo'
import { connorsrsi } from './composites/connorsrsi'
import { coppock } from './composites/coppock'
import { counterattack } from './composites/counterattack'
import { countin } from './composites/countin'
import { darkcloudcover } from './composites/darkcloudcover'
import { dema } from './composites/dema'
import { demarker } from './composites/demarker'
import { distance } from './composites/distance'
import { divergence } from './composites/divergence'
import { doji } from './composites/doji'
import { dojistar } from './composites/dojistar'
import { dominantcycle } from './composites/dominantcycle'
import { donchian } from './composites/donchian'
import { dpo } from './composites/dpo'
import { dragonflydoji } from './composites/dragonflydoji'
import { drawdown } from './composites/drawdown'
import { efficiency } from './composites/efficiency'
import { efi } from './composites/efi'
import { elderray } from './composites/elderray'
import { engulfing } from './composites/engulfing'
import { entryprice } from './composites/entryprice'
import { eom } from './composites/eom'
import { eveningdojistar } from './composites/eveningdojistar'
import { eveningstar } from './composites/eveningstar'
import { ewo } from './composites/ewo'
import { excursion } from './composites/excursion'
import { fairvaluegap } from './composites/fairvaluegap'
import { falling } from './composites/falling'
import { fibonacci } from './composites/fibonacci'
import { fisher } from './composites/fisher'
import { frama } from './composites/frama'
import { gannhilo } from './composites/gannhilo'
import { gap } from './composites/gap'
import { garmanklass } from './composites/garmanklass'
import { gravestonedoji } from './composites/gravestonedoji'
import { halflife } from './composites/halflife'
import { hammer } from './composites/hammer'
import { hangingman } from './composites/hangingman'
import { harami } from './composites/harami'
import { haramicross } from './composites/haramicross'
import { heikinashi } from './composites/heikinashi'
import { highwave } from './composites/highwave'
import { historicalvol } from './composites/historicalvol'
import { hl2 } from './composites/hl2'
import { hlc3 } from './composites/hlc3'
import { hlcc4 } from './composites/hlcc4'
import { hma } from './composites/hma'
import { homingpigeon } from './composites/homingpigeon'
import { ichimoku } from './composites/ichimoku'
import { imi } from './composites/imi'
import { inposition } from './composites/inposition'
import { insidebar } from './composites/insidebar'
import { inversefisher } from './composites/inversefisher'
import { invertedhammer } from './composites/invertedhammer'
import { kama } from './composites/kama'
import { kc } from './composites/kc'
import { kdj } from './composites/kdj'
import { keltner } from './composites/keltner'
import { kicking } from './composites/kicking'
import { klinger } from './composites/klinger'
import { kst } from './composites/kst'
import { linregangle } from './composites/linregangle'
import { linregchannel } from './composites/linregchannel'
import { longleggeddoji } from './composites/longleggeddoji'
import { longline } from './composites/longline'
import { ma } from './composites/ma'
import { macd } from './composites/macd'
import { macross } from './composites/macross'
import { maenvelope } from './composites/maenvelope'
import { mama } from './composites/mama'
import { marketfacilitation } from './composites/marketfacilitation'
import { marketstate } from './composites/marketstate'
import { marketstructure } from './composites/marketstructure'
import { marubozu } from './composites/marubozu'
import { massindex } from './composites/massindex'
import { matchinglow } from './composites/matchinglow'
import { median } from './composites/median'
import { mfi } from './composites/mfi'
import { mom } from './composites/mom'
import { moneyflow } from './composites/moneyflow'
import { morningdojistar } from './composites/morningdojistar'
import { morningstar } from './composites/morningstar'
import { movesequences } from './composites/movesequences'
import { narrowrange } from './composites/narrowrange'
import { natr } from './composites/natr'
import { normalize } from './composites/normalize'
import { nvi } from './composites/nvi'
import { obv } from './composites/obv'
import { ohlc4 } from './composites/ohlc4'
import { onceper } from './composites/onceper'
import { openingrange } from './composites/openingrange'
import { openprofit } from './composites/openprofit'
import { outsidebar } from './composites/outsidebar'
import { parkinson } from './composites/parkinson'
import { percentlevels } from './composites/percentlevels'
import { periodchange } from './composites/periodchange'
import { piercing } from './composites/piercing'
import { pinbar } from './composites/pinbar'
import { pivothigh } from './composites/pivothigh'
import { pivotlow } from './composites/pivotlow'
import { pivotpoints } from './composites/pivotpoints'
import { pmo } from './composites/pmo'
import { ppo } from './composites/ppo'
import { priorperiod } from './composites/priorperiod'
import { psychological } from './composites/psychological'
import { pvi } from './composites/pvi'
import { pvo } from './composites/pvo'
import { pvt } from './composites/pvt'
import { qqe } from './composites/qqe'
import { qstick } from './composites/qstick'
import { rangepercent } from './composites/rangepercent'
import { regime } from './composites/regime'
import { relativestrength } from './composites/relativestrength'
import { relativevolatility } from './composites/relativevolatility'
import { relativevolume } from './composites/relativevolume'
import { rescale } from './composites/rescale'
import { ribbon } from './composites/ribbon'
import { rising } from './composites/rising'
import { riskmultiple } from './composites/riskmultiple'
import { risksize } from './composites/risksize'
import { rmi } from './composites/rmi'
import { roc } from './composites/roc'
import { rogerssatchell } from './composites/rogerssatchell'
import { rsquared } from './composites/rsquared'
import { runs } from './composites/runs'
import { rvi } from './composites/rvi'
import { separatinglines } from './composites/separatinglines'
import { session } from './composites/session'
import { sessionprofile } from './composites/sessionprofile'
import { sharpe } from './composites/sharpe'
import { shootingstar } from './composites/shootingstar'
import { smi } from './composites/smi'
import { sortino } from './composites/sortino'
import { spinningtop } from './composites/spinningtop'
import { spread } from './composites/spread'
import { squeeze } from './composites/squeeze'
import { starc } from './composites/starc'
import { stc } from './composites/stc'
import { sticksandwich } from './composites/sticksandwich'
import { stoch } from './composites/stoch'
import { stochrsi } from './composites/stochrsi'
import { supertrend } from './composites/supertrend'
import { swings } from './composites/swings'
import { swma } from './composites/swma'
import { t3 } from './composites/t3'
import { takuri } from './composites/takuri'
import { tema } from './composites/tema'
import { thisperiod } from './composites/thisperiod'
import { threeblackcrows } from './composites/threeblackcrows'
import { threeinside } from './composites/threeinside'
import { threemethods } from './composites/threemethods'
import { threeoutside } from './composites/threeoutside'
import { threewhitesoldiers } from './composites/threewhitesoldiers'
import { thrusting } from './composites/thrusting'
import { ticker } from './composites/ticker'
import { timeofdayvolume } from './composites/timeofdayvolume'
import { timestop } from './composites/timestop'
import { trendstate } from './composites/trendstate'
import { trima } from './composites/trima'
import { trix } from './composites/trix'
import { tsi } from './composites/tsi'
import { turnover } from './composites/turnover'
import { tweezers } from './composites/tweezers'
import { twiggs } from './composites/twiggs'
import { twocrows } from './composites/twocrows'
import { ulcer } from './composites/ulcer'
import { uo } from './composites/uo'
import { varianceratio } from './composites/varianceratio'
import { vfi } from './composites/vfi'
import { vhf } from './composites/vhf'
import { vidya } from './composites/vidya'
import { volatilitysize } from './composites/volatilitysize'
import { volatilitystate } from './composites/volatilitystate'
import { volumedelta } from './composites/volumedelta'
import { volumefilter } from './composites/volumefilter'
import { volumenodes } from './composites/volumenodes'
import { volumeosc } from './composites/volumeosc'
import { volumepeaks } from './composites/volumepeaks'
import { volumeprofile } from './composites/volumeprofile'
import { volumevalleys } from './composites/volumevalleys'
import { vortex } from './composites/vortex'
import { vwap } from './composites/vwap'
import { vwapbands } from './composites/vwapbands'
import { vwma } from './composites/vwma'
import { wavetrend } from './composites/wavetrend'
import { weightedscore } from './composites/weightedscore'
import { williamsad } from './composites/williamsad'
import { willr } from './composites/willr'
import { yangzhang } from './composites/yangzhang'
import { zigzag } from './composites/zigzag'
import { zlema } from './composites/zlema'
import { zscore } from './composites/zscore'
import type { CatalogueEntry } from './define'
import { adaptive } from './ops/average/adaptive'
import { alma } from './ops/average/alma'
import { ema } from './ops/average/ema'
import { linreg } from './ops/average/linreg'
import { mcginley } from './ops/average/mcginley'
import { rma } from './ops/average/rma'
import { sma } from './ops/average/sma'
import { supersmoother } from './ops/average/supersmoother'
import { wma } from './ops/average/wma'
import { and } from './ops/logic/and'
import { cross } from './ops/logic/cross'
import { crossover } from './ops/logic/crossover'
import { crossunder } from './ops/logic/crossunder'
import { eq } from './ops/logic/eq'
import { ge } from './ops/logic/ge'
import { gt } from './ops/logic/gt'
import { le } from './ops/logic/le'
import { lt } from './ops/logic/lt'
import { na } from './ops/logic/na'
import { ne } from './ops/logic/ne'
import { not } from './ops/logic/not'
import { nz } from './ops/logic/nz'
import { or } from './ops/logic/or'
import { where } from './ops/logic/where'
import { xor } from './ops/logic/xor'
import { abs } from './ops/math/abs'
import { add } from './ops/math/add'
import { ceil } from './ops/math/ceil'
import { degrees } from './ops/math/degrees'
import { div } from './ops/math/div'
import { exp } from './ops/math/exp'
import { floor } from './ops/math/floor'
import { log } from './ops/math/log'
import { log10 } from './ops/math/log10'
import { max } from './ops/math/max'
import { min } from './ops/math/min'
import { mod } from './ops/math/mod'
import { mul } from './ops/math/mul'
import { neg } from './ops/math/neg'
import { pow } from './ops/math/pow'
import { round } from './ops/math/round'
import { sign } from './ops/math/sign'
import { sqrt } from './ops/math/sqrt'
import { sub } from './ops/math/sub'
import { cti } from './ops/momentum/cti'
import { fishertransform } from './ops/momentum/fishertransform'
import { laguerre } from './ops/momentum/laguerre'
import { rsi } from './ops/momentum/rsi'
import { barIndex } from './ops/source/barIndex'
import { barsSinceEntry } from './ops/source/barsSinceEntry'
import { close } from './ops/source/close'
import { constant } from './ops/source/constant'
import { entryPrice } from './ops/source/entryPrice'
import { flag } from './ops/source/flag'
import { heikinopen } from './ops/source/heikinopen'
import { high } from './ops/source/high'
import { low } from './ops/source/low'
import { open } from './ops/source/open'
import { positionSide } from './ops/source/positionSide'
import { seen } from './ops/source/seen'
import { time } from './ops/source/time'
import { volume } from './ops/source/volume'
import { correlation } from './ops/statistics/correlation'
import { covariance } from './ops/statistics/covariance'
import { entropy } from './ops/statistics/entropy'
import { hurst } from './ops/statistics/hurst'
import { kurtosis } from './ops/statistics/kurtosis'
import { maxdrawdown } from './ops/statistics/maxdrawdown'
import { meandev } from './ops/statistics/meandev'
import { percentile } from './ops/statistics/percentile'
import { percentrank } from './ops/statistics/percentrank'
import { regressionerror } from './ops/statistics/regressionerror'
import { skew } from './ops/statistics/skew'
import { spancount } from './ops/statistics/spancount'
import { spansum } from './ops/statistics/spansum'
import { stdev } from './ops/statistics/stdev'
import { sum } from './ops/statistics/sum'
import { variance } from './ops/statistics/variance'
import { extremesince } from './ops/structure/extremesince'
import { highest } from './ops/structure/highest'
import { highestage } from './ops/structure/highestage'
import { lowest } from './ops/structure/lowest'
import { lowestage } from './ops/structure/lowestage'
import { pivot } from './ops/structure/pivot'
import { runstat } from './ops/structure/runstat'
import { spanfirst } from './ops/structure/spanfirst'
import { spanhighest } from './ops/structure/spanhighest'
import { spanlowest } from './ops/structure/spanlowest'
import { streak } from './ops/structure/streak'
import { sumsince } from './ops/structure/sumsince'
import { zigzagpivot } from './ops/structure/zigzagpivot'
import { ago } from './ops/time/ago'
import { barssince } from './ops/time/barssince'
import { becomes } from './ops/time/becomes'
import { change } from './ops/time/change'
import { clock } from './ops/time/clock'
import { cooldown } from './ops/time/cooldown'
import { cum } from './ops/time/cum'
import { held } from './ops/time/held'
import { hysteresis } from './ops/time/hysteresis'
import { latch } from './ops/time/latch'
import { minutesince } from './ops/time/minutesince'
import { newperiod } from './ops/time/newperiod'
import { occurrence } from './ops/time/occurrence'
import { sequence } from './ops/time/sequence'
import { valuewhen } from './ops/time/valuewhen'
import { within } from './ops/time/within'
import { hilbert } from './ops/trend/hilbert'
import { linregslope } from './ops/trend/linregslope'
import { ratchet } from './ops/trend/ratchet'
import { sar } from './ops/trend/sar'
import { atr } from './ops/volatility/atr'
import { tr } from './ops/volatility/tr'
import { periodlevel } from './ops/volume/periodlevel'
import { profilelevel } from './ops/volume/profilelevel'
import { sametimeaverage } from './ops/volume/sametimeaverage'
import { volumenode } from './ops/volume/volumenode'
import { volumepeak } from './ops/volume/volumepeak'
import { volumevalley } from './ops/volume/volumevalley'

/** Every entry, sorted by id. Adding one is a file and its two lines here. */
export const entries: readonly CatalogueEntry[] = [
  abandonedbaby,
  abs,
  ac,
  accbands,
  ad,
  adaptive,
  add,
  adosc,
  adr,
  adx,
  adxr,
  ago,
  alligator,
  alma,
  anchoredvwap,
  and,
  ao,
  apo,
  aroon,
  atleast,
  atr,
  atrlevels,
  atrstop,
  autocorrelation,
  barIndex,
  barsSinceEntry,
  barssince,
  barssinceentry,
  bb,
  bbrank,
  becomes,
  belthold,
  beta,
  between,
  bop,
  breakout,
  candle,
  cci,
  ceil,
  chaikinvol,
  chandekroll,
  chandelier,
  change,
  chop,
  clip,
  clock,
  close,
  closingmarubozu,
  cmf,
  cmo,
  connorsrsi,
  constant,
  cooldown,
  coppock,
  correlation,
  counterattack,
  countin,
  covariance,
  cross,
  crossover,
  crossunder,
  cti,
  cum,
  darkcloudcover,
  degrees,
  dema,
  demarker,
  distance,
  div,
  divergence,
  doji,
  dojistar,
  dominantcycle,
  donchian,
  dpo,
  dragonflydoji,
  drawdown,
  efficiency,
  efi,
  elderray,
  ema,
  engulfing,
  entropy,
  entryPrice,
  entryprice,
  eom,
  eq,
  eveningdojistar,
  eveningstar,
  ewo,
  excursion,
  exp,
  extremesince,
  fairvaluegap,
  falling,
  fibonacci,
  fisher,
  fishertransform,
  flag,
  floor,
  frama,
  gannhilo,
  gap,
  garmanklass,
  ge,
  gravestonedoji,
  gt,
  halflife,
  hammer,
  hangingman,
  harami,
  haramicross,
  heikinashi,
  heikinopen,
  held,
  high,
  highest,
  highestage,
  highwave,
  hilbert,
  historicalvol,
  hl2,
  hlc3,
  hlcc4,
  hma,
  homingpigeon,
  hurst,
  hysteresis,
  ichimoku,
  imi,
  inposition,
  insidebar,
  inversefisher,
  invertedhammer,
  kama,
  kc,
  kdj,
  keltner,
  kicking,
  klinger,
  kst,
  kurtosis,
  laguerre,
  latch,
  le,
  linreg,
  linregangle,
  linregchannel,
  linregslope,
  log,
  log10,
  longleggeddoji,
  longline,
  low,
  lowest,
  lowestage,
  lt,
  ma,
  macd,
  macross,
  maenvelope,
  mama,
  marketfacilitation,
  marketstate,
  marketstructure,
  marubozu,
  massindex,
  matchinglow,
  max,
  maxdrawdown,
  mcginley,
  meandev,
  median,
  mfi,
  min,
  minutesince,
  mod,
  mom,
  moneyflow,
  morningdojistar,
  morningstar,
  movesequences,
  mul,
  na,
  narrowrange,
  natr,
  ne,
  neg,
  newperiod,
  normalize,
  not,
  nvi,
  nz,
  obv,
  occurrence,
  ohlc4,
  onceper,
  open,
  openingrange,
  openprofit,
  or,
  outsidebar,
  parkinson,
  percentile,
  percentlevels,
  percentrank,
  periodchange,
  periodlevel,
  piercing,
  pinbar,
  pivot,
  pivothigh,
  pivotlow,
  pivotpoints,
  pmo,
  positionSide,
  pow,
  ppo,
  priorperiod,
  profilelevel,
  psychological,
  pvi,
  pvo,
  pvt,
  qqe,
  qstick,
  rangepercent,
  ratchet,
  regime,
  regressionerror,
  relativestrength,
  relativevolatility,
  relativevolume,
  rescale,
  ribbon,
  rising,
  riskmultiple,
  risksize,
  rma,
  rmi,
  roc,
  rogerssatchell,
  round,
  rsi,
  rsquared,
  runs,
  runstat,
  rvi,
  sametimeaverage,
  sar,
  seen,
  separatinglines,
  sequence,
  session,
  sessionprofile,
  sharpe,
  shootingstar,
  sign,
  skew,
  sma,
  smi,
  sortino,
  spancount,
  spanfirst,
  spanhighest,
  spanlowest,
  spansum,
  spinningtop,
  spread,
  sqrt,
  squeeze,
  starc,
  stc,
  stdev,
  sticksandwich,
  stoch,
  stochrsi,
  streak,
  sub,
  sum,
  sumsince,
  supersmoother,
  supertrend,
  swings,
  swma,
  t3,
  takuri,
  tema,
  thisperiod,
  threeblackcrows,
  threeinside,
  threemethods,
  threeoutside,
  threewhitesoldiers,
  thrusting,
  ticker,
  time,
  timeofdayvolume,
  timestop,
  tr,
  trendstate,
  trima,
  trix,
  tsi,
  turnover,
  tweezers,
  twiggs,
  twocrows,
  ulcer,
  uo,
  valuewhen,
  variance,
  varianceratio,
  vfi,
  vhf,
  vidya,
  volatilitysize,
  volatilitystate,
  volume,
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
  vortex,
  vwap,
  vwapbands,
  vwma,
  wavetrend,
  weightedscore,
  where,
  williamsad,
  willr,
  within,
  wma,
  xor,
  yangzhang,
  zigzag,
  zigzagpivot,
  zlema,
  zscore,
]

const byId = new Map(entries.map(entry => [entry.id, entry]))

/** The catalogue as builders, executors and pages read it. */
export const catalogue: Catalogue = { entry: id => byId.get(id), entries }
