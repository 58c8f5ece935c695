import clsx from 'clsx'
import { AlertTriangle, Check, Minus, X } from 'lucide-react'
import type { Report } from './backtest'
import { Nothing, Part } from './Part'

type Finding = Report['luck']['finding']

const ABOUT: Readonly<Record<Finding['about'], string>> = {
  costs: 'Costs',
  delay: 'Delay',
  'best-trades': 'Best trades',
  split: 'Out of sample',
  luck: 'Luck',
}

const VERDICTS = {
  holds: { Icon: Check, colour: 'text-good', word: 'holds' },
  doubtful: { Icon: AlertTriangle, colour: 'text-warn', word: 'doubtful' },
  fails: { Icon: X, colour: 'text-bad', word: 'fails' },
  open: { Icon: Minus, colour: 'text-faint', word: 'open' },
} as const satisfies Record<Finding['verdict'], unknown>

/** One sentence a question, with what it comes to. */
export function RobustnessFindings({ report: { robustness, luck } }: { report: Report }) {
  const findings = [...(robustness?.findings ?? []), luck.finding]
  return (
    <Part title="What is left of it">
      {robustness && robustness.findings.length === 0 && (
        <Nothing>There is no trade that could go less well.</Nothing>
      )}
      <ul aria-label="Findings">
        {findings.map(({ about, verdict, text }) => {
          const { Icon, colour, word } = VERDICTS[verdict]
          return (
            <li
              key={about}
              className="flex items-baseline gap-3 border-b border-line/50 py-1.5 last:border-0"
            >
              <span className={clsx('flex w-24 shrink-0 items-baseline gap-1.5', colour)}>
                <Icon size={14} aria-hidden className="shrink-0 translate-y-0.5" />
                {word}
              </span>
              <span className="w-28 shrink-0 text-soft">{ABOUT[about]}</span>
              <span className="min-w-0 flex-1">{text}</span>
            </li>
          )
        })}
      </ul>
      {robustness?.limits.map(limit => (
        <p key={limit} className="mt-2 text-faint">
          {limit}
        </p>
      ))}
    </Part>
  )
}
