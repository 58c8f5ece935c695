import type { ReactNode } from 'react'
import { Badge } from '../_ui/Badge'
import { count } from '../_ui/numbers'
import { VenueBadge } from '../_ui/VenueBadge'
import type { Backtest } from './backtest'
import { MODE_WORDS } from './modeDraft'
import { dayOf } from './values'

interface ReportHeadProps {
  readonly backtest: Pick<
    Backtest,
    'name' | 'venue' | 'timeframe' | 'from' | 'to' | 'summary' | 'params' | 'settings'
  > & {
    readonly report: { readonly symbols: readonly string[] } | null
  }
  readonly strategy: ReactNode
}

/** What was tested, on what and when. */
export const ReportHead = ({ backtest, strategy }: ReportHeadProps) => {
  const { name, venue, timeframe, from, to, summary, params, report, settings } = backtest
  const changed = Object.entries(params)
  return (
    <>
      <h1 className="max-w-96 truncate text-[15px] font-semibold print:max-w-none" title={name}>
        {name}
      </h1>
      <VenueBadge venue={venue} />
      <Badge>{timeframe}</Badge>
      {settings.mode !== 'signals' && (
        <Badge title={MODE_WORDS[settings.mode].about}>{MODE_WORDS[settings.mode].short}</Badge>
      )}
      {strategy}
      {changed.length > 0 && (
        <Badge title="Parameters that differ from the strategy’s own">
          {changed.map(([key, value]) => `${key} ${value}`).join(', ')}
        </Badge>
      )}
      <span className="text-faint tabular-nums">
        {dayOf(from)} – {dayOf(to)}
        {summary &&
          `, ${count(summary.bars)} bars of ${
            summary.symbols === 1 ? (report?.symbols[0] ?? 'one symbol') : `${count(summary.symbols)} symbols`
          }`}
      </span>
    </>
  )
}
