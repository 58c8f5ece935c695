import { readLists } from './stored'

/** Of each list; a browser shows no more, and the counts tell how many there are. */
const MOST_LISTED = 20_000
/** Each holds a weight for every symbol. */
const MOST_REBALANCES = 5_000

/** What a result lists: trades, signals it did not take, rebalances and instances; with how many of each there are. */
export async function listsOf(lists: Uint8Array) {
  const {
    trades,
    openTrades,
    rejectedSignals,
    denied,
    rebalances = [],
    occurrences = [],
  } = await readLists(lists)
  const first = <Row>(rows: readonly Row[]) => rows.slice(0, MOST_LISTED)
  return {
    trades: first(trades),
    openTrades: first(openTrades),
    rejectedSignals: first(rejectedSignals),
    denied: first(denied),
    rebalances: rebalances.slice(0, MOST_REBALANCES),
    occurrences: first(occurrences),
    counts: {
      trades: trades.length,
      openTrades: openTrades.length,
      rejectedSignals: rejectedSignals.length,
      denied: denied.length,
      rebalances: rebalances.length,
      occurrences: occurrences.length,
    },
  }
}
