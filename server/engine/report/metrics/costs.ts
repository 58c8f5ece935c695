import type { Facts } from '../facts'
import type { Metric } from './define'
import { funding, run, trades, wins } from './needs'

/** A count that only the run itself can know. */
const counted = (
  id: string,
  title: string,
  formula: string,
  field: keyof NonNullable<Facts['input']['run']>,
): Metric => ({
  id,
  version: 1,
  title,
  formula,
  unit: 'count',
  better: 'lower',
  needs: [run],
  compute: ({ input }) => input.run?.[field] ?? 0,
})

/** What trading cost, and what the fills rest on. */
export const costMetrics: readonly Metric[] = [
  {
    id: 'total-fees',
    version: 1,
    title: 'Fees',
    formula: 'Σ fees of closed and open trades',
    unit: 'money',
    better: 'lower',
    needs: [],
    compute: facts => facts.trades.fees + facts.input.openTrades.reduce((sum, trade) => sum + trade.fees, 0),
  },
  {
    id: 'average-fees',
    version: 1,
    title: 'Fees a trade',
    formula: 'fees of closed trades / trades',
    unit: 'money',
    better: 'lower',
    needs: [trades],
    compute: facts => facts.trades.fees / facts.trades.count,
  },
  {
    id: 'fees-of-gross-profit',
    version: 1,
    title: 'Fees of gross profit',
    formula: 'fees of closed trades / gross profit',
    unit: 'fraction',
    better: 'lower',
    needs: [trades, wins],
    compute: facts => facts.trades.fees / facts.trades.wins.pnl,
  },
  {
    id: 'break-even-cost',
    version: 1,
    title: 'Break-even cost',
    formula: 'mean q before fees: what a round trip may cost, of the money at entry, before nothing is left',
    unit: 'fraction',
    better: 'higher',
    needs: [trades],
    compute: ({ trades: { list } }) => {
      let sum = 0
      for (const trade of list) sum += (trade.pnl + trade.fees) / (trade.entryPrice * trade.quantity)
      return sum / list.length
    },
  },
  {
    id: 'slippage-paid',
    version: 1,
    title: 'Slippage',
    formula: 'Σ of what fills were worse than their price',
    unit: 'money',
    better: 'lower',
    needs: [run],
    compute: ({ input }) => input.run?.slippagePaid ?? 0,
  },
  {
    id: 'funding-paid',
    version: 1,
    title: 'Funding',
    formula: 'Σ paid for holding positions',
    unit: 'money',
    better: 'lower',
    needs: [funding],
    compute: ({ input }) => input.fundingPaid ?? 0,
  },
  {
    id: 'ambiguous-trades',
    version: 1,
    title: 'Ambiguous trades',
    formula: 'closed trades whose outcome hangs on the order of prices inside a bar',
    unit: 'count',
    better: 'lower',
    needs: [],
    compute: facts => facts.trades.ambiguous,
  },
  counted('ambiguous-bars', 'Ambiguous bars', 'bars in which the order of prices decided', 'ambiguousBars'),
  counted(
    'touched-fills',
    'Fills at a touch',
    'limits filled by a price that only touched them',
    'touchedFills',
  ),
  counted('gap-fills', 'Fills across gaps', 'fills at an open beyond the order’s price', 'gapFills'),
  counted('margin-calls', 'Margin calls', 'positions closed by force', 'marginCalls'),
  counted('denied-orders', 'Denied orders', 'entries our own rules refused', 'denied'),
  counted('rejected-signals', 'Rejected signals', 'signals that found no slot or no money', 'rejected'),
]
