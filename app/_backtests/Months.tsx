import type { PageSeries } from './backtest'
import { Nothing } from './Part'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
/** A month like this is painted as strongly as it gets. */
const FULL = 0.1

/** Returns of calendar months. The sign stands in each cell, so that colour is not the only way to read it. */
export function Months({ months }: Pick<PageSeries, 'months'>) {
  if (months.length === 0) return <Nothing>There is no month to show.</Nothing>
  return (
    <table className="w-full min-w-160 table-fixed text-right text-[12px] tabular-nums">
      <thead className="text-faint">
        <tr>
          <th className="w-14 py-1 text-left font-medium">Year</th>
          {MONTHS.map(month => (
            <th key={month} scope="col" className="px-1 py-1 font-medium">
              {month}
            </th>
          ))}
          <th scope="col" className="w-20 px-1 py-1 font-medium">
            Year
          </th>
        </tr>
      </thead>
      <tbody>
        {months.map(row => (
          <tr key={row.year}>
            <th scope="row" className="py-0.5 text-left font-medium text-soft">
              {row.year}
            </th>
            {row.months.map((value, month) => (
              <Cell key={MONTHS[month]} value={value} />
            ))}
            <Cell value={row.total} strong />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Percent of a colour behind the strongest months; with more, a number could not be read on it in the dark. */
const STRONGEST = 46

function Cell({ value, strong = false }: { value: number | null; strong?: boolean }) {
  if (value === null) return <td className="px-1 text-faint">·</td>
  const share = Math.round(Math.min(1, Math.abs(value) / FULL) * STRONGEST)
  const colour = value < 0 ? 'var(--loss)' : 'var(--gain)'
  return (
    <td
      className={strong ? 'px-1 font-semibold' : 'px-1'}
      style={{ background: `color-mix(in srgb, ${colour} ${share}%, transparent)` }}
    >
      {value > 0 ? '+' : ''}
      {(value * 100).toFixed(1)}
    </td>
  )
}
