import type { SeriesMarker, Time, UTCTimestamp } from 'lightweight-charts'
import { fixed } from '../_ui/numbers'
import type { Candle } from './Candles'
import type { Spike } from './spikes'

const LOOKS = {
  high: { position: 'atPriceTop', shape: 'arrowUp' },
  low: { position: 'atPriceBottom', shape: 'arrowDown' },
} as const

/** A sign at each spike that says how far it goes. */
export const spikeMarks = (
  spikes: readonly Spike[],
  candles: readonly Candle[],
  { decimals, color }: { readonly decimals: number; readonly color: string },
): SeriesMarker<Time>[] =>
  spikes.flatMap(({ bar, side, price, shown }) => {
    const candle = candles[bar]
    if (!candle) return []
    const time = (candle.time / 1000) as UTCTimestamp // a brand of numbers
    return [{ time, price: shown, text: `to ${fixed(price, decimals)}`, size: 0.6, color, ...LOOKS[side] }]
  })
