'use client'
import type { GraphBlock } from '@/sandbox/compile/graph/document'
import { Button } from '../../../_ui/Button'
import { removePort, renamePort } from '../../model/edits/subgraphPorts'
import type { Scene } from '../../model/graphState'
import { useSession } from '../context'
import { NameInput } from './NameInput'
import { PortKindSelect } from './PortKindSelect'
import { Note, Row } from './Row'

interface DoorRowsProps {
  readonly block: Extract<GraphBlock, { kind: 'input' | 'result' }>
  readonly scene: Scene
  /** The sub-graph it is the inside of. */
  readonly id: string
}

/** The port that a block inside of a sub-graph stands for. */
export function DoorRows({ block, scene: { graph }, id }: DoorRowsProps) {
  const session = useSession()
  const side = block.kind === 'input' ? 'inputs' : 'outputs'
  const port = graph.subgraphs.get(id)?.[side].find(({ name }) => name === block.port)
  if (!port)
    return (
      <Note>
        The sub-graph has no {block.kind} {block.port}. Remove this block, or add one of that name.
      </Note>
    )
  return (
    <>
      <Row label="Port">
        {control => (
          <NameInput
            inputId={control}
            label="Name of the port"
            value={port.name}
            readOnly={session.readOnly}
            onName={name => session.do(renamePort(graph, id, side, port.name, name))}
          />
        )}
      </Row>
      <Row label="Carries">
        {control => <PortKindSelect inputId={control} id={id} side={side} port={port} />}
      </Row>
      {!session.readOnly && (
        <div className="px-4 py-1">
          <Button className="h-6! px-2!" onClick={() => session.do(removePort(graph, id, side, port.name))}>
            Remove the port
          </Button>
        </div>
      )}
    </>
  )
}
