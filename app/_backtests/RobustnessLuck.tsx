import clsx from 'clsx'
import { count, fixed } from '../_ui/numbers'
import { Tip } from '../_ui/Tip'
import type { Report } from './backtest'
import { Part } from './Part'
import { percent } from './values'

/** Two-sided 95 %. */
const Z95 = 1.96

/** How the Sharpe ratio stands against what the best of so many tries would show without any merit. */
export function RobustnessLuck({ report: { luck, stats, undefinedStats } }: { report: Report }) {
  const { sharpe = null, 'sharpe-error': error = null } = stats
  const rows = [
    {
      title: 'Variants tried so far',
      value: count(luck.trials),
      about:
        'Every combination of version, parameters, settings, symbols and timeframe of this strategy that was backtested or searched, removed ones too. The same over another period is no other variant.',
    },
    {
      title: 'Its Sharpe ratio, 95 % range',
      value:
        sharpe === null ? (
          <span className="text-[12px] text-faint">{undefinedStats.sharpe ?? '–'}</span>
        ) : (
          `${fixed(sharpe, 2)}${error === null ? '' : ` ± ${fixed(Z95 * error, 2)}`}`
        ),
      about: 'With the range in which the true ratio lies with 95 %, if days do not hang on each other.',
    },
    {
      title: 'Sharpe ratio of luck',
      value: luck.sharpe === null ? '–' : fixed(luck.sharpe, 2),
      about:
        'What the best of as many variants is expected to show over as many days if none of them is worth anything: √(N / n) · ((1 − γ) Φ⁻¹(1 − 1 / K) + γ Φ⁻¹(1 − 1 / (K e))).',
    },
    {
      title: 'More than luck',
      value: luck.deflated === null ? '–' : percent(luck.deflated, 1),
      about:
        'The deflated Sharpe ratio: how likely the true ratio is above that of luck, by the length, the skew and the tails of the returns.',
    },
  ]
  return (
    <Part title="Trials and luck">
      {sharpe !== null && <Scale sharpe={sharpe} error={error ?? 0} luck={luck.sharpe} />}
      <dl>
        {rows.map(({ title, value, about }) => (
          <Tip key={title} text={about} side="left">
            <div className="flex gap-3 border-b border-line/50 py-1 last:border-0">
              <dt className="flex-1 text-soft">{title}</dt>
              <dd aria-description={about} className="text-right tabular-nums">
                {value}
              </dd>
            </div>
          </Tip>
        ))}
      </dl>
      <p className="mt-2 text-faint">
        Counted now: whatever is tried later makes this result weaker, though its numbers stay the same.
      </p>
    </Part>
  )
}

interface ScaleProps {
  readonly sharpe: number
  readonly error: number
  readonly luck: number | null
}

/** The ratio with its range, and where luck stands. */
function Scale({ sharpe, error, luck }: ScaleProps) {
  const [low, high] = [sharpe - Z95 * error, sharpe + Z95 * error]
  const from = Math.min(0, low)
  const to = Math.max(0.5, high, luck ?? 0)
  const share = (value: number): number => (value - from) / (to - from)
  const at = (value: number): string => `${(share(value) * 100).toFixed(2)}%`
  return (
    <div
      role="img"
      aria-label={`Sharpe ratio ${fixed(sharpe, 2)}, between ${fixed(low, 2)} and ${fixed(high, 2)}${
        luck === null ? '' : `; luck ${fixed(luck, 2)}`
      }`}
      className="relative mx-3 mt-1 mb-3 h-12 text-[11px] text-faint"
    >
      <div className="absolute inset-x-0 top-7 border-t border-line-strong" />
      <Mark at={share(0)} className="border-line-strong" label="0" />
      {luck !== null && (
        <Mark at={share(luck)} className="border-dashed border-warn text-warn" label="luck" />
      )}
      <div
        style={{ left: at(low), width: `calc(${at(high)} - ${at(low)})` }}
        className="absolute top-[25px] h-1.5 rounded-full bg-accent/50"
      />
      <div
        style={{ left: at(sharpe) }}
        className="absolute top-[22px] size-3 -translate-x-1/2 rounded-full border-2 border-panel bg-accent"
      />
    </div>
  )
}

interface MarkProps {
  /** 0 at the left and 1 at the right. */
  readonly at: number
  readonly label: string
  readonly className: string
}

const Mark = ({ at, label, className }: MarkProps) => (
  <div style={{ left: `${at * 100}%` }} className={clsx('absolute top-0 h-11 border-l', className)}>
    {/* at the right edge it has no room behind its line */}
    <span className={clsx('absolute', at > 0.9 ? 'right-1' : 'left-1')}>{label}</span>
  </div>
)
