import clsx from 'clsx'
import { fixed } from '../_ui/numbers'
import { Tip } from '../_ui/Tip'
import type { Report } from './backtest'
import { type Metric, money, percent, profit, tone, written } from './values'

interface Told {
  readonly id: string
  readonly title: string
  readonly write?: (value: number) => string
  readonly signed?: boolean
}

const SHOWN: readonly Told[] = [
  { id: 'net-profit', title: 'Net profit', write: profit, signed: true },
  { id: 'total-return', title: 'Return', write: value => percent(value), signed: true },
  { id: 'cagr', title: 'CAGR', write: value => percent(value), signed: true },
  { id: 'sharpe', title: 'Sharpe', write: value => fixed(value, 2) },
  { id: 'max-drawdown', title: 'Max drawdown', write: value => percent(-Math.abs(value)) },
  { id: 'trades', title: 'Trades' },
  { id: 'win-rate', title: 'Win rate', write: value => percent(value, 1) },
  { id: 'profit-factor', title: 'Profit factor', write: value => fixed(value, 2) },
  { id: 'total-fees', title: 'Fees', write: money },
]

interface KeyNumbersProps {
  readonly report: Pick<Report, 'stats' | 'undefinedStats'>
  readonly trades: number
  readonly metrics: ReadonlyMap<string, Metric>
}

/** What a reader asks first. Each number explains itself; one without meaning says why. */
export function KeyNumbers({ report, trades, metrics }: KeyNumbersProps) {
  return (
    <dl className="grid grid-cols-3 gap-px border-b border-line bg-line lg:grid-cols-5 xl:grid-cols-9">
      {SHOWN.map(({ id, title, write, signed }) => {
        const value = id === 'trades' ? trades : (report.stats[id] ?? null)
        const reason = report.undefinedStats[id]
        const metric = metrics.get(id)
        const error = id === 'sharpe' ? report.stats['sharpe-error'] : null
        const about = [metric?.formula, value === null && reason && `Undefined here: ${reason}.`]
          .filter(Boolean)
          .join(' ')
        return (
          <Tip key={id} text={about || title} side="bottom">
            <div className="min-w-0 bg-panel py-2 pr-1 pl-3">
              <dt className="text-[11px] text-faint">{title}</dt>
              <dd
                aria-description={about}
                className={clsx('truncate text-[16px] font-semibold tabular-nums', signed && tone(value))}
              >
                {value === null ? (
                  <span className="text-[12px] font-normal text-faint">{reason ?? '–'}</span>
                ) : write ? (
                  write(value)
                ) : (
                  written(value, metric?.unit ?? 'count')
                )}
                {error != null && value !== null && (
                  <span className="ml-1 text-[11px] font-normal text-faint">±{error.toFixed(2)}</span>
                )}
              </dd>
            </div>
          </Tip>
        )
      })}
    </dl>
  )
}
