import { catalogue } from '../catalogue/index'
import { TRACE } from '../generated/trace'
import { COMPILE_LIMITS } from '../host/limits'
import type { GuestRole } from '../host/role'
import { OUTPUTS, SIGNAL_OUTPUTS } from '../ir/program'
import { TIMEFRAMES } from '../ir/timeframe'
import { guestEntry } from './api'

/** Calls a formula may record before it is stopped. */
export const MOST_CALLS = 4_096

/** Series a document may show beside its outputs. */
export const MOST_COLUMNS = 40

const constants = {
  ENTRIES: catalogue.entries.map(guestEntry),
  TIMEFRAMES,
  OUTPUTS,
  SIGNALS: SIGNAL_OUTPUTS,
  MOST_CALLS,
  MOST_COLUMNS,
}

/** Where a formula runs once, with symbols for series. Its code stands in guest/trace. */
export const TRACE_ROLE: GuestRole = {
  name: 'trace',
  prelude: Object.entries(constants)
    .map(([name, value]) => `const ${name} = ${JSON.stringify(value)}\n`)
    .join('')
    .concat(TRACE),
  // room for what rewriting adds to the longest source that is let in
  limits: { ...COMPILE_LIMITS, sourceBytes: COMPILE_LIMITS.sourceBytes * 4 },
}
