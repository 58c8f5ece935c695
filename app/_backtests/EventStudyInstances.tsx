'use client'
import { Crosshair } from 'lucide-react'
import { useMemo } from 'react'
import { Empty, Failed, Loading } from '../_ui/States'
import type { Column } from '../_ui/Table'
import type { Occurrence, Told } from './backtest'
import { figure, moment, side, symbol } from './listColumns'
import { type ListOf, MarkedList } from './MarkedList'
import { ofOccurrence } from './marked'
import { useLists } from './reads'
import { writerOf } from './tradeColumns'
import { percent, tone } from './values'

/** Every instance with what followed it. A click shows it on its bars. */
export function EventStudyInstances({ backtest }: { backtest: Told }) {
  const { data, error, refetch } = useLists(backtest)
  const { events } = backtest.report
  const instances = useMemo(() => listOf(events?.horizons.map(({ horizon }) => horizon) ?? []), [events])
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={12} />
  return (
    <div className="paper-wide flex h-full min-h-0 flex-col print:block print:h-auto">
      <MarkedList
        backtest={backtest}
        of={instances}
        rows={data.occurrences}
        total={data.counts.occurrences}
      />
    </div>
  )
}

function listOf(horizons: readonly number[]): ListOf<Occurrence> {
  return {
    label: 'Instances',
    nouns: ['instance', 'instances'],
    columnsOf: rows => columnsOf(rows, horizons),
    rowId: idOf,
    sortBy: { id: 'time', desc: false },
    markedOf: row => ofOccurrence(row, horizons),
    empty: (
      <Empty icon={<Crosshair size={18} />} title="No instance">
        The rule never fired on a bar that counts.
      </Empty>
    ),
  }
}

const idOf = ({ symbol: of, bar }: Occurrence): string => `${of} ${bar}`

function columnsOf(rows: readonly Occurrence[], horizons: readonly number[]): readonly Column<Occurrence>[] {
  const price = writerOf(
    rows,
    rows.map(row => row.entry_price),
  )
  return [
    symbol(),
    side(),
    moment('time', 'Instance (UTC)', row => row.time),
    figure('entry', 'Next open', row => row.entry_price, price, WIDE),
    ...horizons.map(
      (horizon, at): Column<Occurrence> => ({
        ...figure<Occurrence>(
          `r${horizon}`,
          `After ${horizon}`,
          row => row.returns[at] ?? null,
          percent,
          WIDE,
        ),
        cell: row => <span className={tone(row.returns[at])}>{percent(row.returns[at] ?? null)}</span>,
      }),
    ),
    figure('mfe', 'Best', row => row.mfe, percent, WIDE),
    figure('mae', 'Worst', row => row.mae, percent, WIDE),
  ]
}

/** Figures share the room that is left, so that they stand near their symbol. */
const WIDE = 'minmax(84px, 1fr)'
