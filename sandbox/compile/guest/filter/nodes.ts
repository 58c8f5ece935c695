// Volume by price over the klines at hand, and the prices where most of it changed hands.
import { CLOSE, fieldOf, HIGH, type Klines, LOW, OPEN, VOLUME } from './kline'

export interface VolumeNode {
  readonly price: number
  readonly volume: number
  /** Share of the largest row, 0 to 100. */
  readonly strength: number
  readonly priceRange: readonly [number, number]
  readonly buyVolume: number
  readonly sellVolume: number
}

interface Options {
  readonly lookback?: number
  readonly buckets?: number
  /** How many deviations above the mean a row has to be. */
  readonly threshold?: number
}

/** Rows of the profile that stand out, the strongest first. A kline's volume is spread evenly over its range. */
export function volumeNodes(
  klines: Klines,
  { lookback = 100, buckets = 30, threshold = 1 }: Options = {},
): VolumeNode[] {
  const window = klines.slice(-lookback)
  const count = Math.min(500, Math.max(1, Math.floor(buckets)))
  const bottom = Math.min(...fieldOf(window, LOW))
  const top = Math.max(...fieldOf(window, HIGH))
  if (!(top > bottom)) return []
  const height = (top - bottom) / count
  const bought = new Array<number>(count).fill(0)
  const sold = new Array<number>(count).fill(0)
  for (const kline of window) {
    const [low, high, volume] = [Number(kline[LOW]), Number(kline[HIGH]), Number(kline[VOLUME])]
    const rows = Number(kline[CLOSE]) >= Number(kline[OPEN]) ? bought : sold
    const from = Math.min(count - 1, Math.floor((low - bottom) / height))
    const to = Math.min(count - 1, Math.floor((high - bottom) / height))
    for (let row = from; row <= to; row++) {
      const [start, end] = [bottom + row * height, bottom + (row + 1) * height]
      const share = from === to ? 1 : (Math.min(high, end) - Math.max(low, start)) / (high - low)
      if (share > 0) rows[row]! += volume * share
    }
  }
  const totals = bought.map((volume, row) => volume + sold[row]!)
  const mean = totals.reduce((sum, each) => sum + each, 0) / count
  const spread = Math.sqrt(totals.reduce((sum, each) => sum + (each - mean) ** 2, 0) / count)
  const most = Math.max(...totals)
  return totals
    .map((volume, row): VolumeNode => {
      const from = bottom + row * height
      return {
        price: from + height / 2,
        volume,
        strength: most > 0 ? (100 * volume) / most : 0,
        priceRange: [from, from + height],
        buyVolume: bought[row]!,
        sellVolume: sold[row]!,
      }
    })
    .filter(({ volume }) => volume > mean + threshold * spread)
    .sort((a, b) => b.volume - a.volume)
}

/** Whether the price lies within `percent` of a node. */
export const isNearNode = (price: number, nodes: readonly VolumeNode[], percent = 0.5): boolean =>
  nodes.some(node => Math.abs(node.price - price) <= (price * percent) / 100)

export function closestNode(
  price: number,
  nodes: readonly VolumeNode[],
  direction: 'above' | 'below' | 'both' = 'both',
): VolumeNode | null {
  const fitting = nodes.filter(node =>
    direction === 'above' ? node.price > price : direction === 'below' ? node.price < price : true,
  )
  return fitting.reduce<VolumeNode | null>(
    (best, node) => (best && Math.abs(best.price - price) <= Math.abs(node.price - price) ? best : node),
    null,
  )
}

export const countNodes = (from: number, to: number, nodes: readonly VolumeNode[]): number =>
  nodes.filter(({ price }) => price >= Math.min(from, to) && price <= Math.max(from, to)).length
