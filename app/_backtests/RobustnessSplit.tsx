import type { Report } from './backtest'
import { Nothing, Part } from './Part'
import { COLUMNS, Figure, type Robustness } from './RobustnessNumbers'
import { dayOf, percent } from './values'

interface SplitProps {
  readonly split: Robustness['split']
  readonly period: Report['period']
}

/** What does not grow with the length of a part, so that both can be compared. */
const COMPARABLE = ['sharpe', 'win-rate', 'profit-factor']

/** Two parts of the period, each traded with an account of its own. */
export function RobustnessSplit({ split, period }: SplitProps) {
  return (
    <Part title="In and out of sample">
      {split.kind === 'skipped' ? (
        <Nothing>{split.reason}</Nothing>
      ) : (
        <>
          <div aria-hidden className="mb-2 flex gap-0.5 text-[11px] text-soft">
            <div
              style={{ width: `${split.share * 100}%` }}
              className="truncate rounded-l border border-line bg-hover px-2 py-0.5"
            >
              {period.from !== null && dayOf(period.from)}
            </div>
            <div className="min-w-0 flex-1 truncate rounded-r border border-accent/50 bg-accent-wash px-2 py-0.5">
              {dayOf(split.at)}
            </div>
          </div>
          <table aria-label="In and out of sample" className="w-full text-right tabular-nums">
            <thead className="text-[12px] text-faint">
              <tr>
                <th scope="col" className="py-1 text-left font-medium" />
                <th scope="col" className="py-1 pl-3 font-medium">
                  First {percent(split.share, 0)}
                </th>
                <th scope="col" className="py-1 pl-3 font-medium">
                  From {dayOf(split.at)}
                </th>
                <th scope="col" className="py-1 pl-3 font-medium">
                  Kept
                </th>
              </tr>
            </thead>
            <tbody>
              {COLUMNS.map(column => {
                const kept = COMPARABLE.includes(column.id) ? split.kept[column.id] : null
                return (
                  <tr key={column.id} className="border-t border-line/60">
                    <th scope="row" className="py-1 text-left font-normal text-soft">
                      {column.title}
                    </th>
                    <td className="pl-3">
                      <Figure of={split.inSample} column={column} />
                    </td>
                    <td className="pl-3">
                      <Figure of={split.outOfSample} column={column} />
                    </td>
                    <td className="pl-3 text-soft">{kept === null ? '' : percent(kept, 0)}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
          <p className="mt-2 text-faint">
            It tells something only as long as nobody looked at the second part while the rule was made.
          </p>
        </>
      )}
    </Part>
  )
}
