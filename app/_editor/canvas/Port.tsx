'use client'
import { Handle, Position } from '@xyflow/react'
import clsx from 'clsx'
import { useMemo } from 'react'
import type { GraphBlock } from '@/sandbox/compile/graph/document'
import { type End, inputKey, inputOf, type Scene, type Sheet } from '../model/graphState'
import { grouped } from '../model/grouped'
import { type BlockPort, portsOfBlock } from '../model/ports'
import { titleOf } from '../model/titles'
import { useGraph, useSession } from './context'

const LOOK_WORDS = {
  number: 'number series',
  price: 'price series',
  scalar: 'one value',
  bool: 'condition',
  event: 'moment',
  any: 'any series',
} as const

interface PortProps {
  readonly port: BlockPort
  readonly side: 'input' | 'output'
  /** What it is wired to, in words; empty where it is not. */
  readonly wiredTo: string
}

/** Where wires begin and end. */
export function Port({ port, side, wiredTo }: PortProps) {
  const way = wiredTo === '' ? 'not connected' : `${side === 'input' ? 'from' : 'to'} ${wiredTo}`
  const what = `${port.title}, ${side}, ${LOOK_WORDS[port.look]}, ${way}`
  return (
    <Handle
      id={port.name}
      type={side === 'input' ? 'target' : 'source'}
      position={side === 'input' ? Position.Left : Position.Right}
      className={clsx('port', `port-${port.look}`)}
      role="img"
      aria-label={what}
      title={what}
    />
  )
}

/** Wires by the block they leave; gathered once a sheet. */
const leaving = new WeakMap<Sheet['wires'], ReadonlyMap<string, readonly (readonly [string, End])[]>>()

function wiresFrom({ wires }: Scene, block: string): readonly (readonly [string, End])[] {
  const known = leaving.get(wires) ?? grouped(wires, ([, from]) => from.block)
  leaving.set(wires, known)
  return known.get(block) ?? []
}

/** By `input name` and `output name`, what each wired port of a block is wired to, from top to bottom. */
function neighbours(block: GraphBlock, scene: Scene): Record<string, string> {
  const nameOf = (id: string) => {
    const other = scene.blocks.get(id)
    return other ? titleOf(other, scene.graph) : id
  }
  const found: Record<string, string> = {}
  for (const { name } of portsOfBlock(block, scene.graph).inputs) {
    const from = scene.wires.get(inputKey({ block: block.id, port: name }))
    if (from) found[`input ${name}`] = nameOf(from.block)
  }
  const height = (id: string) => scene.blocks.get(id)?.y ?? 0
  const targets = wiresFrom(scene, block.id)
    .map(([key, { port }]) => ({ port, to: inputOf(key).block }))
    .sort((a, b) => height(a.to) - height(b.to))
  for (const { port, to } of targets) {
    const before = found[`output ${port}`]
    found[`output ${port}`] = `${before ? `${before}, ` : ''}${nameOf(to)}`
  }
  return found
}

/** What the ports of a block are wired to; the same object while that stays the same. */
export function useNeighbours(block: GraphBlock): Readonly<Record<string, string>> {
  const session = useSession()
  const text = useGraph(() => JSON.stringify(neighbours(block, session.scene)))
  return useMemo(() => JSON.parse(text) as Record<string, string>, [text]) // written a line above
}
