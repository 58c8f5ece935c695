'use client'
import { useQuery } from '@tanstack/react-query'
import { Check, Minus, X } from 'lucide-react'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { number } from '../_ui/numbers'
import { Failed, Loading } from '../_ui/States'
import type { Explained } from './backtest'
import type { Asked, Marked } from './marked'
import { momentOf } from './values'

interface MomentValuesProps {
  readonly backtestId: string
  readonly marked: Pick<Marked, 'symbol' | 'asked'>
}

/** What the strategy saw at the bars that decided: which signals fired, what they rest on, and every value with a name. */
export function MomentValues({ backtestId, marked: { symbol, asked } }: MomentValuesProps) {
  const { workspace } = useHere()
  const { data, error, refetch } = useQuery(
    useTRPC().backtests.values.queryOptions(
      {
        workspaceId: workspace.id,
        backtestId,
        symbol,
        moments: asked.map(({ time, at }) => ({ time, at })),
      },
      { staleTime: Number.POSITIVE_INFINITY, retry: false },
    ),
  )
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={6} />
  return (
    <div className="p-3">
      <Signals asked={asked} told={data} />
      <Values asked={asked} told={data} />
    </div>
  )
}

interface Told {
  readonly asked: readonly Asked[]
  readonly told: readonly (Explained | null)[]
}

function Signals({ asked, told }: Told) {
  return (
    <div className="grid gap-3">
      {asked.map(({ title }, at) => {
        const moment = told[at]
        return (
          <section key={title} aria-label={`${title}, signals`}>
            <h3 className="mb-1 flex gap-2 font-semibold">
              {title}
              <span className="font-normal text-faint">{moment ? momentOf(moment.time) : 'no bar'}</span>
            </h3>
            <ul>
              {moment?.signals.map(({ name, value, conditions }) => (
                <li key={name} className="mb-1">
                  <span className="flex items-center gap-1.5 font-medium">
                    <Verdict value={value} /> {name}
                  </span>
                  <ul className="ml-[7px] border-l border-line pl-3">
                    {conditions.map(condition => (
                      <li key={condition.words} className="flex items-baseline gap-1.5 text-soft">
                        <Verdict value={condition.value} />
                        <span className="min-w-0 flex-1">{condition.words}</span>
                        <span className="text-right text-faint tabular-nums">
                          {condition.sides.map(side => written(side.kind, side.value)).join(' · ')}
                        </span>
                      </li>
                    ))}
                  </ul>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

function Values({ asked, told }: Told) {
  const names = [...new Set(told.flatMap(moment => moment?.values.map(({ name }) => name) ?? []))]
  return (
    <table aria-label="Values" className="mt-3 w-full text-right tabular-nums">
      <thead className="text-faint">
        <tr>
          <th scope="col" className="py-1 text-left font-medium">
            Value
          </th>
          {asked.map(({ title }) => (
            <th key={title} scope="col" className="py-1 pl-3 font-medium whitespace-nowrap">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {names.map(name => (
          <tr key={name} className="border-t border-line/60">
            <th scope="row" className="max-w-40 truncate py-0.5 text-left font-normal text-soft" title={name}>
              {name}
            </th>
            {asked.map(({ title }, at) => {
              const value = told[at]?.values.find(each => each.name === name)
              return (
                <td key={title} className="pl-3">
                  {value ? written(value.kind, value.value) : '–'}
                </td>
              )
            })}
          </tr>
        ))}
        {(['open', 'high', 'low', 'close'] as const).map(field => (
          <tr key={field} className="border-t border-line/60">
            <th scope="row" className="py-0.5 text-left font-normal text-faint">
              {field} of the bar
            </th>
            {asked.map(({ title }, at) => (
              <td key={title} className="pl-3">
                {written('number', told[at]?.bar[field] ?? null)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Verdict({ value }: { value: number | null }) {
  if (value === null)
    return <Minus size={13} aria-label="missing" className="shrink-0 translate-y-px text-faint" />
  return value === 1 ? (
    <Check size={13} aria-label="true" className="shrink-0 translate-y-px text-good" />
  ) : (
    <X size={13} aria-label="false" className="shrink-0 translate-y-px text-faint" />
  )
}

function written(kind: 'number' | 'bool', value: number | null): string {
  if (value === null) return '–'
  return kind === 'bool' ? (value === 1 ? 'true' : 'false') : number(value)
}
