import { AlertTriangle, Ban, Check } from 'lucide-react'
import { count } from '../_ui/numbers'
import type { Told } from './backtest'
import { Nothing, Part } from './Part'
import { RunFacts } from './RunFacts'
import { momentOf, money } from './values'

/** What the result rests on, in sentences one can disagree with. */
export function Assumptions({ backtest }: { backtest: Told }) {
  const { assumptions, facts, band, basis, failed, settings, bias } = backtest.report
  const rows: readonly (readonly [string, string])[] = [
    ['Bars with a position', count(facts.exposedBars)],
    ['Final equity, worse order of prices', money(band.worst)],
    ['Final equity, better order of prices', money(band.best)],
    ['Fills at a mere touch', count(facts.touchedFills)],
    ['Fills at a gap', count(facts.gapFills)],
    ['Forced by margin', count(facts.marginCalls)],
    ['Paid to slippage', money(facts.slippagePaid)],
    ['Signals denied', count(facts.denied)],
    ['Signals without slot or money', count(facts.rejected)],
    ['Orders waiting at the end', count(facts.waitingAtEnd)],
  ]
  const ground: readonly (readonly [string, string])[] = [
    ['First bar', basis.from === null ? '–' : momentOf(basis.from)],
    ['Last close', basis.to === null ? '–' : momentOf(basis.to)],
    ['Daily returns', count(basis.days)],
    ['Periods a year', count(basis.periodsPerYear)],
    ['Risk-free rate', `${basis.riskFreeRate * 100} %`],
    ['Trials of this strategy', count(basis.trials)],
  ]
  return (
    <div className="grid items-start gap-3 p-3 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="xl:col-span-2">
        <RunFacts backtest={backtest} />
      </div>
      <div className="grid gap-3">
        <Part title="Assumptions">
          <ul>
            {assumptions.map(({ id, text, trades }) => (
              <li key={id} className="flex gap-3 border-b border-line/50 py-1.5 last:border-0">
                <span className="min-w-0 flex-1">{text}</span>
                <span className="w-28 shrink-0 text-right text-faint tabular-nums">
                  {trades === null
                    ? 'the whole run'
                    : `${count(trades)} ${trades === 1 ? 'trade' : 'trades'}`}
                </span>
              </li>
            ))}
          </ul>
        </Part>
        {bias && (
          <Part title="Does the rule look ahead?">
            <ul>
              {bias.says.map((sentence, at) => {
                const isBad = at === 0 ? bias.prefix.kind === 'peeks' : bias.start.kind === 'unsettled'
                return (
                  <li key={sentence} className="flex gap-2 py-1">
                    {isBad ? (
                      <AlertTriangle size={14} className="mt-0.5 shrink-0 text-bad" />
                    ) : (
                      <Check size={14} className="mt-0.5 shrink-0 text-good" />
                    )}
                    <span className={isBad ? 'text-bad' : undefined}>{sentence}</span>
                  </li>
                )
              })}
            </ul>
            <p className="mt-1 text-faint">Checked on {bias.symbol}.</p>
          </Part>
        )}
        <Part title="Symbols that could not be run">
          {failed.length === 0 ? (
            <Nothing>All that were asked for ran to their end.</Nothing>
          ) : (
            <ul>
              {failed.map(({ symbol, message }) => (
                <li key={symbol} className="flex gap-3 py-1">
                  <Ban size={14} className="mt-0.5 shrink-0 text-bad" />
                  <span className="font-medium">{symbol}</span>
                  <span className="text-soft">{message}</span>
                </li>
              ))}
            </ul>
          )}
        </Part>
        <Part title="Settings">
          <pre className="overflow-auto font-mono text-[12px] whitespace-pre-wrap text-soft">
            {JSON.stringify(settings, null, 2)}
          </pre>
        </Part>
      </div>
      <div className="grid gap-3">
        <Part title="What happened on the way">
          <Rows rows={rows} />
        </Part>
        <Part title="What the numbers rest on">
          <Rows rows={ground} />
        </Part>
      </div>
    </div>
  )
}

const Rows = ({ rows }: { rows: readonly (readonly [string, string])[] }) => (
  <dl>
    {rows.map(([title, value]) => (
      <div key={title} className="flex gap-3 border-b border-line/50 py-0.5 last:border-0">
        <dt className="flex-1 text-soft">{title}</dt>
        <dd className="min-w-0 text-right break-all tabular-nums">{value}</dd>
      </div>
    ))}
  </dl>
)
