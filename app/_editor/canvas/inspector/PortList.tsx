'use client'
import { Crosshair, Plus } from 'lucide-react'
import { IconButton } from '../../../_ui/Button'
import {
  addPort,
  doorsOf,
  movePort,
  placeDoor,
  removePort,
  renamePort,
  type Side,
} from '../../model/edits/subgraphPorts'
import type { GraphState, SubgraphState } from '../../model/graphState'
import { useSession } from '../context'
import { ListButtons } from './ListButtons'
import { NameInput } from './NameInput'
import { PortKindSelect } from './PortKindSelect'
import { Heading, Note } from './Row'

interface PortListProps {
  readonly graph: GraphState
  readonly id: string
  readonly inner: SubgraphState
  readonly side: Side
}

const WORDS = {
  inputs: { title: 'Inputs', one: 'input', none: 'It takes nothing: what it reads is inside.' },
  outputs: { title: 'Results', one: 'result', none: 'It gives nothing yet. Add a result and wire it.' },
} as const

/** The inputs or results of a sub-graph, in the order they have on its block. */
export function PortList({ graph, id, inner, side }: PortListProps) {
  const session = useSession()
  const ports = inner[side]
  const { title, one, none } = WORDS[side]
  return (
    <>
      <Heading
        action={
          !session.readOnly && (
            <IconButton
              label={`Add ${side === 'inputs' ? 'an input' : 'a result'}`}
              className="h-5! w-5!"
              onClick={() => {
                // the list stays open for the next one
                const attempt = addPort(graph, id, side, session.newId)
                session.do(attempt.ok ? { ...attempt.edit, select: [] } : attempt)
              }}
            >
              <Plus size={13} />
            </IconButton>
          )
        }
      >
        {title}
      </Heading>
      {ports.length === 0 && <Note>{none}</Note>}
      <ul aria-label={title}>
        {ports.map((port, at) => {
          const [door] = doorsOf(inner, side, port.name)
          return (
            <li key={port.name} className="flex items-center gap-0.5 px-4 py-0.5">
              <NameInput
                label={`Name of the ${one} ${port.name}`}
                value={port.name}
                readOnly={session.readOnly}
                onName={name => session.do(renamePort(graph, id, side, port.name, name))}
              />
              <PortKindSelect id={id} side={side} port={port} className="w-20! shrink-0" />
              <IconButton
                label={door ? `Show ${port.name}` : `Place ${port.name} on the canvas`}
                className="h-6! w-4.5!"
                onClick={() => {
                  if (door) session.set({ selection: new Set([door.id]), target: { block: door.id } })
                  else session.do(placeDoor(graph, id, side, port.name, session.newId))
                }}
              >
                <Crosshair size={12} className={door ? '' : 'text-warn'} />
              </IconButton>
              {!session.readOnly && (
                <ListButtons
                  name={port.name}
                  isFirst={at === 0}
                  isLast={at === ports.length - 1}
                  onMove={by => session.do(movePort(graph, id, side, port.name, by))}
                  onRemove={() => session.do(removePort(graph, id, side, port.name))}
                />
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}
