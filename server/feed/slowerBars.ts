// The slower bars of a venue's instruments, made of their minutes as these close.
import type { Timeframe } from '../../sandbox/ir/timeframe'
import { Aggregator } from '../market/aggregate/aggregator'
import { lotsOf, quantityOf } from '../market/aggregate/lots'
import type { ToldBar } from '../market/aggregate/told'
import { calendars } from '../market/calendar/index'
import type { FormingBar, Instrument } from '../market/provider'
import { columnsOfBars } from './rows'

export interface SlowerBarsOptions {
  readonly timeframes: readonly Timeframe[]
  /** A bar that is over: told when it closes, and again whenever a late minute changes it. */
  readonly made: (symbol: string, timeframe: Timeframe, bar: FormingBar) => void
  /** A bar that is over and can't be made of what is in memory: it has to be made of what is stored, and restored. */
  readonly older: (symbol: string, timeframe: Timeframe, open: number) => void
}

export class SlowerBars {
  readonly #options: SlowerBarsOptions
  readonly #bySymbol = new Map<string, { readonly aggregator: Aggregator; readonly lot: number }>()

  constructor(options: SlowerBarsOptions) {
    this.#options = options
  }

  take(instrument: Instrument, minute: FormingBar): void {
    const { aggregator, lot } = this.#of(instrument, minute.time)
    aggregator.takeFinal(0, unitsOf(minute, lot), 1)
  }

  /** Hands a bar back that was asked for as `older`; the slower ones that hold it follow. */
  restore(instrument: Instrument, timeframe: Timeframe, bar: FormingBar): void {
    const { aggregator, lot } = this.#of(instrument, bar.time)
    aggregator.restore(0, timeframe, unitsOf(bar, lot))
  }

  #of({ symbol, lot, calendar }: Instrument, from: number) {
    const before = this.#bySymbol.get(symbol)
    if (before) return before
    const { timeframes, made, older } = this.#options
    const aggregator = new Aggregator({
      symbols: 1,
      alignment: calendars[calendar],
      timeframes,
      idsKept: 1, // no ticks here
      subscriber: {
        bar: told => {
          if (told.timeframe !== '1m' && told.state !== 'forming')
            made(symbol, told.timeframe, barOfUnits(told, lot))
        },
        older: (_, timeframe, open) => {
          if (timeframe !== '1m') older(symbol, timeframe, open)
        },
      },
    })
    // Bars that began before are not whole here.
    aggregator.seed(0, columnsOfBars([]), from, lot)
    const known = { aggregator, lot }
    this.#bySymbol.set(symbol, known)
    return known
  }
}

const unitsOf = ({ time, open, high, low, close, volume }: FormingBar, lot: number) => ({
  time,
  open,
  high,
  low,
  close,
  units: lotsOf(volume, lot),
})

const barOfUnits = ({ time, open, high, low, close, units }: ToldBar, lot: number): FormingBar => ({
  time,
  open,
  high,
  low,
  close,
  volume: quantityOf(units, lot),
})
