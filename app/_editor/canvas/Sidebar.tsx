'use client'
import { useReactFlow } from '@xyflow/react'
import { memo, useMemo, useState } from 'react'
import { SearchBox } from '../../_ui/SearchBox'
import { behind } from '../model/edits/behind'
import { addBlock } from '../model/edits/blocks'
import { findOffers, type Offer, offersFor } from '../model/findBlocks'
import { grouped } from '../model/grouped'
import { BLOCK_WIDTH, snapped } from '../model/size'
import { useGraph, useSession, useSessionState } from './context'
import { recent, remember } from './recent'

/** What a dragged palette row carries. */
export const DRAGGED = 'application/x-sluice-block'

/** Everything that can be added, by family; rows are dragged onto the canvas, or added to its middle. */
export const Sidebar = memo(function Sidebar() {
  const session = useSession()
  const flow = useReactFlow()
  const [text, setText] = useState('')
  useSessionState(({ path }) => path)
  const subgraphs = useGraph(graph => graph.subgraphs)
  const offers = useMemo(() => offersFor(session.scene), [session, subgraphs, session.within])
  const found = useMemo(() => (text.trim() ? findOffers(offers, text, recent()) : offers), [offers, text])
  const groups = grouped(found, ({ group }) => group)
  const add = (offer: Offer) => {
    remember(offer.id)
    const pane = document.querySelector('.react-flow')?.getBoundingClientRect()
    const middle = flow.screenToFlowPosition({
      x: (pane?.left ?? 0) + (pane?.width ?? 0) / 2,
      y: (pane?.top ?? 0) + (pane?.height ?? 0) / 2,
    })
    const taken = [...session.scene.blocks.values()]
    let at = { x: snapped(middle.x - BLOCK_WIDTH / 2), y: snapped(middle.y) }
    while (taken.some(({ x, y }) => Math.abs(x - at.x) < 20 && Math.abs(y - at.y) < 20))
      at = { x: at.x + 30, y: at.y + 30 }
    const added = addBlock(session.scene, offer.block, at, session.newId)
    session.do(behind(session.scene, added, session.state.selection))
  }
  return (
    <nav aria-label="Palette" className="flex h-full w-56 shrink-0 flex-col border-r border-line bg-panel">
      <div className="p-2">
        <SearchBox label="Search blocks" value={text} onChange={setText} />
      </div>
      <div className="min-h-0 flex-1 overflow-auto pb-4">
        {[...groups].map(([group, members]) => (
          <details key={group} open={text.trim() !== '' || OPEN.has(group)}>
            <summary className="cursor-pointer px-3 py-1 text-[11px] font-semibold tracking-wide text-faint uppercase select-none hover:text-ink">
              {group} <span className="font-normal tabular-nums">{members.length}</span>
            </summary>
            <ul>
              {members.map(offer => (
                <li key={offer.id}>
                  <button
                    type="button"
                    draggable
                    title={offer.summary}
                    aria-label={`Add ${offer.title}`}
                    onDragStart={event => {
                      event.dataTransfer.setData(DRAGGED, offer.id)
                      event.dataTransfer.effectAllowed = 'copy'
                    }}
                    onClick={() => add(offer)}
                    className="flex w-full cursor-grab items-baseline gap-2 px-3 py-0.5 text-left text-[12px] text-soft hover:bg-hover hover:text-ink"
                  >
                    <span className="min-w-0 flex-1 truncate">{offer.title}</span>
                  </button>
                </li>
              ))}
            </ul>
          </details>
        ))}
        {found.length === 0 && <p className="px-3 text-faint">Nothing is called that.</p>}
      </div>
    </nav>
  )
})

const OPEN = new Set(['Sources', 'Moving averages', 'Momentum', 'Logic', 'Outputs'])
