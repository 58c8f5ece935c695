const DAY_MS = 86_400_000
const SUNDAY = 0
const SATURDAY = 6

/** What returns are taken over before they are annualised: days, or the bars themselves where those are longer. */
export interface DayGrid {
  /** When each day begins. */
  readonly time: Float64Array
  /** The last bar up to the end of each day. */
  readonly lastBar: Int32Array
  readonly periodsPerYear: number
  /** Days without a bar, counted as flat: markets that never close have them only where data is missing. */
  readonly emptyDays: number
  /** Whether the first day holds more than the bar that everything starts from. */
  readonly firstDayCounts: boolean
}

interface Clock {
  readonly barMs: number
  readonly periodsPerYear: number
  readonly dayStartMs: number
}

const NO_DAYS = { time: new Float64Array(0), lastBar: new Int32Array(0), emptyDays: 0, firstDayCounts: false }
const WEEKS_A_YEAR = 52
/** Above this many days a year the market has no days off. */
const EVERY_DAY = 360
const MOST_DAYS = 366

export function dayGrid(time: Float64Array, { barMs, periodsPerYear: given, dayStartMs }: Clock): DayGrid {
  const bars = time.length
  if (barMs > DAY_MS) return barGrid(time, given)
  // returns are those of days, whatever the bars are
  const periodsPerYear = Math.min(given, MOST_DAYS)
  if (bars === 0) return { ...NO_DAYS, periodsPerYear }
  const everyDay = periodsPerYear >= EVERY_DAY
  const starts: number[] = []
  const lasts: number[] = []
  let emptyDays = 0
  let start = dayOf(time[0]!, dayStartMs)
  let end = start + DAY_MS
  for (let bar = 1; bar < bars; bar++) {
    if (time[bar]! < end) continue
    starts.push(start)
    lasts.push(bar - 1)
    const next = dayOf(time[bar]!, dayStartMs)
    if (everyDay)
      for (start = end; start < next; start += DAY_MS) {
        starts.push(start)
        lasts.push(bar - 1)
        emptyDays++
      }
    start = next
    end = start + DAY_MS
  }
  starts.push(start)
  lasts.push(bars - 1)
  return {
    time: Float64Array.from(starts),
    lastBar: Int32Array.from(lasts),
    periodsPerYear,
    emptyDays,
    firstDayCounts: lasts[0]! > 0,
  }
}

const dayOf = (time: number, startMs: number): number =>
  Math.floor((time - startMs) / DAY_MS) * DAY_MS + startMs

/** A year holds fewer bars of a week than days, whatever the market. */
const barGrid = (time: Float64Array, periodsPerYear: number): DayGrid => ({
  time,
  lastBar: Int32Array.from(time, (_, bar) => bar),
  periodsPerYear: Math.min(periodsPerYear, WEEKS_A_YEAR),
  emptyDays: 0,
  firstDayCounts: false,
})

/** Bars looked at to tell whether a market knows weekends: half a year of days, or the same number of faster bars. */
const LOOK = 20_000

/** 365 where bars open on weekends about as often as on other days, else 252. */
export function guessPeriodsPerYear(time: Float64Array): 365 | 252 {
  const bars = Math.min(time.length, LOOK)
  let weekend = 0
  for (let bar = 0; bar < bars; bar++) {
    const day = new Date(time[bar]!).getUTCDay()
    if (day === SATURDAY || day === SUNDAY) weekend++
  }
  return bars === 0 || weekend > bars / 7 ? 365 : 252
}

/** Values at the end of each day. */
export function atDays(grid: DayGrid, value: Float64Array): Float64Array {
  const days = new Float64Array(grid.lastBar.length)
  for (let day = 0; day < days.length; day++) days[day] = value[grid.lastBar[day]!]!
  return days
}

/** From day to day, as fractions; the first day counts from `base` if it counts at all. */
export function dayReturns(grid: DayGrid, value: Float64Array, base: number): Float64Array {
  const skip = grid.firstDayCounts ? 0 : 1
  const returns = new Float64Array(Math.max(0, value.length - skip))
  for (let i = 0; i < returns.length; i++) {
    const day = i + skip
    returns[i] = value[day]! / (day === 0 ? base : value[day - 1]!) - 1
  }
  return returns
}
