import type { BarColumns } from '../../../sandbox/ir/bars'
import type { OutputName } from '../../../sandbox/ir/program'
import { stretchOf } from '../events/instances'
import type { EventStudy } from '../events/study'
import { studyEvents } from '../events/studyEvents'
import { simulateRank } from '../rank/rankPortfolio'
import type { Ask, FinerBars } from './bookSetup'
import type { Ordering } from './exits'
import { type Instrument, simulatePortfolio } from './portfolio'
import type { Outcome, ProfitBand } from './result'
import { nodeOf, type Rule, type RuleBars } from './rule'
import type { DueWork } from './scripted'
import type { Settings } from './settings'
import { moved, signalsOf } from './signals'
import { simulate } from './simulate'
import { type Steps, withSteps } from './steps'
import { Tally } from './tally'

export interface BacktestSymbol {
  readonly symbol: string
  readonly bars: RuleBars
  /** Its own smallest steps, where the settings leave them to it. */
  readonly steps?: Steps
}

export interface BacktestInput {
  readonly rule: Rule
  readonly symbols: readonly BacktestSymbol[]
  readonly settings: Settings
  /** The bars inside an ambiguous one, where there are any. */
  readonly finer?: (symbol: string, bar: number) => FinerBars | null
  /** Hears whose signals are made next. */
  readonly onSymbol?: (symbol: string) => void
}

export interface Backtest {
  readonly outcome: Outcome
  readonly band: ProfitBand
  /** What was traded by which signals: another account can trade the same until the rule is read again. */
  readonly instruments: readonly Instrument[]
  /** What followed the signals; with mode `events`, where no account trades. */
  readonly events?: EventStudy
}

/**
 * A rule over one instrument or many: its signals first, then what an account makes of them. Stops wherever a script is due for the
 * caller to run it.
 */
export function* backtest(input: BacktestInput): Generator<DueWork, Backtest, readonly Float64Array[]> {
  const { rule, symbols, settings, onSymbol } = input
  const instruments: Instrument[] = []
  for (const { symbol, bars, steps } of symbols) {
    onSymbol?.(symbol)
    const common = { symbol, bars: bars.own, tradable: rule.warmUp.bars - 1, ...(steps && { steps }) }
    const own = withSteps(settings, steps)
    if (rule.looksAtPosition) instruments.push({ ...common, ...asked(rule, bars, own) })
    else {
      const signals = yield* rule.reading(bars, { symbol, settings: own })
      // the next symbol's signals are written where these are
      instruments.push({
        ...common,
        signals: symbols.length > 1 ? moved(signals, column => column.slice()) : signals,
      })
    }
  }
  return traded(instruments, input)
}

/** What an account makes of signals, under the worse order of prices and, if that mattered, under the better. */
export function traded(instruments: readonly Instrument[], account: TradingAccount): Backtest {
  const { events, cash } = account.settings
  if (events) {
    const settings = { ...account.settings, events }
    const study = studyEvents({ instruments, settings })
    return {
      outcome: untraded(instruments, settings),
      band: { worst: cash, best: cash },
      instruments,
      events: study,
    }
  }
  const outcome = tradedUnder('worst', instruments, account)
  const end = ({ equity }: Outcome) => equity.value.at(-1) ?? account.settings.cash
  const worst = end(outcome)
  const best = outcome.facts.ambiguousBars === 0 ? worst : end(tradedUnder('best', instruments, account))
  return { outcome, band: { worst, best }, instruments }
}

/** What an account comes to that was never opened. */
function untraded(instruments: readonly Instrument[], settings: Settings): Outcome {
  const none = new Float64Array(0)
  const first = instruments.reduce((least, each) => {
    const { from, end } = stretchOf(each, settings)
    return from < end ? Math.min(least, from) : least
  }, Number.POSITIVE_INFINITY)
  return {
    trades: [],
    openTrades: [],
    equity: { time: none, value: none },
    denied: [],
    rejectedSignals: [],
    facts: new Tally().facts({
      bars: 0,
      firstTradableBar: Number.isFinite(first) ? first : null,
      slippagePaid: 0,
      rejected: 0,
      waitingAtEnd: 0,
    }),
  }
}

export type TradingAccount = Pick<BacktestInput, 'settings' | 'finer'>

/** What an account makes of signals under one order of prices inside bars. */
export function tradedUnder(
  ordering: Ordering,
  instruments: readonly Instrument[],
  { settings, finer }: TradingAccount,
): Outcome {
  const { rank } = settings
  if (rank) return simulateRank({ instruments, settings: { ...settings, rank } })
  const [only] = instruments
  return only && instruments.length === 1
    ? simulate({ ...only, settings, ordering, ...(finer && { finer }) })
    : simulatePortfolio({ instruments, settings, ordering, ...(finer && { finer }) })
}

/** The signals of a rule that looks at its position: written bar by bar, when the account asks at each close. */
function asked(
  rule: Rule,
  bars: RuleBars,
  settings: Settings,
): Required<Pick<Instrument, 'signals' | 'asking'>> {
  const { outputs } = rule.program
  const columns = new Map<OutputName, Float64Array>()
  const columnOf = (output: OutputName): Float64Array => {
    const column = columns.get(output) ?? new Float64Array(bars.own.time.length).fill(Number.NaN)
    columns.set(output, column)
    return column
  }
  const signals = signalsOf({ outputs }, columnOf, settings)
  const { long, exitLong } = signals
  const leavesByFilter = exitLong !== null && exitLong !== columns.get('exitLong')
  const asking = (): Ask => {
    const { run, plan } = rule.live(bars)
    const read = [...columns].map(([output, column]) => ({ node: nodeOf(plan, output), column }))
    return (bar, position) => {
      run.position = position
      run.advance(bar + 1)
      for (const { node, column } of read) column[bar] = run.latest(node)
      if (leavesByFilter) exitLong[bar] = 1 - (long?.[bar] ?? Number.NaN)
    }
  }
  return { signals, asking }
}

/** Finer bars of one symbol as the simulator asks for them: those that open inside the bar. */
export function finerOf(
  coarse: BarColumns,
  lengthMs: number,
  finer: BarColumns,
): (bar: number) => FinerBars | null {
  const firstAt = (moment: number): number => {
    let [low, high] = [0, finer.time.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((finer.time[middle] ?? 0) < moment) low = middle + 1
      else high = middle
    }
    return low
  }
  return bar => {
    const opens = coarse.time[bar]
    if (opens === undefined) return null
    const from = firstAt(opens)
    const to = firstAt(opens + lengthMs)
    return to > from ? { bars: finer, from, to } : null
  }
}
