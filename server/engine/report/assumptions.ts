// What a backtest takes for granted, in sentences a reader can disagree with, and how many trades hang on each.
import type { Backtest } from '../backtest/backtest'
import type { Trade } from '../backtest/result'
import type { Rule } from '../backtest/rule'
import type { Settings } from '../backtest/settings'
import { eventAssumptions } from '../events/assumptions'
import { rankAssumptions } from '../rank/assumptions'

export interface Assumption {
  readonly id: string
  readonly text: string
  /** Trades that would be others without it; null where it concerns the run as a whole. */
  readonly trades: number | null
}

export function assumptionsOf(
  rule: Pick<Rule, 'program' | 'warmUp' | 'looksAtOwnPosition'>,
  settings: Settings,
  backtest: Pick<Backtest, 'outcome' | 'band' | 'events' | 'instruments'>,
  symbols: number,
): readonly Assumption[] {
  const { outcome } = backtest
  const { trades } = outcome
  const { rank } = settings
  const lots = lotsOf(settings, backtest)
  const filtered = rule.program.outputs.filter !== undefined
  const counted = (is: (trade: Trade) => boolean) =>
    trades.reduce((sum, trade) => sum + (is(trade) ? 1 : 0), 0)
  if (settings.events && backtest.events)
    return [
      ...eventAssumptions(settings.events, settings, backtest.events),
      { id: 'warm-up', text: warmUp(rule, settings), trades: null },
    ]
  const said: Assumption[] = [
    ...(rank
      ? rankAssumptions(rank, { ...settings, lots }, outcome, filtered)
      : signalAssumptions(settings, backtest)),
    { id: 'costs', text: costs(settings), trades: trades.length },
    ...(rank ? [] : [{ id: 'sizing', text: sizing(settings, lots), trades: trades.length }]),
    { id: 'warm-up', text: warmUp(rule, settings), trades: null },
    {
      id: 'end',
      text: settings.closeAtEnd
        ? 'Positions open at the end are closed at the last close.'
        : 'Positions open at the end are marked to the last close and reported apart.',
      trades: settings.closeAtEnd
        ? counted(({ exitReason }) => exitReason === 'end')
        : outcome.openTrades.length,
    },
  ]
  if (symbols > 1 && !rank)
    said.push({
      id: 'shared-cash',
      text: `${symbols} symbols share one account; entries of one moment are served by score, then by symbol, until cash or slots are used up.`,
      trades: null,
    })
  if (symbols > 1 && rule.looksAtOwnPosition)
    said.push({
      id: 'own-position',
      text: 'The script looks at its position; in each symbol it sees the one it would have had on its own.',
      trades: null,
    })
  if (settings.leverage > 1)
    said.push({
      id: 'leverage',
      text: `Positions may be ${settings.leverage} times their margin. Borrowing costs nothing, and a position is closed by force when equity falls to ${settings.maintenancePercent} % of its worth.`,
      trades: counted(({ exitReason }) => exitReason === 'margin'),
    })
  if (rank ? rank.shortBottom : settings.allowShort)
    said.push({
      id: 'shorts',
      text: 'What is sold short can always be borrowed, and costs nothing to hold.',
      trades: counted(({ side }) => side === 'short'),
    })
  return said
}

function signalAssumptions(
  settings: Settings,
  { outcome: { trades, facts }, band }: Pick<Backtest, 'outcome' | 'band'>,
): readonly Assumption[] {
  const counted = (is: (trade: Trade) => boolean) =>
    trades.reduce((sum, trade) => sum + (is(trade) ? 1 : 0), 0)
  return [
    {
      id: 'next-open',
      text: 'A signal is decided at the close of its bar; a market order fills at the open of the next one.',
      trades: counted(({ entryKind, exitReason }) => entryKind === 'market' || exitReason === 'signal'),
    },
    {
      id: 'inside-bars',
      text: 'Stop, target and trailing orders fill inside a bar at their price, or at its open where the bar gaps through it.',
      trades: counted(({ exitReason }) => ['stop', 'target', 'trail'].includes(exitReason)),
    },
    {
      id: 'limit-fill',
      text:
        settings.limitFill === 'touch'
          ? 'A limit order fills when its price is touched, as if nobody stood before it.'
          : 'A limit order fills when the price goes one tick through it.',
      trades: counted(({ touched }) => touched),
    },
    {
      id: 'inside-order',
      text: `Where stop and target lie inside one bar, the worse one fills${
        facts.ambiguousBars > 0
          ? `: ${facts.ambiguousBars === 1 ? 'one such bar' : `${facts.ambiguousBars} such bars`}; the final equity lies between ${money(band.worst)} and ${money(band.best)}`
          : ''
      }.`,
      trades: counted(({ ambiguous }) => ambiguous),
    },
  ]
}

const money = (value: number): string => (Math.round(value * 100) / 100).toLocaleString('en-US')

function costs({ commission, slippage, spread }: Settings): string {
  const { percent, perUnit, fixed, maker, taker } = commission
  const fees = [
    percent !== undefined && `${percent} % of the money that changes hands`,
    maker !== undefined && `${maker} % for orders that wait`,
    taker !== undefined && `${taker} % for orders that take`,
    perUnit !== undefined && perUnit > 0 && `${perUnit} a unit`,
    fixed !== undefined && fixed > 0 && `${fixed} a fill`,
  ].filter(Boolean)
  const slips = [
    slippage.bps && `${slippage.bps} basis points`,
    slippage.ticks && `${slippage.ticks} ticks`,
    spread.bps && `a spread of ${spread.bps} basis points at the entry`,
  ].filter(Boolean)
  return `Each fill costs ${fees.join(' and ') || 'nothing'}; market and stop orders slip by ${slips.join(' and ') || 'nothing'}.`
}

/** The step of quantities, which may be each instrument's own. */
function lotsOf({ lot }: Settings, { instruments }: Pick<Backtest, 'instruments'>): string {
  const lots = new Set(instruments.map(({ steps }) => steps?.lot ?? lot))
  const [only = lot] = lots
  return lots.size > 1 ? 'lots of each instrument’s own' : `lots of ${only}`
}

function sizing({ sizing: by, leverage }: Settings, lots: string): string {
  const how =
    by.units !== undefined
      ? `${by.units} units`
      : by.notional !== undefined
        ? `positions worth ${by.notional}`
        : by.riskPerTrade !== undefined
          ? `so much that the stop loses ${by.riskPerTrade * 100} % of equity`
          : by.freeFraction !== undefined
            ? `${by.freeFraction * 100} % of the free money`
            : `${(by.equityFraction ?? 1) * 100} % of equity`
  return `Entries are for ${how}${leverage > 1 ? ' as margin' : ''}, rounded down to ${lots}, unless the rule says how much.`
}

function warmUp(
  { warmUp: { first, settled, bars } }: Pick<Rule, 'warmUp'>,
  { warmUp: wanted }: Settings,
): string {
  if (wanted === 'first') return `Signals count from bar ${bars} on, the first that can have one.`
  if (settled === null)
    return `Signals count from bar ${first} on; they never forget where history begins, so another start may give others.`
  return `Signals count from bar ${bars} on, when they no longer show where history began.`
}
