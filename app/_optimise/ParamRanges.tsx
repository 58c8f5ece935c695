'use client'
import clsx from 'clsx'
import { inputClass } from '../_ui/inputClass'
import { count } from '../_ui/numbers'
import { Select } from '../_ui/Select'
import { fixedOf, type Range, valuesOf } from './ranges'

interface ParamRangesProps {
  readonly ranges: readonly Range[]
  readonly onChange: (ranges: readonly Range[]) => void
}

/** One row for each parameter: whether it moves, and from where to where. */
export function ParamRanges({ ranges, onChange }: ParamRangesProps) {
  const change = (name: string, part: Partial<Range>) =>
    onChange(ranges.map(range => (range.declared.name === name ? { ...range, ...part } : range)))
  return (
    <table className="w-full text-left">
      <caption className="sr-only">Parameters and the values to try</caption>
      <thead className="text-[12px] text-faint">
        <tr>
          <th scope="col" className="py-1 font-medium">
            Parameter
          </th>
          {['From', 'To', 'Step'].map(title => (
            <th key={title} scope="col" className="w-24 py-1 pl-2 font-medium">
              {title}
            </th>
          ))}
          <th scope="col" className="w-24 py-1 pl-2 text-right font-medium">
            Values
          </th>
        </tr>
      </thead>
      <tbody>
        {ranges.map(range => (
          <Row key={range.declared.name} range={range} onChange={part => change(range.declared.name, part)} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ range, onChange }: { range: Range; onChange: (part: Partial<Range>) => void }) {
  const { declared, moves } = range
  const { name, title } = declared
  const values = moves ? valuesOf(range) : null
  const fixed = moves ? null : fixedOf(range)
  const problem = typeof values === 'string' ? values : typeof fixed === 'string' ? fixed : null
  const field = (label: string, key: 'from' | 'to' | 'step' | 'fixed') => (
    <input
      aria-label={`${label} of ${name}`}
      aria-invalid={problem ? true : undefined}
      aria-describedby={problem ? `problem-${name}` : undefined}
      inputMode="decimal"
      value={range[key]}
      onChange={event => onChange({ [key]: event.target.value })}
      className={inputClass('h-7! tabular-nums')}
    />
  )
  return (
    <>
      <tr className="border-t border-line">
        <th scope="row" className="py-1.5 pr-2 font-normal">
          <label className="flex items-center gap-2">
            <input
              type="checkbox"
              checked={moves}
              onChange={event => onChange({ moves: event.target.checked })}
              className="size-3.5 accent-accent"
            />
            <span className={clsx('font-medium', !moves && 'text-soft')}>{name}</span>
            <span className="truncate text-faint">
              {title || `${String(declared.default)} in this version`}
            </span>
          </label>
        </th>
        {moves ? (
          declared.kind === 'int' || declared.kind === 'num' ? (
            <>
              <td className="pl-2">{field('From', 'from')}</td>
              <td className="pl-2">{field('To', 'to')}</td>
              <td className="pl-2">{field('Step', 'step')}</td>
            </>
          ) : (
            <td colSpan={3} className="pl-2 text-soft">
              {declared.kind === 'choice' ? declared.choices.join(', ') : 'off and on'}
            </td>
          )
        ) : (
          <td colSpan={3} className="pl-2">
            <Fixed range={range} onChange={onChange}>
              {field('Value', 'fixed')}
            </Fixed>
          </td>
        )}
        <td className="pl-2 text-right text-soft tabular-nums">
          {moves ? (typeof values === 'string' || !values ? '–' : count(values.length)) : 'stays'}
        </td>
      </tr>
      {problem && (
        <tr>
          <td colSpan={5} id={`problem-${name}`} role="alert" className="pb-1.5 text-bad">
            {problem}
          </td>
        </tr>
      )}
    </>
  )
}

interface FixedProps {
  readonly range: Range
  readonly onChange: (part: Partial<Range>) => void
  readonly children: React.ReactNode
}

function Fixed({ range: { declared, fixed }, onChange, children }: FixedProps) {
  if (declared.kind === 'int' || declared.kind === 'num') return <div className="w-22">{children}</div>
  const values = declared.kind === 'choice' ? declared.choices : ['false', 'true']
  return (
    <Select
      label={`Value of ${declared.name}`}
      options={values.map(value => ({
        value,
        label: declared.kind === 'bool' ? (value === 'true' ? 'on' : 'off') : value,
      }))}
      value={fixed}
      onChange={value => onChange({ fixed: value })}
      className="h-7! w-40!"
    />
  )
}
