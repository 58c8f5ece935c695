import clsx from 'clsx'
import type { Outputs } from '../_trpc/client'
import { Badge } from '../_ui/Badge'

export type Preview = Outputs['imports']['preview']

const ROLES: Readonly<Record<Preview['roles'][number], string>> = {
  time: 'time',
  clock: 'time of day',
  open: 'open',
  high: 'high',
  low: 'low',
  close: 'close',
  volume: 'volume',
  adjusted: 'left out',
  ignored: 'left out',
}

const isLeftOut = (role: Preview['roles'][number]): boolean => role === 'adjusted' || role === 'ignored'

/** The first rows as they stand in the file, under what each column is taken for. */
export function PreviewTable({ preview }: { preview: Preview }) {
  const { roles, titles, rows } = preview
  return (
    <div className="max-h-72 overflow-auto rounded-md border border-line bg-ground">
      <table aria-label="First rows" className="w-full border-collapse text-[12px] tabular-nums">
        <thead className="sticky top-0 bg-raised">
          <tr>
            <th className="px-2 py-1.5 text-right font-normal text-faint">Line</th>
            <th className="px-2 py-1.5 text-left font-normal text-faint">Taken as (UTC)</th>
            {roles.map((role, at) => (
              <th key={at} className="px-2 py-1.5 text-left font-normal">
                <span className={clsx('block', isLeftOut(role) ? 'text-faint' : 'font-medium')}>
                  {ROLES[role]}
                </span>
                {titles && <span className="block max-w-40 truncate text-faint">{titles[at]}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, cells, time, problem }) => (
            <tr key={line} className={clsx('border-t border-line', problem && 'bg-bad-wash')}>
              <td className="px-2 py-1 text-right text-faint">{line}</td>
              <td className="px-2 py-1 whitespace-nowrap text-soft">
                {problem ? (
                  <span className="block w-56 whitespace-normal text-bad">{problem}</span>
                ) : (
                  moment(time, preview)
                )}
              </td>
              {cells.map((cell, at) => (
                <td
                  key={at}
                  className={clsx(
                    'max-w-48 truncate px-2 py-1 font-mono',
                    isLeftOut(roles[at] ?? 'ignored') && 'text-faint',
                  )}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function moment(time: number | null, { timeframe }: Preview): string {
  if (time === null) return '–'
  const text = new Date(time).toISOString()
  return timeframe === '1d' || timeframe === '1w' ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ')
}

const SEPARATORS = { comma: 'commas', semicolon: 'semicolons', tab: 'tabs', bar: 'bars' } as const

/** What was told from the beginning of the file, in a line. */
export function Told({ preview }: { preview: Preview }) {
  const { separator, decimal, timeframe, distance, titles } = preview
  return (
    <div className="flex flex-wrap items-center gap-2 text-soft">
      {timeframe ? (
        <Badge tone="good">{timeframe} bars</Badge>
      ) : (
        distance && <Badge tone="warn">{distance} apart</Badge>
      )}
      {separator && <span>Fields parted by {SEPARATORS[separator]}</span>}
      {decimal === 'comma' && <span>· decimal commas</span>}
      {titles === null && separator && <span>· no header</span>}
    </div>
  )
}
