import { type Backtest, type TradingAccount, tradedUnder } from '../engine/backtest/backtest'
import type { Rule } from '../engine/backtest/rule'
import { oneBarLate } from '../engine/bias/later'
import { type Robustness, robustnessOf } from '../engine/bias/robustness'
import type { Facts } from '../engine/report/facts'

interface Tested extends TradingAccount {
  readonly rule: Pick<Rule, 'looksAtPosition' | 'looksAtOwnPosition'>
  readonly backtest: Backtest
  readonly facts: Facts
  readonly tell?: (fraction: number, stage: string) => void
}

/** About how many times as long as usual a bar takes where symbols share an account, and where the rule is asked at each close. */
const SHARED = 2
const ASKED = 8

/**
 * What is left of a backtest when its signals are traded under other circumstances; null where nothing is traded. The rule must not have
 * been read since.
 */
export function robustnessOfBacktest({
  rule,
  backtest,
  settings,
  finer,
  facts,
  tell,
}: Tested): Robustness | null {
  if (backtest.events) return null
  const { instruments } = backtest
  const bars = instruments.reduce((sum, each) => sum + each.bars.time.length, 0)
  return robustnessOf({
    facts,
    settings,
    bars,
    effort: rule.looksAtPosition ? ASKED : instruments.length > 1 ? SHARED : 1,
    barsOf: symbol => instruments.find(each => each.symbol === symbol)?.bars ?? null,
    run: variant =>
      tradedUnder(
        'worst',
        variant.late ? instruments.map(each => oneBarLate(each, variant.settings)) : instruments,
        { settings: variant.settings, ...(finer && { finer }) },
      ),
    limits: rule.looksAtOwnPosition ? [OWN_WORDS] : [],
    ...(tell && { tell }),
  })
}

const OWN_WORDS =
  'The script looks at its position. It was not run again for these variants: each of them trades by what it said with the position it had in the run itself.'
