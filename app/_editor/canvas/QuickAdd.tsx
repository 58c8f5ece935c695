'use client'
import { useMemo } from 'react'
import type { Attempt } from '../model/edit'
import { behind, outletsOf } from '../model/edits/behind'
import { addBlock, type NewBlock } from '../model/edits/blocks'
import { addAtEnd, addOnWire } from '../model/edits/wires'
import { compatibleOffers, findOffers, offersFor } from '../model/findBlocks'
import { BLOCK_WIDTH, HEAD_HEIGHT } from '../model/size'
import { titleOf } from '../model/titles'
import { addUnderstood, understand } from '../model/understand'
import { useSession, useSessionState } from './context'
import { type Choice, OfferList } from './OfferList'
import { recent, remember } from './recent'
import type { QuickAdd as Asked, EditorSession } from './session'

const UNDERSTOOD = 'understood'
const STEP = 40

const PLACEHOLDERS = {
  from: 'What the wire goes to …',
  to: 'Where the wire comes from …',
  on: 'What to put on the wire …',
} as const

function added({ scene, newId }: EditorSession, block: NewBlock, { at, wire, ...asked }: Asked): Attempt {
  if (!wire) return behind(scene, addBlock(scene, block, at, newId), asked.behind ?? [])
  const { kind, end } = wire
  if (kind !== 'on') return addAtEnd(scene, block, at, { kind, end }, newId)
  return addOnWire(scene, block, { x: at.x - BLOCK_WIDTH / 2, y: at.y - HEAD_HEIGHT / 2 }, end, newId)
}

/** What a new block would be wired to, in words; null where that is nothing. */
function targetOf({ scene }: EditorSession, { behind = new Set() }: Asked): string | null {
  const [outlet] = outletsOf(scene, behind)
  if (!outlet) return null
  return behind.size === 1 ? titleOf(scene.blocks.get(outlet.block)!, scene.graph) : 'what is selected'
}

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
  const target = useMemo(() => targetOf(session, asked), [session, asked])
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
      if (understood)
        session.do(behind(scene, addUnderstood(scene, understood, at, newId), asked.behind ?? []))
    } else {
      const offer = offers.find(each => each.id === id)
      if (!offer) return
      remember(id)
      session.do(added(session, offer.block, asked))
    }
    if (keepOpen) session.set({ quickAdd: { ...asked, at: { x: at.x + STEP, y: at.y + STEP } } })
    else onClose()
  }
  return (
    <div className="absolute z-30" style={{ left: screen.x, top: screen.y }}>
      <OfferList
        label={wire ? 'Add a block to the wire' : 'Add a block'}
        placeholder={wire ? PLACEHOLDERS[wire.kind] : 'Search, or type rsi 14 < 30'}
        find={find}
        onPick={pick}
        onClose={onClose}
        foot={`${target ? `Wired to ${target} where it fits. ` : ''}Enter adds · Ctrl-Enter adds and stays open`}
      />
    </div>
  )
}
