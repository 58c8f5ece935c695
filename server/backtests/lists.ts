import { readLists } from './stored'

/** Of each list; a browser shows no more, and the counts tell how many there are. */
const MOST_LISTED = 20_000

/** The trades of a result and the signals it did not take, with how many of each there are. */
export async function listsOf(lists: Uint8Array) {
  const { trades, openTrades, rejectedSignals, denied } = await readLists(lists)
  const first = <Row>(rows: readonly Row[]) => rows.slice(0, MOST_LISTED)
  return {
    trades: first(trades),
    openTrades: first(openTrades),
    rejectedSignals: first(rejectedSignals),
    denied: first(denied),
    counts: {
      trades: trades.length,
      openTrades: openTrades.length,
      rejectedSignals: rejectedSignals.length,
      denied: denied.length,
    },
  }
}
