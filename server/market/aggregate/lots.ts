// Quantities are summed as whole lots: sums of whole numbers are exact, so that neither their order nor how they are
// grouped can be seen in a bar's volume.

/** Sums beyond it would no longer be exact. */
const MOST_LOTS = Number.MAX_SAFE_INTEGER

/** How many lots a quantity holds; a quantity between two lots counts as the nearer. */
export function lotsOf(quantity: number, lot: number): number {
  const lots = Math.round(quantity / lot)
  if (!(lots >= 0 && lots <= MOST_LOTS))
    throw new Error(`${quantity} is no number of lots of ${lot} that can be summed exactly.`)
  return lots
}

/** The quantity of that many lots. Of a lot like 0.001 it is the double that the decimal number itself stands for. */
export function quantityOf(lots: number, lot: number): number {
  if (lot >= 1) return lots * lot
  const perUnit = Math.round(1 / lot)
  // dividing by a whole number rounds once; multiplying by a lot that is rounded already does it twice
  return 1 / perUnit === lot ? lots / perUnit : lots * lot
}
