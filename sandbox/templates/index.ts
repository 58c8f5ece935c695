import { adxTrendRide } from './formulas/adxTrendRide'
import { bollingerSqueeze } from './formulas/bollingerSqueeze'
import { btcRegime } from './formulas/btcRegime'
import { calmMovers } from './formulas/calmMovers'
import { donchianBreakout } from './formulas/donchianBreakout'
import { emaCross } from './formulas/emaCross'
import { ichimokuCloud } from './formulas/ichimokuCloud'
import { insideBarBreak } from './formulas/insideBarBreak'
import { keltnerPullback } from './formulas/keltnerPullback'
import { macdVolume } from './formulas/macdVolume'
import { momentumRank } from './formulas/momentumRank'
import { multiTimeframe } from './formulas/multiTimeframe'
import { openingRange } from './formulas/openingRange'
import { priorDayLevels } from './formulas/priorDayLevels'
import { regimeSwitch } from './formulas/regimeSwitch'
import { rsiDip } from './formulas/rsiDip'
import { rsiDivergence } from './formulas/rsiDivergence'
import { squeezeMomentum } from './formulas/squeezeMomentum'
import { stochTurn } from './formulas/stochTurn'
import { structureBreak } from './formulas/structureBreak'
import { supertrend } from './formulas/supertrend'
import { volumeNodeBounce } from './formulas/volumeNodeBounce'
import { vwapReclaim } from './formulas/vwapReclaim'
import { zscoreReversion } from './formulas/zscoreReversion'
import { atTheNode } from './graphs/atTheNode'
import { bandWalk } from './graphs/bandWalk'
import { chandelierRide } from './graphs/chandelierRide'
import { connorsDip } from './graphs/connorsDip'
import { dailyTide } from './graphs/dailyTide'
import { dryPullback } from './graphs/dryPullback'
import { goldenCross } from './graphs/goldenCross'
import { hullTurn } from './graphs/hullTurn'
import { pullbackTurn } from './graphs/pullbackTurn'
import { quietThenLoud } from './graphs/quietThenLoud'
import { ratioReversion } from './graphs/ratioReversion'
import { spacedEntries } from './graphs/spacedEntries'
import { trendsAgree } from './graphs/trendsAgree'
import { gridSteps } from './scripts/gridSteps'
import { streakFade } from './scripts/streakFade'
import { threePushes } from './scripts/threePushes'
import type { Template } from './template'

/** The gallery, sorted by id. Adding a template is a file and its two lines here. */
export const templates: readonly Template[] = [
  adxTrendRide,
  atTheNode,
  bandWalk,
  bollingerSqueeze,
  btcRegime,
  calmMovers,
  chandelierRide,
  connorsDip,
  dailyTide,
  donchianBreakout,
  dryPullback,
  emaCross,
  goldenCross,
  gridSteps,
  hullTurn,
  ichimokuCloud,
  insideBarBreak,
  keltnerPullback,
  macdVolume,
  momentumRank,
  multiTimeframe,
  openingRange,
  priorDayLevels,
  pullbackTurn,
  quietThenLoud,
  ratioReversion,
  regimeSwitch,
  rsiDip,
  rsiDivergence,
  spacedEntries,
  squeezeMomentum,
  stochTurn,
  streakFade,
  structureBreak,
  supertrend,
  threePushes,
  trendsAgree,
  volumeNodeBounce,
  vwapReclaim,
  zscoreReversion,
]
