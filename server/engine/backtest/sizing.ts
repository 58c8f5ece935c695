import type { Account } from './account'
import type { Costs } from './costs'
import type { DeniedReason } from './result'
import type { Settings } from './settings'

/** What an entry brings to its sizing, at the price it fills at. */
export interface SizeRequest {
  readonly price: number
  /** The protective stop; NaN: none. */
  readonly stop: number
  /** The rule's own fraction, instead of the settings'; NaN: none. */
  readonly fraction: number
  /** The rule's own quantity, instead of all else; NaN: none. */
  readonly quantity: number
  readonly maker: boolean
}

export type Sized =
  | { readonly ok: true; readonly lots: number }
  | { readonly ok: false; readonly reason: DeniedReason; readonly money: boolean }

/** An entry that could get less than this part of what it asks for, the rest being tied up elsewhere, is not made. */
export const LEAST_SHARE = 0.5

/** Whole lots for an entry, rounded down after costs. `money` tells that only what others hold stood in the way. */
export function sizeOf(request: SizeRequest, settings: Settings, costs: Costs, account: Account): Sized {
  const { price, maker } = request
  const buying = Math.max(0, account.free) * account.leverage
  const wanted = wantedLots(request, settings, costs, account)
  if (wanted === null) return { ok: false, reason: { code: 'NO_STOP_TO_SIZE_BY' }, money: false }
  let { lots } = wanted
  const needed = lots > 0 ? spent(lots, price, costs, maker) : 0
  if (needed > buying) {
    const most = wanted.exact ? 0 : affordable(buying, price, costs, maker)
    if (most < lots * LEAST_SHARE || most < 1) {
      // even with everything else sold it would be too much: then it is no matter of others
      const alone = spent(Math.ceil(lots * LEAST_SHARE), price, costs, maker)
      const money = account.gross > 0 && alone <= account.equity * account.leverage
      return { ok: false, reason: tooDear(needed, buying, costs), money }
    }
    lots = most
  }
  const quantity = costs.lot.times(lots)
  if (lots < 1)
    return {
      ok: false,
      reason: { code: 'BELOW_LOT', quantity: wanted.quantity, lot: costs.lot.size },
      money: false,
    }
  if (quantity * price < settings.minNotional)
    return {
      ok: false,
      reason: {
        code: 'BELOW_MINIMUM_NOTIONAL',
        notional: quantity * price,
        minimum: settings.minNotional,
      },
      money: false,
    }
  return { ok: true, lots }
}

const tooDear = (needed: number, buying: number, { lot, worth }: Costs): DeniedReason => ({
  code: 'INSUFFICIENT_FUNDS',
  needed: (needed * lot.size) / worth,
  free: (buying * lot.size) / worth,
})

interface Wanted {
  readonly lots: number
  /** Before it was rounded to lots. */
  readonly quantity: number
  /** So many or none. */
  readonly exact: boolean
}

function wantedLots(
  { price, stop, fraction, quantity, maker }: SizeRequest,
  { sizing }: Settings,
  costs: Costs,
  account: Account,
): Wanted | null {
  const whole = (units: number): Wanted => ({
    lots: costs.lot.within(units),
    quantity: units,
    exact: true,
  })
  const budget = (units: number): Wanted => ({
    lots: affordable(units, price, costs, maker),
    quantity: ((units / price) * costs.lot.size) / costs.worth,
    exact: false,
  })
  if (!Number.isNaN(quantity)) return whole(quantity)
  const equity = Math.max(0, account.equity) * account.leverage
  if (sizing.freeFraction !== undefined) {
    const share = Number.isNaN(fraction) ? sizing.freeFraction : Math.min(1, fraction)
    return budget(Math.max(0, account.free) * account.leverage * share)
  }
  if (!Number.isNaN(fraction)) return budget(equity * Math.min(1, fraction))
  if (sizing.equityFraction !== undefined) return budget(equity * sizing.equityFraction)
  if (sizing.units !== undefined) return whole(sizing.units)
  if (sizing.notional !== undefined) return whole(sizing.notional / price)
  const risked = Math.abs(price - stop) * costs.worth
  if (sizing.riskPerTrade === undefined || Number.isNaN(risked) || risked === 0) return null
  const lots = Math.floor((Math.max(0, account.equity) * sizing.riskPerTrade) / risked)
  // never more than all of equity could carry
  const most = Math.min(lots, affordable(equity, price, costs, maker))
  return { lots: most, quantity: costs.lot.times(lots), exact: false }
}

/** Money that an entry of `lots` takes: their worth and the fee. */
const spent = (lots: number, price: number, costs: Costs, maker: boolean): number => {
  const value = costs.value(price, lots)
  return value + costs.fee(value, lots, maker)
}

/** The most lots that `budget` pays for, fee included. */
export function affordable(budget: number, price: number, costs: Costs, maker: boolean): number {
  const fixed = costs.fee(0, 0, maker)
  // what one lot costs on average, from many of them: the rounding of a single one would weigh
  const many = 1e6
  const each =
    (price * many * costs.worth + costs.fee(price * many * costs.worth, many, maker) - fixed) / many
  let lots = Math.max(0, Math.floor((budget - fixed) / each))
  // the estimate is off by a rounding at most
  for (let k = 0; k < 3 && spent(lots + 1, price, costs, maker) <= budget; k++) lots++
  for (let k = 0; k < 3 && lots > 0 && spent(lots, price, costs, maker) > budget; k++) lots--
  return lots
}
