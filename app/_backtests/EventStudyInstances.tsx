'use client'
import { Crosshair } from 'lucide-react'
import { useMemo } from 'react'
import { number } from '../_ui/numbers'
import { Empty, Failed, Loading } from '../_ui/States'
import type { Column } from '../_ui/Table'
import type { Occurrence, Told } from './backtest'
import { figure, moment, side, symbol } from './listColumns'
import { type ListOf, MarkedList } from './MarkedList'
import { ofOccurrence } from './marked'
import { useLists } from './reads'
import { percent, tone } from './values'

/** Every instance with what followed it. A click shows it on its bars. */
export function EventStudyInstances({ backtest }: { backtest: Told }) {
  const { data, error, refetch } = useLists(backtest)
  const { events } = backtest.report
  const instances = useMemo(() => listOf(events?.horizons.map(({ horizon }) => horizon) ?? []), [events])
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={12} />
  return (
    <div className="flex h-full min-h-0 flex-col print:block print:h-auto">
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
  const columns = columnsOf(horizons)
  return {
    label: 'Instances',
    nouns: ['instance', 'instances'],
    columnsOf: () => columns,
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

const columnsOf = (horizons: readonly number[]): readonly Column<Occurrence>[] => [
  symbol(),
  side(),
  moment('time', 'Instance (UTC)', row => row.time),
  figure('entry', 'Next open', row => row.entry_price, number),
  ...horizons.map(
    (horizon, at): Column<Occurrence> => ({
      ...figure<Occurrence>(
        `r${horizon}`,
        `After ${horizon}`,
        row => row.returns[at] ?? null,
        percent,
        '88px',
      ),
      cell: row => <span className={tone(row.returns[at])}>{percent(row.returns[at] ?? null)}</span>,
    }),
  ),
  figure('mfe', 'Best', row => row.mfe, percent, '84px'),
  figure('mae', 'Worst', row => row.mae, percent, '84px'),
]
