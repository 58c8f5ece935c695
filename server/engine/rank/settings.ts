import { z } from 'zod'
import { flag, fraction, oneOf, percent, whole } from '../backtest/fields'

/** How a rank run chooses what it holds and how much of it. */
export const rankSchema = z.strictObject({
  top: whole(1, 10_000).default(10).describe('Symbols that are held: those with the best scores.'),
  every: whole(1, 100_000)
    .default(20)
    .describe('Bars from one rebalance to the next, counted over the moments at which any symbol has a bar.'),
  weights: oneOf(['equal', 'score', 'inverseVolatility'])
    .default('equal')
    .describe(
      'Parts of the money: the same for each, in proportion to the score (a long needs one above 0, a short one below), or in inverse proportion to the volatility of closes.',
    ),
  volatilityBars: whole(2, 1_000)
    .default(20)
    .describe('Returns that volatility is measured over; a symbol with fewer is not ranked by it.'),
  maxWeight: fraction
    .default(1)
    .describe('The largest part one symbol may get; what it gives up goes to the others, or stays cash.'),
  band: percent
    .default(1)
    .describe(
      'A holding that stays is left alone while it is less than this many percent of equity from its weight.',
    ),
  shortBottom: flag
    .default(false)
    .describe('Also sells short as many symbols with the worst scores; each side gets half of the money.'),
})

export type RankSettings = z.output<typeof rankSchema>
