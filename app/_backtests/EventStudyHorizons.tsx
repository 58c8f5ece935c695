import type { ReactNode } from 'react'
import { count, fixed } from '../_ui/numbers'
import { Tip } from '../_ui/Tip'
import type { Events } from './backtest'
import { percent, tone } from './values'

type Row = Events['horizons'][number]

interface Line {
  readonly id: keyof Row
  readonly title: string
  /** What it is, for who asks. */
  readonly about: string
  readonly write: (value: number) => string
  readonly signed?: boolean
}

const share = (value: number) => percent(value)
const ratio = (value: number) => fixed(value, 2)

const LINES: readonly Line[] = [
  { id: 'instances', title: 'Instances', about: 'With a return over the horizon.', write: count },
  { id: 'missing', title: 'Too near the end', about: 'Their bars end before the horizon.', write: count },
  { id: 'hit_rate', title: 'Hit rate', about: 'Part of them with a return above 0.', write: share },
  {
    id: 'average_return',
    title: 'Average return',
    about: 'From the next open to the close of the horizon’s last bar, before costs.',
    write: share,
    signed: true,
  },
  { id: 'median', title: 'Median', about: 'Half of the returns lie below it.', write: share, signed: true },
  { id: 'deviation', title: 'Deviation', about: 'Standard deviation of the returns.', write: share },
  { id: 'best', title: 'Best', about: 'The largest return.', write: share, signed: true },
  { id: 'worst', title: 'Worst', about: 'The smallest return.', write: share, signed: true },
  {
    id: 'mfe',
    title: 'Best on the way',
    about: 'Mean of the best price seen, from the entry (MFE).',
    write: share,
  },
  {
    id: 'mae',
    title: 'Worst on the way',
    about: 'Mean of the worst price seen, from the entry (MAE).',
    write: share,
  },
  {
    id: 'baseline',
    title: 'Any bar',
    about:
      'What an entry at any bar of the same symbols gave, weighted by symbol and side as the instances are.',
    write: share,
    signed: true,
  },
  {
    id: 'baseline_hit_rate',
    title: 'Any bar, hit rate',
    about: 'Part of those entries with a return above 0.',
    write: share,
  },
  {
    id: 'excess',
    title: 'Excess',
    about: 'Average return less that of any bar.',
    write: share,
    signed: true,
  },
  {
    id: 't_statistic',
    title: 't',
    about: 'Average return over its standard error, as if no two instances shared a bar.',
    write: ratio,
  },
  {
    id: 't_adjusted',
    title: 't, overlap counted',
    about: 'The same, with instances that share bars counted as one the more they overlap (Newey and West).',
    write: ratio,
  },
  {
    id: 't_excess',
    title: 't of the excess',
    about:
      'Of the excess over any bar, with overlap counted. Beyond 2 either way it is hardly luck, if it was the first try.',
    write: ratio,
  },
  {
    id: 'overlapping',
    title: 'Overlapping',
    about: 'Part of the instances that began before the one before them had ended, in whatever symbol.',
    write: share,
  },
]

interface EventStudyHorizonsProps {
  readonly rows: readonly Row[]
  readonly cost: number | null
}

/** Every number of the study, a column for each horizon. */
export const EventStudyHorizons = ({ rows, cost }: EventStudyHorizonsProps) => (
  <>
    <table aria-label="By horizon" className="w-full text-right text-[12px] tabular-nums">
      <thead className="text-faint">
        <tr>
          <th className="py-1 text-left font-medium">After</th>
          {rows.map(({ horizon }) => (
            <th key={horizon} scope="col" className="px-2 py-1 font-medium">
              {count(horizon)} {horizon === 1 ? 'bar' : 'bars'}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {LINES.map(line => (
          <tr key={line.id} className="border-t border-line/60">
            <th scope="row" className="py-1 text-left font-normal text-soft">
              <Tip text={line.about} side="right">
                <span>{line.title}</span>
              </Tip>
            </th>
            {rows.map(row => (
              <td key={row.horizon} className="px-2">
                {figureOf(row, line)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
    <p className="mt-2 text-[12px] text-faint">
      {cost === null
        ? 'Costs are not in the returns, and a part of them depends on how much is traded.'
        : `Costs are not in the returns: going in and out would take ${percent(cost)}.`}{' '}
      {rows.some(({ overlapping }) => (overlapping ?? 0) > 0) &&
        'Where instances overlap the plain t is too large; read the one with overlap counted.'}
    </p>
  </>
)

function figureOf(row: Row, { id, write, signed }: Line): ReactNode {
  const value = row[id]
  if (typeof value === 'number')
    return <span className={signed ? tone(value) : undefined}>{write(value)}</span>
  return <span className="text-faint">{row.undefined[id] ?? '–'}</span>
}
