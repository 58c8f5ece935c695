'use client'
import { connect, disconnect } from '../model/edits/wires'
import { inputKey, inputOf } from '../model/graphState'
import { portsOfBlock } from '../model/ports'
import { titleOf } from '../model/titles'
import { wireCheck } from '../model/wireCheck'
import { useSession, useSessionState } from './context'
import { type Choice, OfferList } from './OfferList'

interface ListProps {
  readonly onClose: () => void
}

/** Wiring by keyboard: every input of the sheet, those that fit first; others say why not. */
export function WireList({ onClose }: ListProps) {
  const session = useSession()
  const wiring = useSessionState(state => state.wiring)
  const block = wiring === null ? undefined : session.scene.blocks.get(wiring)
  if (!block) return null
  const { scene } = session
  const outputs = portsOfBlock(block, scene.graph).outputs
  const choices = outputs.flatMap(output =>
    [...scene.blocks.values()].flatMap(target =>
      target.id === block.id
        ? []
        : portsOfBlock(target, scene.graph).inputs.map(input => {
            const [from, to] = [
              { block: block.id, port: output.name },
              { block: target.id, port: input.name },
            ]
            const check = wireCheck(scene, from, to)
            const taken = scene.wires.has(inputKey(to))
            return {
              from,
              to,
              choice: {
                id: `${output.name} ${inputKey(to)}`,
                title: `${outputs.length > 1 ? `${output.title} → ` : ''}${titleOf(target, scene.graph)} · ${input.title}`,
                note: taken ? 'replaces a wire' : '',
                blocked: check.ok ? null : check.reason,
              },
            }
          }),
    ),
  )
  const ranked = choices.toSorted(
    (a, b) =>
      Number(a.choice.blocked !== null) - Number(b.choice.blocked !== null) ||
      Number(a.choice.note !== '') - Number(b.choice.note !== ''),
  )
  return (
    <div className="absolute top-16 left-1/2 z-30 -translate-x-1/2">
      <OfferList
        label={`Connect ${titleOf(block, scene.graph)} to`}
        placeholder={`Connect ${titleOf(block, scene.graph)} to …`}
        find={text =>
          ranked
            .map(({ choice }) => choice)
            .filter(({ title }) => title.toLowerCase().includes(text.toLowerCase()))
        }
        onPick={({ id }) => {
          const chosen = ranked.find(each => each.choice.id === id)
          if (chosen) session.do(connect(session.scene, chosen.from, chosen.to))
          onClose()
        }}
        onClose={onClose}
      />
    </div>
  )
}

/** Removing a wire by keyboard: every one at the block, those into it first. */
export function UnwireList({ onClose }: ListProps) {
  const session = useSession()
  const unwiring = useSessionState(state => state.unwiring)
  const block = unwiring === null ? undefined : session.scene.blocks.get(unwiring)
  if (!block) return null
  const { scene } = session
  const nameOf = (id: string) => {
    const other = scene.blocks.get(id)
    return other ? titleOf(other, scene.graph) : id
  }
  const choices = [...scene.wires].flatMap(([key, from]): Choice[] => {
    const to = inputOf(key)
    if (to.block === block.id)
      return [{ id: key, title: `${nameOf(from.block)} → ${to.port}`, note: 'into it' }]
    return from.block === block.id
      ? [{ id: key, title: `${from.port} → ${nameOf(to.block)} · ${to.port}`, note: 'out of it' }]
      : []
  })
  const ranked = choices.toSorted((a, b) => (a.note ?? '').localeCompare(b.note ?? ''))
  const label = `Remove a wire of ${titleOf(block, scene.graph)}`
  return (
    <div className="absolute top-16 left-1/2 z-30 -translate-x-1/2">
      <OfferList
        label={label}
        placeholder={`${label} …`}
        find={text => ranked.filter(({ title }) => title.toLowerCase().includes(text.toLowerCase()))}
        onPick={({ id }) => {
          session.do(disconnect(session.scene, [inputOf(id)]))
          onClose()
        }}
        onClose={onClose}
      />
    </div>
  )
}
