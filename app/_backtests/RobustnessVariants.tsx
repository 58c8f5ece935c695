import clsx from 'clsx'
import { Tip } from '../_ui/Tip'
import { Part } from './Part'
import { COLUMNS, type Column, Figure, type Ran, type Variant } from './RobustnessNumbers'
import { tone } from './values'

/** The same signals with one thing changed, each with its difference to the run itself. */
export function RobustnessVariants({ variants }: { variants: readonly Variant[] }) {
  const base = variants.find((variant): variant is Ran => variant.id === 'costs-1' && variant.kind === 'ran')
  return (
    <Part title="Under other circumstances">
      <table aria-label="Variants" className="w-full text-right tabular-nums">
        <thead className="text-[12px] text-faint">
          <tr>
            <th scope="col" className="px-2 py-1 text-left font-medium">
              Variant
            </th>
            {COLUMNS.map(({ id, title }) => (
              <th key={id} scope="col" className="px-2 py-1 font-medium whitespace-nowrap">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {variants.map(variant => (
            <tr
              key={variant.id}
              className={clsx('border-t border-line/60 align-top', variant === base && 'bg-accent-wash')}
            >
              <th scope="row" className="px-2 py-1.5 text-left font-normal">
                <Tip text={variant.about} side="right">
                  <span
                    aria-description={variant.about}
                    className={clsx(variant === base && 'font-semibold')}
                  >
                    {variant.title}
                  </span>
                </Tip>
              </th>
              {variant.kind === 'skipped' ? (
                <td colSpan={COLUMNS.length} className="px-2 py-1.5 text-left text-faint">
                  {variant.reason}
                </td>
              ) : (
                COLUMNS.map(column => (
                  <td key={column.id} className="px-2 py-1.5 whitespace-nowrap">
                    <div className={column.id === 'net-profit' ? tone(variant.stats[column.id]) : undefined}>
                      <Figure of={variant} column={column} />
                    </div>
                    {base && variant !== base && <Difference of={variant} to={base} column={column} />}
                  </td>
                ))
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  )
}

function Difference({ of, to, column: { id, differ, moreIsBetter } }: { of: Ran; to: Ran; column: Column }) {
  const [now, before] = [of.stats[id], to.stats[id]]
  if (now === null || before === null) return null
  // a drawdown is told as a loss, so that deeper is less
  const by = id === 'max-drawdown' ? Math.abs(before) - Math.abs(now) : now - before
  const colour = moreIsBetter === null || by === 0 ? 'text-faint' : by > 0 ? 'text-gain' : 'text-loss'
  return <div className={clsx('text-[11px]', colour)}>{differ(by)}</div>
}
