'use client'
// Values edited where they stand: parameters of a block, and what an unwired input reads.
import clsx from 'clsx'
import type { ParamSpec } from '@/sandbox/catalogue/define'
import type { GraphBlock, PortValue, Setting } from '@/sandbox/compile/graph/document'
import { unfollowParam } from '../model/edits/params'
import type { BlockPort } from '../model/ports'
import { paramField, valueField } from '../model/record'
import { useSession } from './context'
import { FIELD, NumberInput } from './NumberInput'

interface ParamFieldProps {
  readonly spec: ParamSpec
  readonly block: GraphBlock
  readonly value: Setting | undefined
  readonly onSet: (value: Setting | undefined) => void
  /** Where the value is kept, when it is no parameter of the block: a constant's. */
  readonly field?: string
  /** A row of the inspector instead of a block. */
  readonly wide?: boolean
}

export function ParamField({ spec, block, value, onSet, field, wide }: ParamFieldProps) {
  const bounds = spec.kind === 'int' || spec.kind === 'num' ? `, ${spec.min} to ${spec.max}` : ''
  const look = clsx('flex h-6 min-w-0 flex-1 items-center justify-between gap-2', !wide && 'px-2.5')
  const title = <span className="truncate text-faint">{spec.title}</span>
  if (typeof value === 'object')
    return (
      <div className={look}>
        {title}
        <Following name={value.param} block={block} field={field ?? paramField(spec.name)} />
      </div>
    )
  return (
    <label className={look} title={`${spec.title}${bounds}. Usually ${spec.default}.`}>
      {title}
      <Setter spec={spec} value={value} onSet={onSet} />
    </label>
  )
}

interface FollowingProps {
  readonly name: string
  readonly block: GraphBlock
  readonly field: string
}

/** The parameter a field follows; a click gives the field a value of its own again. */
function Following({ name, block, field }: FollowingProps) {
  const session = useSession()
  return (
    <button
      type="button"
      className="nodrag nopan max-w-24 truncate rounded bg-accent-wash px-1 text-[11px] text-accent"
      title={`Follows the parameter ${name}. Click to give it a value of its own.`}
      onClick={() => session.do(unfollowParam(session.scene, block.id, field))}
    >
      {name}
    </button>
  )
}

interface SetterProps {
  readonly spec: ParamSpec
  readonly value: Exclude<Setting, object> | undefined
  readonly onSet: (value: Setting | undefined) => void
}

function Setter({ spec, value, onSet }: SetterProps) {
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
        <Following name={value.param} block={block} field={valueField(port.name)} />
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
