import clsx from 'clsx'
import { count, fixed } from '../_ui/numbers'
import { Tip } from '../_ui/Tip'
import type { Events } from './backtest'
import { percent, tone } from './values'

/** What a reader asks first of an event study; the horizon is its longest. */
export function EventStudyNumbers({ events }: { events: Events }) {
  const { horizon, instances, long, short, hit_rate, average_return, horizons } = events
  const row = horizons.at(-1)
  const of = `${horizon} ${horizon === 1 ? 'bar' : 'bars'} after`
  const shown = [
    { title: 'Instances', text: count(instances), about: `${count(long)} long, ${count(short)} short.` },
    { title: `Hit rate, ${of}`, text: percent(hit_rate, 1), about: 'Part of them with a return above 0.' },
    {
      title: `Average, ${of}`,
      text: percent(average_return),
      value: average_return,
      about: 'From the next open to that close, before costs.',
    },
    {
      title: 'Any bar',
      text: percent(row?.baseline),
      value: row?.baseline,
      about: 'What an entry at any bar of the same symbols gave.',
    },
    {
      title: 'Excess',
      text: percent(row?.excess),
      value: row?.excess,
      about: 'The average less that of any bar.',
    },
    {
      title: 't of the excess',
      text: row?.t_excess == null ? (row?.undefined.t_excess ?? '–') : fixed(row.t_excess, 2),
      about: 'With instances that share bars counted as one the more they overlap.',
    },
  ]
  return (
    <dl className="grid grid-cols-3 gap-px border-b border-line bg-line lg:grid-cols-6">
      {shown.map(({ title, text, value, about }) => (
        <Tip key={title} text={about} side="bottom">
          <div className="min-w-0 bg-panel py-2 pr-1 pl-3">
            <dt className="truncate text-[11px] text-faint">{title}</dt>
            <dd
              aria-description={about}
              className={clsx('truncate text-[16px] font-semibold tabular-nums', tone(value))}
            >
              {text}
            </dd>
          </div>
        </Tip>
      ))}
    </dl>
  )
}
