'use client'
import {
  AreaSeries,
  ColorType,
  createChart,
  type IChartApi,
  LineSeries,
  LineStyle,
  PriceScaleMode,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts'
import { useEffect, useRef } from 'react'
import { utcLong } from '../_ui/numbers'
import { type ChartColours, PAPER, useChartColours } from './colours'

export interface Line {
  readonly title: string
  /** UTC ms, ascending. */
  readonly time: readonly (number | null)[]
  readonly value: readonly (number | null)[]
  readonly colour: 'accent' | 'faint' | 'gain' | 'loss' | 'warn'
  readonly look?: 'line' | 'area' | 'dashed' | 'steps'
  /** 0 at the top. */
  readonly pane?: number
  readonly write: (value: number) => string
  /** The axis is divided no finer. */
  readonly step?: number
}

interface CurveChartProps {
  readonly label: string
  readonly lines: readonly Line[]
  readonly logarithmic?: boolean
  /** Heights of the panes, as parts of the whole. */
  readonly panes?: readonly number[]
}

/** Lines over time that can be dragged, zoomed and read. */
export function CurveChart({ label, lines, logarithmic = false, panes }: CurveChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const paper = useRef<HTMLDivElement>(null)
  const colours = useChartColours()
  useEffect(() => {
    if (!box.current || !colours) return
    const chart = draw(box.current, { lines, panes, logarithmic, colours })
    return () => chart.remove()
  }, [colours, lines, logarithmic, panes])
  useEffect(() => {
    if (!colours) return
    // a canvas keeps the colours it was drawn with, so for paper there is another one
    const print = () =>
      paper.current?.replaceChildren(
        picture({ lines, panes, logarithmic, colours: { ...PAPER, font: colours.font } }),
      )
    const forget = () => paper.current?.replaceChildren()
    addEventListener('beforeprint', print)
    addEventListener('afterprint', forget)
    return () => {
      removeEventListener('beforeprint', print)
      removeEventListener('afterprint', forget)
    }
  }, [colours, lines, logarithmic, panes])
  return (
    <figure className="relative h-full w-full" aria-label={label}>
      <figcaption className="pointer-events-none absolute top-1.5 left-3 z-10 flex gap-3 text-[12px]">
        {lines
          .filter(({ pane = 0 }) => pane === 0)
          .map(line => (
            <span key={line.title} className="flex items-center gap-1.5 text-soft">
              <span
                className="inline-block w-4 border-t-2"
                style={{
                  borderColor: `var(--${line.colour})`,
                  borderStyle: line.look === 'dashed' ? 'dashed' : 'solid',
                }}
              />
              {line.title}
            </span>
          ))}
      </figcaption>
      <div ref={box} className="h-full w-full print:hidden" />
      <div ref={paper} className="hidden pt-6 print:block" />
    </figure>
  )
}

const millis = (time: Time): number => (typeof time === 'number' ? time * 1000 : 0)

interface Drawn {
  readonly lines: readonly Line[]
  readonly panes: readonly number[] | undefined
  readonly logarithmic: boolean
  readonly colours: ChartColours
}

/** In units of the page; twice as many dots where the screen has them. */
const PAPER_SIZE = { width: 1000, height: 420 }

/** The chart as it would be on paper, drawn at once. */
function picture(drawn: Drawn): HTMLCanvasElement {
  const box = document.createElement('div')
  box.style.cssText = 'position:fixed;left:-9999px;top:0'
  document.body.append(box)
  const chart = draw(box, drawn, PAPER_SIZE)
  const canvas = chart.takeScreenshot()
  canvas.style.cssText = 'display:block;width:100%;height:auto'
  chart.remove()
  box.remove()
  return canvas
}

/** Fills its box and follows it, unless a size is given. */
function draw(
  box: HTMLElement,
  { lines, panes, logarithmic, colours }: Drawn,
  size?: { readonly width: number; readonly height: number },
): IChartApi {
  const chart = createChart(box, {
    ...(size ?? { autoSize: true }),
    layout: {
      background: { type: ColorType.Solid, color: colours.ground },
      textColor: colours.faint,
      fontFamily: colours.font,
      fontSize: 11,
      panes: { separatorColor: colours.line, enableResize: false },
    },
    grid: { vertLines: { color: colours.line }, horzLines: { color: colours.line } },
    rightPriceScale: {
      borderColor: colours.line,
      minimumWidth: 72,
      mode: logarithmic ? PriceScaleMode.Logarithmic : PriceScaleMode.Normal,
    },
    timeScale: { borderColor: colours.line, timeVisible: true, secondsVisible: false, minBarSpacing: 0.001 },
    localization: { timeFormatter: (time: Time) => utcLong(millis(time)) },
  })
  for (const line of lines) {
    const colour = colours[line.colour]
    const look = {
      priceFormat: { type: 'custom', formatter: line.write, minMove: line.step ?? 1e-8 },
      priceLineVisible: false,
      lastValueVisible: true,
      lineWidth: line.look === 'dashed' ? 1 : 2,
    } as const
    const series =
      line.look === 'area'
        ? chart.addSeries(
            AreaSeries,
            { ...look, lineWidth: 1, lineColor: colour, topColor: `${colour}08`, bottomColor: `${colour}40` },
            line.pane ?? 0,
          )
        : chart.addSeries(
            LineSeries,
            {
              ...look,
              color: colour,
              lineStyle: line.look === 'dashed' ? LineStyle.Dashed : LineStyle.Solid,
              lineType: line.look === 'steps' ? 1 : 0,
            },
            line.pane ?? 0,
          )
    series.setData(pointsOf(line))
  }
  for (const [at, part] of (panes ?? []).entries()) chart.panes()[at]?.setStretchFactor(part)
  chart.timeScale().fitContent()
  return chart
}

/** Points that have a value, a second apart at least: the library takes no two at one time. */
function pointsOf({ time, value }: Line) {
  const points: { time: UTCTimestamp; value: number }[] = []
  for (const [at, moment] of time.entries()) {
    const y = value[at]
    if (moment === null || y === null || y === undefined) continue
    const second = Math.floor(moment / 1000) as UTCTimestamp // a brand of numbers
    if (points.length === 0 || second > (points.at(-1)?.time ?? 0)) points.push({ time: second, value: y })
  }
  return points
}
