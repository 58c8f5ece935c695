// Ticks of 500 symbols into 1m+5m+15m+1h, by one thread: `node scripts/run.mjs test/perf/aggregate.ts [ticks] [rounds]`, in turns
// with a plain loop over typed arrays (no late ticks, no duplicates, nobody told); once with the usual objects in a Map.
import { seeded } from '@/sandbox/catalogue/docs/sample'
import { barOpen, type Timeframe, timeframeMs } from '@/sandbox/ir/timeframe'
import { Aggregator } from '@/server/market/aggregate/aggregator'
import { utcAlignment } from '@/server/market/aggregate/alignment'
import type { Ticks } from '@/server/market/aggregate/ticks'
import type { BarSubscriber } from '@/server/market/aggregate/told'

const TICKS = Number(process.argv[2] ?? 2_000_000)
const ROUNDS = Number(process.argv[3] ?? 3)
const SYMBOLS = 500
const TIMEFRAMES: readonly Timeframe[] = ['1m', '5m', '15m', '1h']
const START = Date.UTC(2026, 0, 5, 10)
const TICKS_PER_SECOND = 5_000
const LATE_SHARE = 0.001

/** Trades of all symbols at 5,000 a second, in order but for a few that are late by up to a minute, or come twice. */
function market(disorder: boolean): Ticks {
  const next = seeded(11)
  const ticks: Ticks = {
    symbol: new Int32Array(TICKS),
    time: new Float64Array(TICKS),
    price: new Float64Array(TICKS),
    units: new Float64Array(TICKS),
    id: new Float64Array(TICKS),
  }
  const prices = new Float64Array(SYMBOLS).fill(100)
  for (let row = 0; row < TICKS; row++) {
    const symbol = Math.floor(next() * SYMBOLS)
    prices[symbol] = Math.max(1, prices[symbol]! + Math.round((next() - 0.5) * 10) / 100)
    const isLate = disorder && row > 0 && next() < LATE_SHARE
    const isTwice = isLate && next() < 0.5
    const time = START + Math.floor((row * 1000) / TICKS_PER_SECOND) - (isLate ? next() * 60_000 : 0)
    ticks.symbol[row] = isTwice ? ticks.symbol[row - 1]! : symbol
    ticks.time[row] = isTwice ? ticks.time[row - 1]! : time
    ticks.price[row] = isTwice ? ticks.price[row - 1]! : prices[symbol]!
    ticks.units[row] = isTwice ? ticks.units[row - 1]! : 1 + Math.floor(next() * 100)
    ticks.id[row] = isTwice ? ticks.id[row - 1]! : row
  }
  return ticks
}

/** The last update told, so that no reading of a bar can be left out. */
let checksum = 0
let updates = 0
const subscriber: BarSubscriber = {
  bar: ({ time, open, high, low, close, units }) => {
    updates++
    checksum += time + open + high + low + close + units
  },
  older: () => {
    throw new Error('Nothing here is that late.')
  },
}
const aggregatorOf = () =>
  new Aggregator({ symbols: SYMBOLS, alignment: utcAlignment, subscriber, timeframes: TIMEFRAMES })

/** Time is told ten times a second, as a feed does. */
const CHUNK = TICKS_PER_SECOND / 10
function aggregated(ticks: Ticks): void {
  const aggregator = aggregatorOf()
  for (let from = 0; from < TICKS; from += CHUNK) {
    const to = Math.min(TICKS, from + CHUNK)
    aggregator.takeTicks(ticks, from, to)
    aggregator.advance(START + ((to - 1) * 1000) / TICKS_PER_SECOND)
  }
}

function plainLoop(ticks: Ticks): void {
  const lengths = TIMEFRAMES.map(timeframe => timeframeMs[timeframe])
  const bars = new Float64Array(SYMBOLS * lengths.length * 6)
  const levels = lengths.length
  for (let row = 0; row < TICKS; row++) {
    const time = ticks.time[row]!
    const price = ticks.price[row]!
    for (let level = 0; level < levels; level++) {
      const at = (ticks.symbol[row]! * levels + level) * 6
      const length = lengths[level]!
      const open = bars[at]!
      if (time >= open + length) {
        bars[at] = time - (time % length)
        bars[at + 1] = bars[at + 2] = bars[at + 3] = price
        bars[at + 5] = 0
      }
      if (price > bars[at + 2]!) bars[at + 2] = price
      if (price < bars[at + 3]!) bars[at + 3] = price
      bars[at + 4] = price
      bars[at + 5]! += ticks.units[row]!
    }
  }
  checksum += bars[4]!
}

interface MapBar {
  readonly symbol: number
  readonly timeframe: Timeframe
  readonly time: number
  open: number
  high: number
  low: number
  close: number
  volume: number
}

function objectsInMap(ticks: Ticks, rows: number): void {
  const bars = new Map<string, MapBar>()
  const seen = new Set<string>()
  const told = (bar: Readonly<MapBar>) => {
    checksum += bar.time + bar.open + bar.high + bar.low + bar.close + bar.volume
  }
  for (let row = 0; row < rows; row++) {
    const symbol = ticks.symbol[row]!
    const id = `${symbol}:${ticks.id[row]}`
    if (seen.has(id)) continue
    seen.add(id)
    const price = ticks.price[row]!
    for (const timeframe of TIMEFRAMES) {
      const time = barOpen(ticks.time[row]!, timeframe)
      const name = `${symbol}:${timeframe}:${time}`
      const bar = bars.get(name)
      const volume = ticks.units[row]!
      const grown = bar
        ? {
            ...bar,
            high: Math.max(bar.high, price),
            low: Math.min(bar.low, price),
            close: price,
            volume: bar.volume + volume,
          }
        : { symbol, timeframe, time, open: price, high: price, low: price, close: price, volume }
      bars.set(name, grown)
      told(grown)
    }
  }
}

/** Ticks per second of processor time, of all threads of this process: what others do on the machine is not in it. */
function perSecond(work: () => void, rows = TICKS): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return rows / ((user + system) / 1e6)
}
const median = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!

const ordered = market(false)
const disordered = market(true)
const contenders = {
  'plain typed-array loop': () => plainLoop(ordered),
  'Sluice, in order': () => aggregated(ordered),
  'Sluice, 0.1 % late or twice': () => aggregated(disordered),
}
const rates = new Map<string, number[]>()
for (let round = 0; round < ROUNDS; round++)
  for (const [name, work] of Object.entries(contenders))
    rates.set(name, [...(rates.get(name) ?? []), perSecond(work)])
// Once, and fewer ticks: it takes long, and its sets and maps would fill the memory of the others' turns.
const FEWER = Math.min(TICKS, 200_000)
rates.set('objects in a Map', [perSecond(() => objectsInMap(ordered, FEWER), FEWER)])

const ours = median(rates.get('Sluice, in order')!)
console.log(
  `${TICKS} ticks, ${SYMBOLS} symbols, ${TIMEFRAMES.join('+')}, median of ${ROUNDS} rounds, per second of processor time`,
)
for (const [name, all] of rates) {
  const rate = median(all)
  console.log(
    `${name.padEnd(30)} ${(rate / 1e6).toFixed(2).padStart(6)} M ticks/s   ${(ours / rate).toFixed(2)}× is Sluice in order`,
  )
}
console.log(`${(updates / ROUNDS / 2 / TICKS).toFixed(2)} bars told a tick; wanted are 1,000,000 ticks/s`)

// One update end to end: from the call to the return, when the subscriber has read all four bars; ticks at random, closes among them.
const aggregator = aggregatorOf()
const SAMPLES = Math.min(TICKS, 1_000_000)
const took = new Float64Array(SAMPLES)
const advances: number[] = []
for (let row = 0; row < SAMPLES; row++) {
  const { symbol, time, price, units, id } = disordered
  if (row % CHUNK === 0) {
    const began = performance.now()
    aggregator.advance(START + (row * 1000) / TICKS_PER_SECOND)
    advances.push(performance.now() - began)
  }
  const began = process.hrtime.bigint()
  aggregator.tick(symbol[row]!, time[row]!, price[row]!, units[row]!, id[row]!)
  took[row] = Number(process.hrtime.bigint() - began)
}
took.sort()
const at = (share: number) => (took[Math.min(SAMPLES - 1, Math.floor(SAMPLES * share))]! / 1000).toFixed(2)
console.log(
  `\none update to its subscriber: p50 ${at(0.5)} µs, p99 ${at(0.99)} µs, p99.9 ${at(0.999)} µs, max ${at(1)} µs`,
)
console.log(
  `a call that tells the time: longest ${Math.max(...advances).toFixed(3)} ms (closes of ${SYMBOLS} symbols at once)`,
)
console.log('wanted is p99 < 1 ms; the clock itself is in it.')
if (!Number.isFinite(checksum)) throw new Error('A bar has no numbers.')
