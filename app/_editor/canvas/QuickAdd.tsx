'use client'
import { useMemo } from 'react'
import { addBlock } from '../model/edits/blocks'
import { addAtEnd, connect } from '../model/edits/wires'
import { compatibleOffers, findOffers, offersFor } from '../model/findBlocks'
import { inputKey } from '../model/graphState'
import { portsOfBlock } from '../model/ports'
import { titleOf } from '../model/titles'
import { addUnderstood, understand } from '../model/understand'
import { wireCheck } from '../model/wireCheck'
import { useSession, useSessionState } from './context'
import { type Choice, OfferList } from './OfferList'
import { recent, remember } from './recent'
import type { QuickAdd as Asked } from './session'

const UNDERSTOOD = 'understood'
const STEP = 40

/** The palette at the cursor: everything there is, or what fits the end of a wire; a typed expression becomes blocks. */
export function QuickAdd({ onClose }: { readonly onClose: () => void }) {
  const quickAdd = useSessionState(state => state.quickAdd)
  return quickAdd ? (
    <Open key={`${quickAdd.at.x} ${quickAdd.at.y}`} asked={quickAdd} onClose={onClose} />
  ) : null
}

function Open({ asked, onClose }: { readonly asked: Asked; readonly onClose: () => void }) {
  const session = useSession()
  const { at, screen, wire } = asked
  const offers = useMemo(() => {
    const { scene } = session
    return wire ? compatibleOffers(scene, wire.kind, wire.end) : offersFor(scene)
  }, [session, wire])
  const find = (text: string): Choice[] => {
    const understood = wire ? null : understand(text)
    const found = (wire && text.trim() === '' ? offers : findOffers(offers, text, recent())).map(
      ({ id, title, group, summary }) => ({ id, title, note: group, detail: summary }),
    )
    return understood
      ? [{ id: UNDERSTOOD, title: understood.says, note: 'as blocks', detail: text }, ...found]
      : found
  }
  const pick = ({ id, detail }: Choice, keepOpen: boolean) => {
    const { scene, newId } = session
    if (id === UNDERSTOOD) {
      const understood = understand(detail ?? '')
      if (understood) session.do(addUnderstood(scene, understood, at, newId))
    } else {
      const offer = offers.find(each => each.id === id)
      if (!offer) return
      remember(id)
      session.do(
        wire ? addAtEnd(scene, offer.block, at, wire, newId) : addBlock(scene, offer.block, at, newId),
      )
    }
    if (keepOpen) session.set({ quickAdd: { ...asked, at: { x: at.x + STEP, y: at.y + STEP } } })
    else onClose()
  }
  return (
    <div className="absolute z-30" style={{ left: screen.x, top: screen.y }}>
      <OfferList
        label={wire ? 'Add a block to the wire' : 'Add a block'}
        placeholder={wire ? 'What the wire goes to …' : 'Search, or type rsi 14 < 30'}
        find={find}
        onPick={pick}
        onClose={onClose}
        foot="Enter adds · Ctrl-Enter adds and stays open"
      />
    </div>
  )
}

/** Wiring by keyboard: every input of the sheet, those that fit first; others say why not. */
export function WireList({ onClose }: { readonly onClose: () => void }) {
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

/** Finds blocks of every sheet by name, kind or value, and goes there. */
export function GraphSearch({ onClose }: { readonly onClose: () => void }) {
  const session = useSession()
  const isSearching = useSessionState(state => state.isSearching)
  if (!isSearching) return null
  const { state } = session.model
  const find = (text: string): Choice[] => {
    const wanted = text.trim().toLowerCase()
    const sheets = [{ within: '', blocks: state.blocks }]
    for (const block of state.blocks.values()) {
      const inner = block.kind === 'subgraph' ? state.subgraphs.get(block.use) : undefined
      if (inner) sheets.push({ within: `${block.id}/`, blocks: inner.blocks })
    }
    return sheets.flatMap(({ within, blocks }) =>
      [...blocks.values()].flatMap(block => {
        const title = titleOf(block, state)
        return `${title} ${JSON.stringify(block)}`.toLowerCase().includes(wanted)
          ? [
              {
                id: `${within}${block.id}`,
                title,
                note: block.kind === 'operator' ? block.entry : block.kind,
              },
            ]
          : []
      }),
    )
  }
  return (
    <div className="absolute top-3 right-3 z-30">
      <OfferList
        label="Search in the graph"
        placeholder="Search in the graph: name, kind, value"
        find={find}
        onPick={({ id }) => {
          session.goTo(id)
          onClose()
        }}
        onClose={onClose}
      />
    </div>
  )
}
