'use client'
import { Suspense, useMemo } from 'react'
import type { Line } from '../_charts/CurveChart'
import { fixed } from '../_ui/numbers'
import type { Told } from './backtest'
import { Excursions } from './Excursions'
import { Groups } from './Groups'
import { Histogram } from './Histogram'
import { CurveChart, Waiting } from './Overview'
import { Nothing, Part } from './Part'

/** Where the result came from: which trades, when, by which symbols and exits. */
export function Analysis({ backtest: { page } }: { backtest: Told }) {
  const positions = useMemo(
    (): Line[] => [
      {
        ...page.positions,
        title: 'Open positions',
        colour: 'accent',
        look: 'steps',
        step: 1,
        write: value => fixed(value, 0),
      },
    ],
    [page],
  )
  const sharpe = useMemo(
    (): Line[] => [
      { ...page.rollingSharpe, title: 'Rolling Sharpe', colour: 'warn', write: value => fixed(value, 2) },
    ],
    [page],
  )
  return (
    <div className="grid gap-3 p-3 xl:grid-cols-2">
      <Part title="Returns of trades">
        <Histogram histogram={page.histogram} />
      </Part>
      <Excursions excursions={page.excursions} />
      <Curve title="Positions over time" lines={positions} />
      <Curve title="Rolling Sharpe" lines={sharpe} />
      {page.symbols.length > 1 && <Groups title="Symbols" of="Symbol" groups={page.symbols} />}
      <Groups title="Exits" of="Closed by" groups={page.exitReasons} />
      <Groups title="Weekday of the entry" of="Weekday" groups={page.weekdays} byKey />
      <Groups title="Hour of the entry (UTC)" of="Hour" groups={page.hours} byKey />
      {page.sides.length > 1 && <Groups title="Sides" of="Side" groups={page.sides} />}
    </div>
  )
}

const Curve = ({ title, lines }: { title: string; lines: readonly Line[] }) => (
  <Part title={title}>
    <div className="h-60">
      {lines.some(({ value }) => value.some(each => each !== null)) ? (
        <Suspense fallback={<Waiting />}>
          <CurveChart label={title} lines={lines} />
        </Suspense>
      ) : (
        <Nothing>The run is too short for it.</Nothing>
      )}
    </div>
  </Part>
)
