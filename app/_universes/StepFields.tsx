'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useHere } from '../_session/workspace'
import { type Outputs, useTRPC } from '../_trpc/client'
import { SelectField, TextField } from '../_ui/Field'
import { inputClass } from '../_ui/inputClass'
import { isRange, KINDS, type RangeStep, type Step, type StepOf } from './steps'

type Instruments = Outputs['market']['instruments']

interface FieldsProps<Of extends Step> {
  readonly step: Of
  readonly instruments: Instruments
  readonly disabled: boolean
  readonly onChange: (step: Of) => void
}

export function StepFields({ step, ...rest }: FieldsProps<Step>) {
  if (isRange(step)) return <Range step={step} {...rest} />
  switch (step.kind) {
    case 'symbols':
    case 'without':
      return <Symbols key={step.kind} step={step} {...rest} />
    case 'sectors':
      return (
        <Choices
          label="Sectors"
          all={valuesOf(rest.instruments, 'sector')}
          chosen={step.sectors}
          disabled={rest.disabled}
          onChange={sectors => rest.onChange({ ...step, sectors })}
        />
      )
    case 'currency':
      return (
        <Choices
          label="Currencies"
          all={valuesOf(rest.instruments, 'currency')}
          chosen={step.currencies}
          disabled={rest.disabled}
          onChange={currencies => rest.onChange({ ...step, currencies })}
        />
      )
    case 'volumeRank':
      return (
        <div className="flex gap-2">
          <Num
            label="Keep the top"
            value={step.top}
            disabled={rest.disabled}
            onChange={top => rest.onChange({ ...step, top: top ?? 0 })}
          />
          <Days step={step} disabled={rest.disabled} onChange={rest.onChange} />
        </div>
      )
    case 'screen':
      return <OfScreen step={step} {...rest} />
    case 'sample':
      return (
        <Num
          label="Per cent"
          value={step.percent}
          disabled={rest.disabled}
          onChange={percent => rest.onChange({ ...step, percent: percent ?? 0 })}
        />
      )
    default:
      return null
  }
}

const valuesOf = (instruments: Instruments, field: 'sector' | 'currency'): readonly string[] =>
  [...new Set(instruments.map(each => each[field]))].filter(Boolean).sort()

interface NumProps {
  readonly label: string
  readonly value: number | undefined
  readonly disabled: boolean
  readonly onChange: (value: number | undefined) => void
}

/** Holds what is typed until it is a number, so that an empty field is empty and not zero. */
function Num({ label, value, disabled, onChange }: NumProps) {
  const [text, setText] = useState<string | null>(null)
  const shown =
    text !== null && Number(text) === (value ?? 0) ? text : value === undefined ? '' : String(value)
  return (
    <div className="min-w-0 flex-1">
      <TextField
        label={label}
        inputMode="decimal"
        value={shown}
        disabled={disabled}
        onChange={event => {
          const typed = event.target.value.replace(/[^0-9.]/g, '')
          setText(typed)
          const parsed = Number(typed)
          onChange(typed === '' || Number.isNaN(parsed) ? undefined : parsed)
        }}
        onBlur={() => setText(null)}
      />
    </div>
  )
}

const Days = <Of extends Extract<Step, { days: number }>>({
  step,
  disabled,
  onChange,
}: {
  step: Of
  disabled: boolean
  onChange: (step: Of) => void
}) => (
  <Num
    label="Over days"
    value={step.days}
    disabled={disabled}
    onChange={days => onChange({ ...step, days: days ?? 0 })}
  />
)

function Range({ step, disabled, onChange }: FieldsProps<RangeStep>) {
  const { unit } = KINDS[step.kind]
  const put = (end: 'least' | 'most') => (value: number | undefined) => {
    const { [end]: _before, ...rest } = step
    // A missing end is a key that is not there.
    onChange((value === undefined ? rest : { ...rest, [end]: value }) as RangeStep)
  }
  return (
    <div className="flex gap-2">
      <Num
        label={unit ? `From (${unit})` : 'From'}
        value={step.least}
        disabled={disabled}
        onChange={put('least')}
      />
      <Num
        label={unit ? `To (${unit})` : 'To'}
        value={step.most}
        disabled={disabled}
        onChange={put('most')}
      />
      {'days' in step && <Days step={step} disabled={disabled} onChange={onChange} />}
    </div>
  )
}

interface ChoicesProps {
  readonly label: string
  readonly all: readonly string[]
  readonly chosen: readonly string[]
  readonly disabled: boolean
  readonly onChange: (chosen: string[]) => void
}

const Choices = ({ label, all, chosen, disabled, onChange }: ChoicesProps) => (
  <div role="group" aria-label={label} className="flex flex-wrap gap-1">
    {[...new Set([...all, ...chosen])].map(each => {
      const isOn = chosen.includes(each)
      return (
        <button
          key={each}
          type="button"
          aria-pressed={isOn}
          disabled={disabled}
          onClick={() => onChange(isOn ? chosen.filter(other => other !== each) : [...chosen, each])}
          className="h-6 rounded-full border border-line-strong px-2.5 text-soft hover:text-ink disabled:opacity-60 aria-pressed:border-accent aria-pressed:bg-accent-wash aria-pressed:text-ink"
        >
          {each}
        </button>
      )
    })}
  </div>
)

const symbolsIn = (text: string): string[] => [
  ...new Set(
    text
      .toUpperCase()
      .split(/[\s,;]+/)
      .filter(Boolean),
  ),
]

function Symbols({
  step,
  instruments,
  disabled,
  onChange,
}: FieldsProps<StepOf<'symbols'> | StepOf<'without'>>) {
  const [text, setText] = useState<string | null>(null)
  const known = new Set(instruments.map(each => each.symbol))
  const strangers = instruments.length === 0 ? [] : step.symbols.filter(symbol => !known.has(symbol))
  return (
    <div className="flex flex-col gap-1">
      <textarea
        aria-label="Symbols"
        rows={2}
        spellCheck={false}
        disabled={disabled}
        placeholder="ANVILUSD, BEACONUSD …"
        value={text ?? step.symbols.join(', ')}
        onChange={event => {
          setText(event.target.value)
          onChange({ ...step, symbols: symbolsIn(event.target.value) })
        }}
        onBlur={() => setText(null)}
        className={inputClass('h-auto! py-1.5 font-mono text-[12px]')}
      />
      {strangers.length > 0 && (
        <p className="text-warn">
          Not at this venue: {strangers.slice(0, 5).join(', ')}
          {strangers.length > 5 && ` and ${strangers.length - 5} more`}
        </p>
      )}
    </div>
  )
}

const KEEPS = [
  { value: 'matched', label: 'those that matched' },
  { value: 'others', label: 'those that did not' },
] as const

function OfScreen({ step, disabled, onChange }: FieldsProps<StepOf<'screen'>>) {
  const { workspace } = useHere()
  const { data: screens = [] } = useQuery(useTRPC().screens.list.queryOptions({ workspaceId: workspace.id }))
  const options = [
    { value: '', label: screens.length === 0 ? 'There is no screen yet' : 'Choose a screen', disabled: true },
    ...screens.map(({ id, name, timeframe }) => ({ value: id, label: name, about: `${timeframe} bars` })),
  ]
  return (
    <div className="flex gap-2">
      <div className="min-w-0 flex-1">
        <SelectField
          label="Screen"
          options={options}
          value={step.screenId}
          disabled={disabled}
          onChange={screenId => onChange({ ...step, screenId })}
        />
      </div>
      <div className="min-w-0 flex-1">
        <SelectField
          label="Keep"
          options={KEEPS}
          value={step.keep}
          disabled={disabled}
          onChange={keep => onChange({ ...step, keep })}
        />
      </div>
    </div>
  )
}
