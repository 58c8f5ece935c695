'use client'
import { useMemo } from 'react'
import { count } from '../_ui/numbers'
import { type Column, Table } from '../_ui/Table'
import type { Events } from './backtest'
import { figure } from './listColumns'
import { Part } from './Part'
import { percent, tone } from './values'

type Group = Events['symbols'][number]

interface EventStudyGroupsProps {
  readonly title: string
  /** What its rows are. */
  readonly of: string
  readonly groups: readonly Group[]
  readonly horizons: Events['horizons']
  /** Which of them the hit rate is shown for. */
  readonly at: number
}

const HEAD = 33
const ROW = 30
const MOST_ROWS = 10

/** How instances went that have something in common. */
export function EventStudyGroups({ title, of, groups, horizons, at }: EventStudyGroupsProps) {
  const columns = useMemo(() => columnsOf(of, horizons, at), [of, horizons, at])
  return (
    <Part title={title}>
      <div style={{ height: Math.max(110, HEAD + ROW * Math.min(MOST_ROWS, groups.length) + 2) }}>
        <Table
          label={title}
          columns={columns}
          rows={groups}
          rowId={row => row.key}
          sortBy={{ id: 'key', desc: false }}
        />
      </div>
    </Part>
  )
}

const columnsOf = (of: string, horizons: Events['horizons'], at: number): readonly Column<Group>[] => [
  {
    id: 'key',
    title: of,
    value: row => row.key,
    cell: row => <span className="font-medium">{row.key}</span>,
    width: 'minmax(88px, 1fr)',
  },
  figure('instances', 'Instances', row => row.instances, count, '84px'),
  figure(
    'hits',
    `Hits, ${horizons[at]?.horizon ?? ''}`,
    row => row.hit_rate[at] ?? null,
    value => percent(value, 0),
    '76px',
  ),
  ...horizons.map(
    ({ horizon }, n): Column<Group> => ({
      ...figure<Group>(
        `r${horizon}`,
        `After ${horizon}`,
        row => row.average_return[n] ?? null,
        percent,
        '84px',
      ),
      cell: row => (
        <span className={tone(row.average_return[n])}>{percent(row.average_return[n] ?? null)}</span>
      ),
    }),
  ),
]
