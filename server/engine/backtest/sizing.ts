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

export interface Refused {
  readonly reason: DeniedReason
  /** Only what is tied up in positions stood in the way. */
  readonly money: boolean
}

/** An entry that could get less than this part of what it asks for, the rest being tied up elsewhere, is not made. */
export const LEAST_SHARE = 0.5

/** Whole lots for an entry, rounded down after costs; what stands in the way says why. */
export function sizeOf(
  request: SizeRequest,
  settings: Settings,
  costs: Costs,
  account: Account,
): number | Refused {
  const { price, maker } = request
  const buying = Math.max(0, account.free) * account.leverage
  const wanted = wantedLots(request, settings, costs, account)
  if (Number.isNaN(wanted)) return { reason: { code: 'NO_STOP_TO_SIZE_BY' }, money: false }
  let lots = wanted
  const needed = lots > 0 ? spent(lots, price, costs, maker) : 0
  if (needed > buying) {
    const most = isExact(request, settings) ? 0 : affordable(buying, price, costs, maker)
    if (most < lots * LEAST_SHARE || most < 1) {
      // even with everything else sold it would be too much: then it is no matter of others
      const alone = spent(Math.ceil(lots * LEAST_SHARE), price, costs, maker)
      const money = alone <= account.equity * account.leverage
      return { reason: tooDear(needed, buying, costs), money }
    }
    lots = most
  }
  const { lot } = costs
  if (lots < 1) return { reason: { code: 'BELOW_LOT', lot: lot.size }, money: false }
  const { minNotional } = settings
  const notional = lot.times(lots) * price
  if (notional < minNotional)
    return { reason: { code: 'BELOW_MINIMUM_NOTIONAL', notional, minimum: minNotional }, money: false }
  return lots
}

const tooDear = (needed: number, buying: number, { lot, worth }: Costs): DeniedReason => ({
  code: 'INSUFFICIENT_FUNDS',
  needed: (needed * lot.size) / worth,
  free: (buying * lot.size) / worth,
})

/** So many or none. */
const isExact = ({ fraction, quantity }: SizeRequest, { sizing }: Settings): boolean =>
  !Number.isNaN(quantity) ||
  (Number.isNaN(fraction) && (sizing.units !== undefined || sizing.notional !== undefined))

/** NaN: there is no stop to tell the size by. */
function wantedLots(
  { price, stop, fraction, quantity, maker }: SizeRequest,
  { sizing }: Settings,
  costs: Costs,
  account: Account,
): number {
  const { lot, worth } = costs
  if (!Number.isNaN(quantity)) return lot.within(quantity)
  const { leverage } = account
  const equity = Math.max(0, account.equity)
  const own = Number.isNaN(fraction) ? undefined : Math.min(1, Math.max(0, fraction))
  if (sizing.freeFraction !== undefined)
    return affordable(
      Math.max(0, account.free) * leverage * (own ?? sizing.freeFraction),
      price,
      costs,
      maker,
    )
  const share = own ?? sizing.equityFraction
  if (share !== undefined) return affordable(equity * leverage * share, price, costs, maker)
  if (sizing.units !== undefined) return lot.within(sizing.units)
  if (sizing.notional !== undefined) return lot.within(sizing.notional / price)
  const risked = Math.abs(price - stop) * worth
  if (sizing.riskPerTrade === undefined || Number.isNaN(risked) || risked === 0) return Number.NaN
  // never more than all of equity could carry
  return Math.min(
    Math.floor((equity * sizing.riskPerTrade) / risked),
    affordable(equity * leverage, price, costs, maker),
  )
}

/** Money that an entry of `lots` takes: their worth and the fee. */
const spent = (lots: number, price: number, costs: Costs, maker: boolean): number => {
  const value = costs.value(price, lots)
  return value + costs.fee(value, lots, maker)
}

/** The most lots that `budget` pays for, fee included. */
export function affordable(budget: number, price: number, costs: Costs, maker: boolean): number {
  const each = costs.perLot(price, maker)
  let lots = Math.max(0, Math.floor((budget - costs.fixed) / each))
  // the division does not know of rounding, which weighs most where a lot is worth less than a unit of money, and a number beyond 2^53
  // has no neighbour one away
  const step = Math.max(1, Math.ceil(1 / each), lots * 2 ** -51)
  while (lots > 0 && spent(lots, price, costs, maker) > budget) lots = Math.max(0, lots - step)
  if (step === 1 && spent(lots + 1, price, costs, maker) <= budget) lots++
  return lots
}
