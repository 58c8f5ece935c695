'use client'
import { useState } from 'react'
import type { Outputs } from '../_trpc/client'
import { Segments } from '../_ui/Segments'
import { Failed, Loading } from '../_ui/States'
import { Tip } from '../_ui/Tip'
import type { Told } from './backtest'
import { Part } from './Part'
import { useGuide, useViews } from './reads'
import { written } from './values'

type Guide = Outputs['backtests']['metrics']
type View = Guide['views'][number]['view']

const VIEWS = [
  { value: 'ours', label: 'Sluice' },
  { value: 'backtesting.py', label: 'backtesting.py' },
  { value: 'quantstats', label: 'quantstats' },
  { value: 'tradingview', label: 'TradingView' },
  { value: 'lean', label: 'LEAN' },
] as const satisfies readonly { readonly value: View | 'ours'; readonly label: string }[]

/** Every statistic with its formula, also as other programs would have computed it. */
export function Statistics({ backtest }: { backtest: Told }) {
  const [view, setView] = useState<View | 'ours'>('ours')
  const guide = useGuide()
  const views = useViews(backtest, view !== 'ours')
  const error = guide.error ?? views.error
  if (error) return <Failed error={error} onRetry={() => void guide.refetch()} />
  if (!guide.data) return <Loading rows={12} />
  const { stats, undefinedStats } = backtest.report
  const seen = view === 'ours' ? undefined : views.data?.[view]
  const formulas = new Map(
    guide.data.views
      .find(each => each.view === view)
      ?.variants.map(({ metric, formula }) => [metric, formula]) ?? [],
  )
  return (
    <div className="p-3">
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <span className="text-soft">View as</span>
        <Segments label="View as" options={VIEWS} value={view} onChange={setView} />
        <span className="text-faint">
          {view === 'ours'
            ? 'Rest on a name to read its formula.'
            : 'Marked numbers are defined otherwise there; all others are the same.'}
        </span>
      </div>
      <div className="columns-1 gap-3 lg:columns-2 2xl:columns-3">
        {guide.data.families.map(family => (
          <div key={family.title} className="mb-3 break-inside-avoid">
            <Part title={family.title}>
              <dl>
                {family.metrics.map(({ id, title, formula, unit }) => {
                  const isOther = seen !== undefined && id in seen.stats
                  const value = isOther ? seen.stats[id] : stats[id]
                  const reason = isOther ? seen.undefinedStats[id] : undefinedStats[id]
                  return (
                    <div
                      key={id}
                      className="flex items-baseline gap-3 border-b border-line/50 py-0.5 last:border-0"
                    >
                      <Tip text={(isOther && formulas.get(id)) || formula} side="left">
                        <dt
                          aria-description={(isOther && formulas.get(id)) || formula}
                          className="min-w-0 flex-1 truncate text-soft"
                        >
                          {title}
                          {isOther && <span className="ml-1 text-accent">●</span>}
                        </dt>
                      </Tip>
                      <dd className="text-right tabular-nums">
                        {value == null ? (
                          <span className="text-[12px] text-faint">{reason ?? '–'}</span>
                        ) : (
                          written(value, unit)
                        )}
                      </dd>
                    </div>
                  )
                })}
              </dl>
            </Part>
          </div>
        ))}
      </div>
    </div>
  )
}
