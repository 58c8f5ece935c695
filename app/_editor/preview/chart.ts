// The preview's chart, drawn by hand into its box: candles, volumes, lines over and below them, marks, and the cursor.
import {
  type AutoscaleInfo,
  CandlestickSeries,
  ColorType,
  CrosshairMode,
  createChart,
  createSeriesMarkers,
  HistogramSeries,
  type IChartApi,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  LineSeries,
  type Logical,
  type SeriesMarker,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts'
import type { Candle } from '../../_charts/Candles'
import type { ChartColours } from '../../_charts/colours'
import { spikeMarks } from '../../_charts/spikeMarks'
import { extentOf, type Spike, spikesOf } from '../../_charts/spikes'
import { grownEnd, shiftOf } from '../../_charts/tail'
import { type Placed, panesOf, partOf } from './panes'
import type { Fired } from './protocol'

export interface Plot extends Placed {
  readonly label: string
  readonly column: Float64Array
  readonly colour: string
}

/** A sign at a bar, by hand. */
export interface Mark {
  readonly bar: number
  readonly text: string
  readonly tone: 'gain' | 'loss' | 'warn' | 'faint'
  readonly shape: 'arrowUp' | 'circle' | 'square'
}

/** What the reader’s hand does over the chart. */
interface Hand {
  readonly onHover: (bar: number) => void
  readonly onPick: (bar: number) => void
}

const FIRST_SHOWN = 160

const seconds = (ms: number) => (ms / 1000) as UTCTimestamp // a brand of numbers

interface Drawn {
  readonly series: ISeriesApi<'Line'> | ISeriesApi<'Histogram'>
  readonly plot: Plot
  readonly pane: number
}

export class PreviewChartView {
  readonly #chart: IChartApi
  readonly #prices: ISeriesApi<'Candlestick'>
  readonly #volumes: ISeriesApi<'Histogram'>
  readonly #marks: ISeriesMarkersPluginApi<Time>
  #colours: ChartColours
  #candles: readonly Candle[] = []
  #decimals = 2
  #spikes: readonly Spike[] = []
  /** Marks of a run, or those in their place. */
  #signs: readonly SeriesMarker<Time>[] = []
  #drawn: readonly Drawn[] = []
  /** Stands on the bar that is looked at; the library’s own cross follows the hand. */
  readonly #line: HTMLElement
  #cursor = -1

  constructor(box: HTMLElement, colours: ChartColours, hand?: Hand) {
    this.#colours = colours
    this.#chart = createChart(box, {
      autoSize: true,
      crosshair: { mode: CrosshairMode.Magnet },
      rightPriceScale: { scaleMargins: { top: 0.24, bottom: 0.2 }, minimumWidth: 64 },
      timeScale: { timeVisible: true, secondsVisible: false, rightOffset: 4 },
    })
    this.#prices = this.#chart.addSeries(CandlestickSeries, {
      priceLineVisible: false,
      autoscaleInfoProvider: (whole: () => AutoscaleInfo | null) => this.#scaled(whole()),
    })
    this.#volumes = this.#chart.addSeries(HistogramSeries, {
      priceScaleId: '',
      priceFormat: { type: 'volume' },
      lastValueVisible: false,
      priceLineVisible: false,
    })
    this.#volumes.priceScale().applyOptions({ scaleMargins: { top: 0.84, bottom: 0 } })
    this.#marks = createSeriesMarkers(this.#prices, [], {
      // the margins above and below the candles have room for them; with more, a low chart has none left for prices
      autoScale: false,
    })
    this.paint(colours)
    const barAt = (logical: number | undefined): number | null => {
      const bar = logical === undefined ? -1 : Math.round(logical)
      return bar >= 0 && bar < this.#candles.length ? bar : null
    }
    this.#chart.subscribeCrosshairMove(({ logical, sourceEvent }) => {
      const bar = sourceEvent ? barAt(logical) : null
      if (bar !== null) hand?.onHover(bar)
    })
    this.#chart.subscribeClick(({ logical }) => {
      const bar = barAt(logical)
      if (bar !== null) hand?.onPick(bar)
    })
    this.#line = document.createElement('div')
    this.#line.className = 'pointer-events-none absolute top-0 left-0 z-[3] border-l border-accent'
    this.#line.hidden = true
    box.style.position = 'relative'
    box.append(this.#line)
    this.#chart.timeScale().subscribeVisibleLogicalRangeChange(() => this.#placeLine())
    this.#chart.timeScale().subscribeSizeChange(() => this.#placeLine())
  }

  paint(colours: ChartColours): void {
    this.#colours = colours
    this.#chart.applyOptions({
      layout: {
        background: { type: ColorType.Solid, color: colours.ground },
        textColor: colours.faint,
        fontFamily: colours.font,
        fontSize: 11,
        panes: { separatorColor: colours.line, enableResize: true },
      },
      grid: { vertLines: { color: colours.line }, horzLines: { color: colours.line } },
      rightPriceScale: { borderColor: colours.line },
      timeScale: { borderColor: colours.line },
    })
    this.#prices.applyOptions({
      // Rising bars are hollow and falling ones filled: colour is not the only sign.
      upColor: colours.ground,
      downColor: colours.loss,
      borderUpColor: colours.gain,
      borderDownColor: colours.loss,
      wickUpColor: colours.gain,
      wickDownColor: colours.loss,
    })
    this.#volumes.setData(this.#candles.map(candle => this.#volumeOf(candle)))
    this.#placeMarks()
  }

  /** Draws other bars; of the same series the view stays where it is. */
  setCandles(candles: readonly Candle[], decimals: number): void {
    const before = this.#candles
    this.#candles = candles
    this.#decimals = decimals
    this.#spikes = spikesOf(candles)
    this.#placeMarks()
    this.#prices.applyOptions({
      priceFormat: { type: 'price', precision: decimals, minMove: 10 ** -decimals },
    })
    const grown = grownEnd(before, candles)
    if (grown) {
      for (const candle of grown) {
        this.#prices.update(priceOf(candle))
        this.#volumes.update(this.#volumeOf(candle))
      }
      return
    }
    const scale = this.#chart.timeScale()
    const view = scale.getVisibleLogicalRange()
    this.#prices.setData(candles.map(priceOf))
    this.#volumes.setData(candles.map(candle => this.#volumeOf(candle)))
    const shift = view && shiftOf(before, candles, view.to)
    scale.setVisibleLogicalRange(
      view && shift !== null
        ? { from: view.from + shift, to: view.to + shift }
        : { from: candles.length - FIRST_SHOWN, to: candles.length + 4 },
    )
  }

  /** Draws these and nothing else; those that stay keep their place. */
  setPlots(plots: readonly Plot[]): void {
    const panes = panesOf(plots)
    const stays = new Map(
      this.#drawn
        .filter(({ plot, pane }) => plots.some(each => each.key === plot.key && panes.get(each.key) === pane))
        .map(drawn => [drawn.plot.key, drawn]),
    )
    for (const { series, plot } of this.#drawn) if (!stays.has(plot.key)) this.#chart.removeSeries(series)
    this.#drawn = plots.map(plot => {
      const pane = panes.get(plot.key) ?? 0
      const known = stays.get(plot.key)
      const series = known?.series ?? this.#seriesOf(plot, pane)
      // over the candles the legend says it; a pane of its own has no legend
      series.applyOptions({ color: plot.colour, title: pane === 0 ? '' : plot.label })
      series.setData(this.#pointsOf(plot))
      return { series, plot, pane }
    })
    const [candles, ...below] = this.#chart.panes()
    candles?.setStretchFactor(1)
    for (const pane of below) pane.setStretchFactor(partOf(below.length))
  }

  setFired(fired: readonly Fired[]): void {
    const colours = this.#colours
    const marks = fired.flatMap(({ output, begins }) =>
      [...begins].flatMap((bar): SeriesMarker<Time>[] => {
        const candle = this.#candles[bar]
        // a text on each of many marks would hide the candles, and one output needs none
        const text = fired.length < 2 || begins.length > 60 ? '' : output
        return candle ? [{ time: seconds(candle.time), text, ...lookOf(output, colours) }] : []
      }),
    )
    this.#signs = marks
    this.#placeMarks()
  }

  /** Signs in place of those of a run. */
  setMarks(marks: readonly Mark[]): void {
    this.#signs = marks.flatMap(({ bar, text, tone, shape }): SeriesMarker<Time>[] => {
      const candle = this.#candles[bar]
      return candle
        ? [{ time: seconds(candle.time), text, shape, color: this.#colours[tone], position: 'belowBar' }]
        : []
    })
    this.#placeMarks()
  }

  #placeMarks(): void {
    const spikes = spikeMarks(this.#spikes, this.#candles, {
      decimals: this.#decimals,
      color: this.#colours.warn,
    })
    this.#marks.setMarkers([...this.#signs, ...spikes].sort((a, b) => Number(a.time) - Number(b.time)))
  }

  /** The scale of the candles in sight, which no single wick is to stretch. */
  #scaled(whole: AutoscaleInfo | null): AutoscaleInfo | null {
    const range = this.#spikes.length > 0 && this.#chart.timeScale().getVisibleLogicalRange()
    const extent = range ? extentOf(this.#candles, this.#spikes, [range.from, range.to]) : null
    return whole && extent ? { ...whole, priceRange: { minValue: extent.low, maxValue: extent.high } } : whole
  }

  /** Shows the cursor on a bar and brings it into view; none where −1. */
  setCursor(bar: number): void {
    this.#cursor = bar < this.#candles.length ? bar : -1
    const scale = this.#chart.timeScale()
    const range = this.#cursor < 0 ? null : scale.getVisibleLogicalRange()
    if (range && (bar < range.from || bar > range.to)) {
      const half = (range.to - range.from) / 2
      scale.setVisibleLogicalRange({ from: bar - half, to: bar + half })
    }
    this.#placeLine()
  }

  /** A held cursor is a firm line. */
  setHeld(isHeld: boolean): void {
    this.#line.style.borderLeftStyle = isHeld ? 'solid' : 'dashed'
  }

  #placeLine(): void {
    const scale = this.#chart.timeScale()
    const x = this.#cursor < 0 ? null : scale.logicalToCoordinate(this.#cursor as Logical) // a brand of numbers
    const isSeen = x !== null && x >= 0 && x <= scale.width()
    this.#line.hidden = !isSeen
    if (!isSeen) return
    this.#line.style.transform = `translateX(${Math.round(x)}px)`
    this.#line.style.bottom = `${scale.height()}px`
  }

  remove(): void {
    this.#line.remove()
    this.#chart.remove()
  }

  #seriesOf(plot: Plot, pane: number): Drawn['series'] {
    const plain = { priceLineVisible: false, lastValueVisible: false }
    return plot.kind === 'bool'
      ? this.#chart.addSeries(
          HistogramSeries,
          { ...plain, base: 0, priceFormat: { type: 'price', precision: 0, minMove: 1 } },
          pane,
        )
      : this.#chart.addSeries(LineSeries, { ...plain, lineWidth: 1, crosshairMarkerRadius: 3 }, pane)
  }

  #pointsOf({ column }: Plot) {
    const points: ({ time: UTCTimestamp; value: number } | { time: UTCTimestamp })[] = []
    const bars = Math.min(column.length, this.#candles.length)
    for (let bar = 0; bar < bars; bar++) {
      const time = seconds(this.#candles[bar]!.time)
      const value = column[bar]!
      // a hole is a hole, not a line across it
      points.push(Number.isFinite(value) ? { time, value } : { time })
    }
    return points
  }

  #volumeOf({ time, open, close, volume }: Candle) {
    const { gain, loss } = this.#colours
    return { time: seconds(time), value: volume, color: `${close >= open ? gain : loss}55` }
  }
}

const priceOf = ({ time, open, high, low, close }: Candle) => ({
  time: seconds(time),
  open,
  high,
  low,
  close,
})

const lookOf = (output: string, colours: ChartColours) => {
  switch (output) {
    case 'long':
    case 'exitShort':
      return { position: 'belowBar', shape: 'arrowUp', color: colours.gain, size: 1 } as const
    case 'short':
    case 'exitLong':
      return { position: 'aboveBar', shape: 'arrowDown', color: colours.loss, size: 1 } as const
    default:
      return { position: 'belowBar', shape: 'circle', color: colours.accent, size: 0.8 } as const
  }
}
