// How much of a result is left when it is asked again under less friendly circumstances.
import type { BarColumns } from '../../../sandbox/ir/bars'
import type { Outcome } from '../backtest/result'
import type { Settings } from '../backtest/settings'
import type { Facts } from '../report/facts'
import { reportInputOf } from '../report/fromOutcome'
import { type Finding, findingsOf } from './findings'
import { type Headline, headlineFrom, headlineOf } from './headline'
import { splitRun } from './split'
import type { Described, SplitPart, Variant } from './variant'
import { COST_MULTIPLES, costsTimes, isFree } from './variants'
import { withoutBest } from './withoutBest'

export interface Robustness {
  /** The run itself is the one with costs once. */
  readonly variants: readonly Variant[]
  readonly split: SplitPart
  /** What they come to, in sentences. */
  readonly findings: readonly Finding[]
  /** What the comparison can not tell of this strategy. */
  readonly limits: readonly string[]
}

/** The account a variant trades with, and whether it hears the rule a bar late. */
export interface VariantRun {
  readonly settings: Settings
  readonly late: boolean
}

export interface RobustnessAsked {
  /** The run itself. */
  readonly facts: Facts
  readonly settings: Settings
  /** The same signals once more, with something changed; sees the worse order of prices alone. */
  readonly run: (variant: VariantRun) => Outcome
  readonly barsOf: (symbol: string) => BarColumns | null
  /** Bars of all symbols. */
  readonly bars: number
  /** How many times as long as the simplest run takes over each of them. */
  readonly effort: number
  readonly limits?: readonly string[]
  /** Hears what comes next. */
  readonly tell?: (fraction: number, stage: string) => void
}

/** Bars of the simplest run: more would take longer than all the rest of a report. */
const MOST_WORK = 5_000_000
export const BEST_LEFT_OUT = 5
/** Where the settings do not say. */
const OUT_OF_SAMPLE = 0.3

/** Trades the same signals again with other costs, later, without the best trades and in two parts. */
export function robustnessOf(asked: RobustnessAsked): Robustness {
  const { facts, settings, bars, effort, limits = [], tell } = asked
  const base = headlineFrom(facts)
  const most = Math.floor(MOST_WORK / effort)
  const tooLarge =
    bars > most
      ? `${written(bars)} bars are too many to be traded again and again; of a run like this at most ${written(most)} are. Take fewer symbols or a shorter period.`
      : null
  const none = facts.input.trades.length + facts.input.openTrades.length === 0 ? 'There is no trade.' : null
  let done = 0
  const trying = (described: Described, skip: string | null, headline: () => Headline): Variant => {
    tell?.(done++ / STEPS, described.title)
    const reason = none ?? skip
    return reason === null
      ? { ...described, kind: 'ran', ...headline() }
      : { ...described, kind: 'skipped', reason }
  }
  const again = (variant: Partial<VariantRun>) => inputOf(asked, { settings, late: false, ...variant })
  const costs = COST_MULTIPLES.map(multiple =>
    multiple === 1
      ? { ...COSTS[1], kind: 'ran' as const, ...base }
      : trying(
          COSTS[multiple],
          isFree(settings) ? 'The settings charge nothing, so there is nothing to multiply.' : tooLarge,
          () => headlineOf(again({ settings: costsTimes(settings, multiple) })),
        ),
  )
  const late = trying(LATE, tooLarge, () => headlineOf(again({ late: true })))
  const without = trying(WITHOUT, null, () =>
    headlineOf(withoutBest(facts.input, BEST_LEFT_OUT, asked.barsOf)),
  )
  tell?.(done / STEPS, 'In and out of sample')
  const split = splitOf(asked, none ?? tooLarge)
  const variants = [...costs, late, without]
  return { variants, split, findings: findingsOf(variants, split), limits }
}

/** All that is told of on the way: costs at three multiples, late, without the best, two parts. */
const STEPS = 6

const COSTS = {
  0: { id: 'costs-0', title: 'Without costs', about: 'Commission, slippage and spread at nothing.' },
  1: { id: 'costs-1', title: 'As it ran', about: 'The run itself.' },
  2: { id: 'costs-2', title: 'Costs twice', about: 'Commission, slippage and spread at twice the settings.' },
  4: {
    id: 'costs-4',
    title: 'Costs four times',
    about: 'Commission, slippage and spread at four times the settings.',
  },
} as const satisfies Record<(typeof COST_MULTIPLES)[number], Described>

const LATE: Described = {
  id: 'one-bar-later',
  title: 'One bar later',
  about: 'Every word of the rule is heard a bar after it was said.',
}

const WITHOUT: Described = {
  id: 'without-best',
  title: `Without the best ${BEST_LEFT_OUT} trades`,
  about: 'Their profit is taken out of equity; all other trades keep their sizes.',
}

const inputOf = ({ run, facts: { input } }: RobustnessAsked, variant: VariantRun) =>
  reportInputOf(run(variant), variant.settings, { ...input.settings, barMs: input.barMs, benchmark: null })

function splitOf(asked: RobustnessAsked, skip: string | null): SplitPart {
  const { facts, settings } = asked
  const { outOfSample = OUT_OF_SAMPLE } = settings
  if (outOfSample === 0) return { kind: 'skipped', reason: 'The settings keep nothing out of sample.' }
  if (skip !== null) return { kind: 'skipped', reason: skip }
  const share = 1 - outOfSample
  const split = splitRun({
    time: facts.input.equity.time,
    share,
    run: ({ from, to }) =>
      inputOf(asked, {
        settings: { ...settings, ...(from !== null && { from }), ...(to !== null && { to }) },
        late: false,
      }),
  })
  return split
    ? { kind: 'ran', share, ...split }
    : { kind: 'skipped', reason: 'There are too few bars to split.' }
}

const written = (count: number): string => count.toLocaleString('en-US')
