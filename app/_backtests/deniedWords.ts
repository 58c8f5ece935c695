import { number } from '../_ui/numbers'
import type { Denied } from './backtest'
import { money } from './values'

type Reason = Denied['reason']

const NAMES: Readonly<Record<Reason['code'], string>> = {
  BELOW_LOT: 'Less than a lot',
  BELOW_MINIMUM_NOTIONAL: 'Too small',
  INSUFFICIENT_FUNDS: 'No money',
  NO_STOP_TO_SIZE_BY: 'No stop',
  SHORT_NOT_ALLOWED: 'No shorts',
  WRONG_SIDE: 'Price on the wrong side',
  CONFLICT: 'Both ways at once',
  BAD_PRICE: 'Bad price',
}

export const deniedName = ({ code }: Reason): string => NAMES[code]

/** Why an entry was denied, and what would let it through. */
export function deniedInWords(reason: Reason): string {
  switch (reason.code) {
    case 'BELOW_LOT':
      return `The entry came to less than one lot of ${number(reason.lot)}. Give it more money, or a smaller lot.`
    case 'BELOW_MINIMUM_NOTIONAL':
      return `The entry was worth ${money(reason.notional)}, and ${money(reason.minimum)} is the least that is taken.`
    case 'INSUFFICIENT_FUNDS':
      return `It needed ${money(reason.needed)}, fees included, and ${money(reason.free)} were free.`
    case 'NO_STOP_TO_SIZE_BY':
      return 'Entries are sized by their risk, and the rule gave no stop price at this bar.'
    case 'SHORT_NOT_ALLOWED':
      return 'The rule asked for a short position, and the settings allow none.'
    case 'WRONG_SIDE':
      return `The ${reason.order} at ${number(reason.price)} lay on the wrong side of the entry at ${number(reason.entry)}.`
    case 'CONFLICT':
      return 'Long and short were signalled at the same bar.'
    case 'BAD_PRICE':
      return `The rule gave ${number(reason.price)} as a price.`
  }
}
