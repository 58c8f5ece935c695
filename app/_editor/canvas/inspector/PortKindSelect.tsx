'use client'
import clsx from 'clsx'
import type { PortKind } from '@/sandbox/catalogue/define'
import { inputClass } from '../../../_ui/inputClass'
import { type Side, setPort } from '../../model/edits/subgraphPorts'
import type { SubgraphPort } from '../../model/graphState'
import { useSession } from '../context'

const KINDS: readonly { readonly kind: PortKind; readonly title: string }[] = [
  { kind: 'number', title: 'number' },
  { kind: 'bool', title: 'condition' },
  { kind: 'any', title: 'either' },
]

interface PortKindSelectProps {
  readonly id: string
  readonly side: Side
  readonly port: SubgraphPort
  readonly inputId?: string
  readonly className?: string
}

/** What a port of a sub-graph carries. */
export function PortKindSelect({ id, side, port, inputId, className }: PortKindSelectProps) {
  const session = useSession()
  return (
    <select
      id={inputId}
      aria-label={`What ${port.name} carries`}
      className={clsx(inputClass('h-7! px-1!'), className)}
      disabled={session.readOnly}
      value={port.kind}
      onChange={event => {
        const chosen = KINDS.find(({ kind }) => kind === event.target.value)
        if (chosen) session.do(setPort(session.model.state, id, side, port.name, { kind: chosen.kind }))
      }}
    >
      {KINDS.map(({ kind, title }) => (
        <option key={kind} value={kind}>
          {title}
        </option>
      ))}
    </select>
  )
}
