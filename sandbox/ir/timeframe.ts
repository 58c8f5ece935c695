/** Bar lengths, fastest first. */
export const TIMEFRAMES = ['1m', '5m', '15m', '30m', '1h', '4h', '1d', '1w'] as const
export type Timeframe = (typeof TIMEFRAMES)[number]

const MINUTE = 60_000

export const timeframeMs: Readonly<Record<Timeframe, number>> = {
  '1m': MINUTE,
  '5m': 5 * MINUTE,
  '15m': 15 * MINUTE,
  '30m': 30 * MINUTE,
  '1h': 60 * MINUTE,
  '4h': 240 * MINUTE,
  '1d': 1440 * MINUTE,
  '1w': 7 * 1440 * MINUTE,
}

export const isTimeframe = (text: string): text is Timeframe =>
  (TIMEFRAMES as readonly string[]).includes(text)

/** Weeks open on Mondays; the first Monday of the epoch was its fifth day. */
const FIRST_MONDAY = 4 * 1440 * MINUTE

/** Open of the bar that holds `time`: bars of every length lie end to end in UTC. */
export function barOpen(time: number, timeframe: Timeframe): number {
  const length = timeframeMs[timeframe]
  const shift = timeframe === '1w' ? FIRST_MONDAY : 0
  return Math.floor((time - shift) / length) * length + shift
}
