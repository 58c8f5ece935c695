'use client'
import { Download } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { Badge } from '../_ui/Badge'
import { Button } from '../_ui/Button'
import { saveRows } from '../_ui/csv'
import { count } from '../_ui/numbers'
import { type Column, Table } from '../_ui/Table'
import type { Rebalance } from './backtest'
import { figure, moment } from './listColumns'
import { Part } from './Part'
import { momentOf, percent } from './values'

/** A rebalance beside what it changed. */
interface Listed extends Rebalance {
  readonly entered: readonly string[]
  readonly left: readonly string[]
}

interface RankViewTableProps {
  readonly rebalances: readonly Rebalance[]
  /** How many there are; fewer may have been handed over. */
  readonly total: number
  /** Of the backtest, for files. */
  readonly name: string
}

/** Each decision, what came and went by it, and the weights it asked for. */
export function RankViewTable({ rebalances, total, name }: RankViewTableProps) {
  const rows = useMemo(() => changes(rebalances), [rebalances])
  const [shown, setShown] = useState<Listed | null>(null)
  const peek = useRef<(() => readonly Listed[]) | null>(null)
  const current = shown ?? rows.at(-1) ?? null
  return (
    <Part
      title="Rebalances"
      tools={
        <div className="flex items-center gap-3">
          {total > rows.length && <Badge tone="warn">the first {count(rows.length)} are shown</Badge>}
          <span className="text-soft tabular-nums">
            {count(total)} {total === 1 ? 'rebalance' : 'rebalances'}
          </span>
          <Button
            icon={<Download size={14} />}
            onClick={() => saveRows(`${name} rebalances`, COLUMNS, peek.current?.() ?? rows)}
          >
            CSV
          </Button>
        </div>
      }
    >
      <div className="grid gap-3 xl:grid-cols-[minmax(0,1fr)_16rem]">
        <div className="h-96 min-h-0">
          <Table
            label="Rebalances"
            columns={COLUMNS}
            rows={rows}
            rowId={row => String(row.bar)}
            sortBy={{ id: 'time', desc: true }}
            onOpen={setShown}
            onCurrent={setShown}
            peek={peek}
          />
        </div>
        {current && <Weights rebalance={current} />}
      </div>
    </Part>
  )
}

const Weights = ({ rebalance: { time, holdings, kept } }: { rebalance: Listed }) => (
  <section aria-label="Weights asked for" className="h-96 overflow-auto rounded-md border border-line p-2">
    <h3 className="mb-1 font-medium">{momentOf(time)}</h3>
    {holdings.length === 0 && kept.length === 0 && <p className="text-faint">Nothing was to be held.</p>}
    <table className="w-full text-[12px] tabular-nums">
      <tbody>
        {holdings.map(({ symbol, weight }) => (
          <tr key={symbol} className="border-t border-line/60">
            <th scope="row" className="py-0.5 text-left font-normal">
              {symbol}
            </th>
            <td className={weight > 0 ? 'text-right text-gain' : 'text-right text-loss'}>
              {percent(weight)}
            </td>
          </tr>
        ))}
        {kept.map(symbol => (
          <tr key={symbol} className="border-t border-line/60 text-faint">
            <th scope="row" className="py-0.5 text-left font-normal">
              {symbol}
            </th>
            <td className="text-right">kept, no bar</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

function changes(rebalances: readonly Rebalance[]): readonly Listed[] {
  let before = new Set<string>()
  return rebalances.map(rebalance => {
    const now = new Set([...rebalance.holdings.map(({ symbol }) => symbol), ...rebalance.kept])
    const entered = [...now].filter(symbol => !before.has(symbol))
    const left = [...before].filter(symbol => !now.has(symbol))
    before = now
    return { ...rebalance, entered, left }
  })
}

const names = (id: 'entered' | 'left', title: string): Column<Listed> => ({
  id,
  title,
  value: row => row[id].length,
  written: row => row[id].join(' '),
  cell: row => (
    <span className="truncate" title={row[id].join(', ')}>
      {row[id].length === 0 ? '–' : row[id].join(', ')}
    </span>
  ),
  width: 'minmax(120px, 1fr)',
})

const COLUMNS: readonly Column<Listed>[] = [
  moment('time', 'Decided (UTC)', row => row.time),
  figure('ranked', 'Ranked', row => row.ranked, count, '76px'),
  {
    ...figure<Listed>('held', 'Held', row => row.holdings.length + row.kept.length, count, '64px'),
    written: row => row.holdings.map(({ symbol, weight }) => `${symbol} ${weight}`).join('; '),
  },
  names('entered', 'Came in'),
  names('left', 'Went out'),
  figure(
    'turnover',
    'Turnover',
    row => row.turnover,
    value => percent(value, 1),
    '92px',
  ),
]
