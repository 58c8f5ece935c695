import { countin } from '../composites/countin'
import { falling } from '../composites/falling'
import { onceper } from '../composites/onceper'
import { rising } from '../composites/rising'
import { session } from '../composites/session'
import type { CatalogueEntry } from '../define'
import { ago } from '../ops/time/ago'
import { barssince } from '../ops/time/barssince'
import { becomes } from '../ops/time/becomes'
import { change } from '../ops/time/change'
import { clock } from '../ops/time/clock'
import { cooldown } from '../ops/time/cooldown'
import { cum } from '../ops/time/cum'
import { held } from '../ops/time/held'
import { hysteresis } from '../ops/time/hysteresis'
import { latch } from '../ops/time/latch'
import { minutesince } from '../ops/time/minutesince'
import { newperiod } from '../ops/time/newperiod'
import { occurrence } from '../ops/time/occurrence'
import { sequence } from '../ops/time/sequence'
import { valuewhen } from '../ops/time/valuewhen'
import { within } from '../ops/time/within'

export const time: readonly CatalogueEntry[] = [
  ago,
  barssince,
  becomes,
  change,
  clock,
  cooldown,
  countin,
  cum,
  falling,
  held,
  hysteresis,
  latch,
  minutesince,
  newperiod,
  occurrence,
  onceper,
  rising,
  sequence,
  session,
  valuewhen,
  within,
]
