'use client'
// Values edited where they stand: parameters of a block, and what an unwired input reads.
import clsx from 'clsx'
import { useEffect, useState } from 'react'
import type { ParamSpec } from '@/sandbox/catalogue/define'
import type { GraphBlock, PortValue, Setting } from '@/sandbox/compile/graph/document'
import type { BlockPort } from '../model/ports'

const FIELD =
  'nodrag nopan nokey h-[18px] rounded border border-line bg-ground px-1 text-right text-[11px] text-ink tabular-nums focus:border-accent focus:outline-none'

interface ParamFieldProps {
  readonly spec: ParamSpec
  readonly block: GraphBlock
  readonly value: Setting | undefined
  readonly onSet: (value: Setting | undefined) => void
  /** A row of the inspector instead of a block. */
  readonly wide?: boolean
}

export function ParamField({ spec, value, onSet, wide }: ParamFieldProps) {
  const bounds = spec.kind === 'int' || spec.kind === 'num' ? `, ${spec.min} to ${spec.max}` : ''
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is what Setter renders
    <label
      className={clsx('flex h-6 items-center justify-between gap-2', wide ? 'px-4' : 'px-2.5')}
      title={`${spec.title}${bounds}. Usually ${spec.default}.`}
    >
      <span className="truncate text-faint">{spec.title}</span>
      <Setter spec={spec} value={value} onSet={onSet} />
    </label>
  )
}

function Setter({ spec, value, onSet }: Pick<ParamFieldProps, 'spec' | 'value' | 'onSet'>) {
  if (typeof value === 'object')
    return (
      <button
        type="button"
        className="nodrag nopan rounded bg-accent-wash px-1 text-[11px] text-accent"
        title={`Follows the parameter ${value.param}. Click to give it a value of its own.`}
        onClick={() => onSet(undefined)}
      >
        {value.param}
      </button>
    )
  switch (spec.kind) {
    case 'bool':
      return (
        <input
          type="checkbox"
          className="nodrag nopan nokey accent-accent"
          checked={typeof value === 'boolean' ? value : spec.default}
          onChange={event => onSet(event.target.checked)}
        />
      )
    case 'choice':
      return (
        <select
          className={clsx(FIELD, 'max-w-24 text-left')}
          value={typeof value === 'string' ? value : spec.default}
          onChange={event => onSet(event.target.value)}
        >
          {spec.choices.map(choice => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      )
    case 'int':
    case 'num':
      return (
        <NumberInput
          value={typeof value === 'number' ? value : spec.default}
          {...{ min: spec.min, max: spec.max }}
          step={spec.step ?? (spec.kind === 'int' ? 1 : undefined)}
          whole={spec.kind === 'int'}
          onSet={onSet}
        />
      )
  }
}

interface NumberInputProps {
  readonly value: number | null
  readonly onSet: (value: number | undefined) => void
  readonly min?: number
  readonly max?: number
  readonly step?: number | undefined
  readonly whole?: boolean
  readonly label?: string
  readonly placeholder?: string
}

/** Each number that is whole and in bounds is set while it is typed; anything else is shown as wrong and set by nobody. */
function NumberInput({ value, onSet, min, max, step, whole, label, placeholder }: NumberInputProps) {
  const [text, setText] = useState(value === null ? '' : String(value))
  useEffect(() => {
    setText(before =>
      before !== '' && Number(before) === value ? before : value === null ? '' : String(value),
    )
  }, [value])
  const typed = Number(text)
  const isEmpty = text.trim() === ''
  const isWrong =
    !isEmpty &&
    (!Number.isFinite(typed) ||
      (whole && !Number.isInteger(typed)) ||
      (min !== undefined && typed < min) ||
      (max !== undefined && typed > max))
  return (
    <input
      inputMode="decimal"
      className={clsx(FIELD, 'w-13', isWrong && 'border-bad!')}
      aria-label={label}
      aria-invalid={isWrong}
      title={isWrong ? `${whole ? 'A whole number' : 'A number'} from ${min} to ${max}` : undefined}
      placeholder={placeholder}
      value={text}
      onChange={event => {
        const next = event.target.value
        setText(next)
        const number = Number(next)
        if (next.trim() === '') return onSet(undefined)
        if (Number.isFinite(number) && (!whole || Number.isInteger(number)))
          if (number >= (min ?? -Infinity) && number <= (max ?? Infinity)) onSet(number)
      }}
      onBlur={() => isWrong && setText(value === null ? '' : String(value))}
      onKeyDown={event => {
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
        event.preventDefault()
        const by = (step ?? 1) * (event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : 1)
        const next = Number((Number(isEmpty ? (value ?? 0) : text) + by).toFixed(10))
        if (next >= (min ?? -Infinity) && next <= (max ?? Infinity)) onSet(next)
      }}
    />
  )
}

interface PortFieldProps {
  readonly port: BlockPort
  readonly block: GraphBlock
  readonly isWired: boolean
  readonly value: PortValue | undefined
  readonly onSet: (value: PortValue | undefined) => void
}

/** An input's name; unwired, with the number that stands there in place of a wire. */
export function PortField({ port, block, isWired, value, onSet }: PortFieldProps) {
  const takesNumber =
    port.kind !== 'bool' && block.kind !== 'output' && block.kind !== 'column' && block.kind !== 'result'
  const fallback =
    port.fallback && ('source' in port.fallback ? port.fallback.source : String(port.fallback.constant))
  return (
    <span className="flex min-w-0 items-center gap-1">
      <span
        className={clsx('truncate', isWired || value !== undefined || fallback ? 'text-soft' : 'text-warn')}
      >
        {port.title}
      </span>
      {!isWired && typeof value === 'object' && (
        <button
          type="button"
          className="nodrag nopan rounded bg-accent-wash px-1 text-[11px] text-accent"
          title={`Follows the parameter ${value.param}. Click to take it off.`}
          onClick={() => onSet(undefined)}
        >
          {value.param}
        </button>
      )}
      {!isWired && takesNumber && typeof value !== 'object' && (
        <NumberInput
          value={typeof value === 'number' ? value : null}
          onSet={onSet}
          label={`${port.title}, value`}
          placeholder={fallback ?? '–'}
        />
      )}
    </span>
  )
}
