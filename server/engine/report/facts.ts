import { atDays, type DayGrid, dayGrid, dayReturns, guessPeriodsPerYear } from './days'
import { type Drawdowns, drawdownsOf, underwater } from './drawdowns'
import type { ReportInput } from './input'
import { type Moments, momentsOf } from './moments'
import { type Presence, presenceOf } from './presence'
import { TradeFacts } from './trades'

const YEAR_MS = 365.25 * 86_400_000

/** What happened to the benchmark over the same days. */
export interface BenchmarkFacts {
  /** From the first bar on which the strategy could hold a position, fees paid once. */
  readonly totalReturn: number
  /** Of the days both have, the benchmark's and the strategy's. */
  readonly returns: Float64Array
  readonly own: Float64Array
  readonly moments: Moments
  readonly ownMoments: Moments
  readonly covariance: number
  readonly years: number
}

/** Money in positions as a share of equity, at bar closes. */
export interface Exposure {
  readonly average: number
  readonly largest: number
  readonly largestNet: number
}

/** Everything the metrics read, each computed once and only if something asks for it. */
export class Facts {
  readonly input: ReportInput
  readonly periodsPerYear: number
  readonly bars: number
  #grid: DayGrid | undefined
  #days: Float64Array | undefined
  #returns: Float64Array | undefined
  #moments: Moments | undefined
  #sortedReturns: Float64Array | undefined
  #underwater: Float64Array | undefined
  #drawdowns: Drawdowns | undefined
  #trades: TradeFacts | undefined
  #presence: Presence | undefined
  #months: Float64Array | undefined
  #years: Float64Array | undefined
  #averageEquity: number | undefined
  #exposure: Exposure | null | undefined
  #benchmark: BenchmarkFacts | null | undefined

  constructor(input: ReportInput) {
    this.input = input
    refuseCorrupt(input)
    this.bars = input.equity.time.length
    const periods = input.settings.periodsPerYear ?? guessPeriodsPerYear(input.equity.time)
    // bars longer than a day are their own periods
    this.periodsPerYear = dayGrid(new Float64Array(0), clockOf(input, periods)).periodsPerYear
  }

  get startEquity(): number {
    return this.input.startEquity
  }

  get endEquity(): number {
    return this.bars === 0 ? this.startEquity : this.input.equity.value[this.bars - 1]!
  }

  /** From the first bar's close to the last one's. */
  get years(): number {
    const { time } = this.input.equity
    return this.bars === 0 ? 0 : (time[this.bars - 1]! - time[0]!) / YEAR_MS
  }

  get grid(): DayGrid {
    this.#grid ??= dayGrid(this.input.equity.time, clockOf(this.input, this.periodsPerYear))
    return this.#grid
  }

  /** Equity at the end of each day. */
  get days(): Float64Array {
    this.#days ??= atDays(this.grid, this.input.equity.value)
    return this.#days
  }

  get returns(): Float64Array {
    this.#returns ??= dayReturns(this.grid, this.days, this.startEquity)
    return this.#returns
  }

  get moments(): Moments {
    this.#moments ??= momentsOf(this.returns)
    return this.#moments
  }

  get sortedReturns(): Float64Array {
    this.#sortedReturns ??= this.returns.slice().sort()
    return this.#sortedReturns
  }

  /** The risk-free rate of one period. */
  get riskFreeReturn(): number {
    return (1 + this.input.settings.riskFreeRate) ** (1 / this.periodsPerYear) - 1
  }

  /** Share of the peak lost at the end of each day. */
  get underwater(): Float64Array {
    this.#underwater ??= underwater(this.days, this.startEquity)
    return this.#underwater
  }

  get drawdowns(): Drawdowns {
    this.#drawdowns ??= drawdownsOf(this.input.equity.value, this.startEquity)
    return this.#drawdowns
  }

  get trades(): TradeFacts {
    this.#trades ??= new TradeFacts(this.input.trades, this.startEquity)
    return this.#trades
  }

  get presence(): Presence {
    const { equity, trades, openTrades } = this.input
    this.#presence ??= presenceOf(equity.time, trades, openTrades)
    return this.#presence
  }

  /** Returns of calendar months and years, the unfinished first and last ones too. */
  get monthReturns(): Float64Array {
    this.#months ??= this.#calendarReturns(time => time.getUTCFullYear() * 12 + time.getUTCMonth())
    return this.#months
  }

  get yearReturns(): Float64Array {
    this.#years ??= this.#calendarReturns(time => time.getUTCFullYear())
    return this.#years
  }

  get averageEquity(): number {
    this.#averageEquity ??= momentsOf(this.days).mean
    return this.#averageEquity
  }

  get exposure(): Exposure | null {
    if (this.#exposure === undefined) this.#exposure = exposureOf(this.input)
    return this.#exposure
  }

  get benchmark(): BenchmarkFacts | null {
    if (this.#benchmark === undefined) this.#benchmark = this.#compare()
    return this.#benchmark
  }

  /** When a bar closes. */
  closeOf(bar: number): number {
    return this.input.equity.time[bar]! + this.input.barMs
  }

  #calendarReturns(period: (time: Date) => number): Float64Array {
    const { grid, days } = this
    const returns: number[] = []
    let base = this.startEquity
    for (let day = 0; day < days.length; day++) {
      const isLast =
        day === days.length - 1 || period(new Date(grid.time[day]!)) !== period(new Date(grid.time[day + 1]!))
      if (!isLast) continue
      returns.push(days[day]! / base - 1)
      base = days[day]!
    }
    return Float64Array.from(returns)
  }

  #compare(): BenchmarkFacts | null {
    const { benchmark, equity } = this.input
    if (!benchmark) return null
    const { grid, days } = this
    let firstBar = benchmark.firstBar
    while (firstBar < this.bars && !(benchmark.close[firstBar]! > 0)) firstBar++
    if (firstBar >= this.bars) return null
    const from = grid.lastBar.findIndex(bar => bar >= firstBar)
    const theirs: number[] = []
    const ours: number[] = []
    let before = closeAt(benchmark.close, grid.lastBar[from]!, firstBar)
    for (let day = from + 1; day < days.length; day++) {
      const now = closeAt(benchmark.close, grid.lastBar[day]!, firstBar)
      theirs.push(now / before - 1)
      ours.push(days[day]! / days[day - 1]! - 1)
      before = now
    }
    const returns = Float64Array.from(theirs)
    const own = Float64Array.from(ours)
    const moments = momentsOf(returns)
    const ownMoments = momentsOf(own)
    return {
      totalReturn: (before / benchmark.close[firstBar]!) * (1 - benchmark.feeRate) - 1,
      returns,
      own,
      moments,
      ownMoments,
      covariance: covarianceOf(returns, moments.mean, own, ownMoments.mean),
      years: (equity.time[this.bars - 1]! - equity.time[firstBar]!) / YEAR_MS,
    }
  }
}

const clockOf = ({ barMs, settings: { dayStartMs } }: ReportInput, periodsPerYear: number) => ({
  barMs,
  periodsPerYear,
  dayStartMs,
})

/** The last price up to a bar: a halted instrument keeps it. */
function closeAt(close: Float64Array, bar: number, firstBar: number): number {
  for (let at = bar; at > firstBar; at--) if (close[at]! > 0) return close[at]!
  return close[firstBar]!
}

function exposureOf({ exposure, equity: { value } }: ReportInput): Exposure | null {
  if (!exposure) return null
  const { gross, net } = exposure
  let sum = 0
  let largest = 0
  let largestNet = 0
  for (let bar = 0; bar < value.length; bar++) {
    const share = gross[bar]! / value[bar]!
    const netShare = Math.abs(net[bar]! / value[bar]!)
    sum += share
    if (share > largest) largest = share
    if (netShare > largestNet) largestNet = netShare
  }
  return { average: sum / value.length, largest, largestNet }
}

function covarianceOf(a: Float64Array, meanA: number, b: Float64Array, meanB: number): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += (a[at]! - meanA) * (b[at]! - meanB)
  return sum / (a.length - 1)
}

function refuseCorrupt({ startEquity, equity: { time, value } }: ReportInput): void {
  if (!(startEquity > 0)) throw new Error(`A report starts from ${startEquity}; it needs capital above zero.`)
  if (time.length !== value.length)
    throw new Error(`Equity has ${value.length} values for ${time.length} bars.`)
  let before = -Infinity
  for (let bar = 0; bar < time.length; bar++) {
    const now = time[bar]!
    // true of every number but NaN and the infinities
    if (!(value[bar]! - value[bar]! === 0)) throw new Error(`Equity at bar ${bar} is not a number.`)
    if (!(now > before)) throw new Error(`Time does not go on at bar ${bar}.`)
    before = now
  }
}
