'use client'
import { RotateCcw } from 'lucide-react'
import type { ParamDeclaration, ParamValue } from '@/sandbox/ir/program'
import { Button } from '../_ui/Button'
import { CheckField, SelectField, TextField } from '../_ui/Field'
import { problemAt, type Refused } from './refused'
import { typed } from './settingsDraft'

/** Values of a strategy's parameters as they are typed; one that is not there is the strategy's own. */
export type ParamsDraft = Readonly<Record<string, string>>

interface ParamsFormProps {
  readonly declared: readonly ParamDeclaration[]
  readonly draft: ParamsDraft
  readonly onChange: (draft: ParamsDraft) => void
  /** What the server refused, by `params.…`. */
  readonly refused: Refused
}

/** The parameters a strategy declares, each with its bounds. */
export function ParamsForm({ declared, draft, onChange, refused }: ParamsFormProps) {
  if (declared.length === 0) return null
  const changed = declared.filter(each => draft[each.name] !== undefined && draft[each.name] !== ownOf(each))
  const set = (name: string, value: string) => onChange({ ...draft, [name]: value })
  return (
    <fieldset className="border-t border-line pt-3">
      <legend className="sr-only">Parameters</legend>
      <div className="mb-1.5 flex h-6 items-center gap-2">
        <span className="flex-1 text-[11px] font-semibold tracking-wide text-faint uppercase">
          Parameters
        </span>
        {changed.length > 0 && (
          <Button icon={<RotateCcw size={12} />} onClick={() => onChange({})}>
            {changed.length === 1 ? 'Reset one' : `Reset ${changed.length}`}
          </Button>
        )}
      </div>
      <div className="grid gap-3 sm:grid-cols-3">
        {declared.map(each => (
          <Param
            key={each.name}
            declared={each}
            value={draft[each.name] ?? ownOf(each)}
            onChange={value => set(each.name, value)}
            problem={problemAt(refused, `params.${each.name}`) ?? outside(each, draft[each.name])}
          />
        ))}
      </div>
    </fieldset>
  )
}

interface ParamProps {
  readonly declared: ParamDeclaration
  readonly value: string
  readonly onChange: (value: string) => void
  readonly problem: string | undefined
}

function Param({ declared, value, onChange, problem }: ParamProps) {
  const { name, kind, title } = declared
  const label = title || name
  switch (kind) {
    case 'bool':
      return (
        <div className="flex flex-col justify-end pb-2">
          <CheckField
            label={label}
            checked={value === 'true'}
            onChange={checked => onChange(String(checked))}
          />
        </div>
      )
    case 'choice':
      return (
        <SelectField
          label={label}
          options={declared.choices.map(each => ({ value: each, label: each }))}
          value={value}
          onChange={onChange}
          problem={problem}
        />
      )
    default:
      return (
        <TextField
          label={label}
          inputMode={kind === 'int' ? 'numeric' : 'decimal'}
          autoComplete="off"
          value={value}
          onChange={event => onChange(event.target.value)}
          onKeyDown={event => {
            if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
            event.preventDefault()
            onChange(stepped(declared, value, event.key === 'ArrowUp' ? 1 : -1))
          }}
          hint={boundsOf(declared)}
          problem={problem}
        />
      )
  }
}

type Numeric = Extract<ParamDeclaration, { kind: 'int' | 'num' }>

const ownOf = ({ value }: ParamDeclaration): string => String(value)

function boundsOf({ min, max, value }: Numeric): string {
  const own = `by itself ${value}`
  if (min !== null && max !== null) return `${min} to ${max}, ${own}`
  if (min !== null) return `from ${min}, ${own}`
  return max === null ? own : `up to ${max}, ${own}`
}

/** The next value up or down that the parameter allows. */
function stepped({ kind, min, max, step }: Numeric, text: string, direction: 1 | -1): string {
  const value = typed(text)
  if (typeof value !== 'number') return text
  const by = step ?? (kind === 'int' ? 1 : 10 ** Math.floor(Math.log10(Math.abs(value) || 1) - 1))
  const next = Number((value + direction * by).toPrecision(12))
  return String(Math.min(max ?? Infinity, Math.max(min ?? -Infinity, next)))
}

/** What is seen to be wrong before the server is asked. */
function outside(declared: ParamDeclaration, text: string | undefined): string | undefined {
  if (text === undefined || declared.kind === 'bool' || declared.kind === 'choice') return undefined
  const { kind, min, max } = declared
  const value = typed(text)
  if (value === undefined) return undefined
  const fits =
    typeof value === 'number' &&
    (kind === 'num' || Number.isInteger(value)) &&
    value >= (min ?? -Infinity) &&
    value <= (max ?? Infinity)
  if (fits) return undefined
  const what = kind === 'int' ? 'A whole number' : 'A number'
  if (min !== null && max !== null) return `${what} from ${min} to ${max}.`
  if (min !== null) return `${what} from ${min}.`
  return max === null ? `${what}.` : `${what} up to ${max}.`
}

/** The values a draft asks for; what is empty or no longer declared is not asked for. */
export function paramsFrom(
  declared: readonly ParamDeclaration[],
  draft: ParamsDraft,
): Readonly<Record<string, ParamValue>> {
  return Object.fromEntries(
    declared.flatMap((each): [string, ParamValue][] => {
      const text = draft[each.name]
      if (text === undefined) return []
      if (each.kind === 'bool') return [[each.name, text === 'true']]
      if (each.kind === 'choice') return [[each.name, text]]
      const value = typed(text)
      return value === undefined ? [] : [[each.name, value]]
    }),
  )
}
