'use client'
import { Crosshair } from 'lucide-react'
import { useMemo, useState } from 'react'
import { number } from '../_ui/numbers'
import { Empty, Failed, Loading } from '../_ui/States'
import type { Column } from '../_ui/Table'
import type { Occurrence, Told } from './backtest'
import { figure, moment, side, symbol } from './listColumns'
import { MarkedPanel } from './MarkedPanel'
import { type Marked, ofOccurrence } from './marked'
import { useLists } from './reads'
import { SignalList } from './SignalList'
import { percent, tone } from './values'

/** Every instance with what followed it. A click shows it on its bars. */
export function EventStudyInstances({ backtest }: { backtest: Told }) {
  const { data, error, refetch } = useLists(backtest)
  const [shown, setShown] = useState<Marked | null>(null)
  const horizons = useMemo(
    () => backtest.report.events?.horizons.map(({ horizon }) => horizon) ?? [],
    [backtest.report.events],
  )
  const columns = useMemo(() => columnsOf(horizons), [horizons])
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={12} />
  return (
    <div className="flex h-full min-h-0 flex-col">
      <SignalList
        label="Instances"
        nouns={['instance', 'instances']}
        rows={data.occurrences}
        total={data.counts.occurrences}
        columns={columns}
        rowId={idOf}
        sortBy={FIRST_FIRST}
        file={`${backtest.name} instances`}
        onOpen={row => setShown(ofOccurrence(row, horizons))}
        onCurrent={row => shown && setShown(ofOccurrence(row, horizons))}
        empty={
          <Empty icon={<Crosshair size={18} />} title="No instance">
            {data.counts.occurrences === 0
              ? 'The rule never fired on a bar that counts.'
              : 'None is left by these filters.'}
          </Empty>
        }
      />
      {shown && backtest.id !== null && (
        <MarkedPanel
          backtestId={backtest.id}
          venue={backtest.venue}
          timeframe={backtest.timeframe}
          marked={shown}
          onClose={() => setShown(null)}
        />
      )}
    </div>
  )
}

const FIRST_FIRST = { id: 'time', desc: false }

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
