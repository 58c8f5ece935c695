'use client'
import type { Declaration } from '@/sandbox/compile/graph/document'
import { inputClass } from '../../../_ui/inputClass'
import { NumberInput } from '../NumberInput'

interface ParamValueProps {
  readonly declared: Declaration
  readonly readOnly: boolean
  readonly onSet: (declared: Declaration) => void
}

/** The default of a declared parameter. */
export function ParamValue({ declared, readOnly, onSet }: ParamValueProps) {
  const label = `Default of ${declared.name}`
  switch (declared.kind) {
    case 'bool':
      return (
        <input
          type="checkbox"
          className="accent-accent"
          aria-label={label}
          disabled={readOnly}
          checked={declared.default}
          onChange={event => onSet({ ...declared, default: event.target.checked })}
        />
      )
    case 'choice':
      return (
        <select
          aria-label={label}
          className={inputClass('h-7! w-20! shrink-0')}
          disabled={readOnly}
          value={declared.default}
          onChange={event => onSet({ ...declared, default: event.target.value })}
        >
          {declared.choices.map(choice => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      )
    default:
      return (
        <NumberInput
          label={label}
          className="h-7! w-16 shrink-0"
          readOnly={readOnly}
          value={declared.default}
          whole={declared.kind === 'int'}
          step={declared.step}
          {...(declared.min !== undefined && { min: declared.min })}
          {...(declared.max !== undefined && { max: declared.max })}
          onSet={next => next !== undefined && onSet({ ...declared, default: next })}
        />
      )
  }
}
