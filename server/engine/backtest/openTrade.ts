import type { BookSetup } from './bookSetup'
import { adverseOf, favourableOf, type Held } from './held'
import type { OpenTrade } from './result'

/** An entry that is still open, valued at a price. */
export function openTradeOf(
  held: Held,
  price: number,
  { symbol, bars, costs, scale }: Pick<BookSetup, 'symbol' | 'bars' | 'costs' | 'scale'>,
): OpenTrade {
  const { direction, entryBar, entryPrice, lots, value, fee, lowest, highest, risk } = held
  const pnl = direction * (costs.value(price, lots) - value) - fee
  return {
    symbol,
    side: direction === 1 ? 'long' : 'short',
    entryBar,
    entryTime: bars.time[entryBar] ?? Number.NaN,
    entryPrice,
    quantity: costs.lot.times(lots),
    price,
    pnl: scale.moneyOf(pnl),
    returnPct: value > 0 ? (pnl / value) * 100 : 0,
    fees: scale.moneyOf(fee),
    mae: scale.moneyOf(adverseOf(held, lowest, lots * costs.worth)),
    mfe: scale.moneyOf(favourableOf(held, highest, lots * costs.worth)),
    ambiguous: held.ambiguous,
    entryKind: held.kind,
    touched: held.touched,
    risk: Number.isNaN(risk) ? null : scale.moneyOf(Math.round(risk * lots)),
  }
}
