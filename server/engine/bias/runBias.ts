import { type Bias, checkBias } from '../../../sandbox/bias/bias'
import type { Evaluate } from '../../../sandbox/bias/evaluate'
import type { Catalogue } from '../../../sandbox/ir/catalogue'
import type { Rule } from '../backtest/rule'

/** What checking a rule over some symbols of a run has shown: the gravest verdict, and what lies beyond it. */
export interface RunBias extends Bias {
  /** The symbols that were looked at, the gravest first. */
  readonly checked: readonly {
    readonly symbol: string
    readonly prefix: Bias['prefix']['kind']
    readonly start: Bias['start']['kind']
  }[]
  /** How many symbols the run has. */
  readonly of: number
  /** What was not looked at, in sentences. */
  readonly unchecked: readonly string[]
}

interface RunCheck {
  readonly rule: Pick<Rule, 'program' | 'timeframe' | 'looksAtPosition' | 'looksAtOwnPosition'>
  readonly catalogue: Catalogue
  readonly symbols: readonly { readonly symbol: string; readonly bars: number; readonly evaluate: Evaluate }[]
  /** Hears who comes next. */
  readonly tell?: (fraction: number, symbol: string) => void
}

const MOST_SYMBOLS = 3

/** Checks a rule over a few symbols, spread over all: a rule that peeks does so on any, unless it needs their prices to show it. */
export async function checkRun({ rule, catalogue, symbols, tell }: RunCheck): Promise<RunBias | null> {
  const { program, timeframe } = rule
  const chosen = spread(symbols, MOST_SYMBOLS)
  const all: Bias[] = []
  for (const [at, each] of chosen.entries()) {
    tell?.(at / chosen.length, each.symbol)
    all.push(await checkBias({ ...each, program, catalogue, timeframe }))
  }
  // sorting keeps equals in their order
  all.sort((a, b) => gravity(b) - gravity(a))
  const [gravest] = all
  if (!gravest) return null
  return {
    ...gravest,
    checked: all.map(({ symbol, prefix, start }) => ({ symbol, prefix: prefix.kind, start: start.kind })),
    of: symbols.length,
    unchecked: [
      ...othersOf(symbols.length - chosen.length),
      ...(rule.looksAtPosition || rule.looksAtOwnPosition ? [HOLDING] : []),
    ],
  }
}

function othersOf(count: number): readonly string[] {
  if (count === 0) return []
  return [count === 1 ? 'One other symbol was not looked at.' : `${count} other symbols were not looked at.`]
}

const HOLDING =
  'The rule looks at its position. It was checked as it speaks while it holds none; what it says while it holds one was not, for that depends on fills.'

const gravity = ({ prefix, start }: Bias): number =>
  (prefix.kind === 'peeks' ? 8 : prefix.kind === 'clean' ? 2 : 0) +
  (start.kind === 'unsettled' ? 4 : start.kind === 'untested' ? 0 : 1)

/** The first, the last and what lies evenly between them. */
function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all
  return Array.from({ length: most }, (_, at) => all[Math.round((at * (all.length - 1)) / (most - 1))] as T)
}
