'use client'
import { titleOf } from '../model/titles'
import { sheetsOf, wayTo } from '../model/uses'
import { useSession, useSessionState } from './context'
import { type Choice, OfferList } from './OfferList'

/** Finds blocks of every sheet by name, kind or value, and goes there. */
export function GraphSearch({ onClose }: { readonly onClose: () => void }) {
  const session = useSession()
  const isSearching = useSessionState(state => state.isSearching)
  if (!isSearching) return null
  const { state } = session.model
  const find = (text: string): Choice[] => {
    const wanted = text.trim().toLowerCase()
    return sheetsOf(state).flatMap(({ within, sheet }) => {
      const way = wayTo(state, within)
      if (way === null) return []
      return [...sheet.blocks.values()].flatMap(block => {
        const title = titleOf(block, state)
        return `${title} ${JSON.stringify(block)}`.toLowerCase().includes(wanted)
          ? [
              {
                id: way === '' ? block.id : `${way}/${block.id}`,
                title,
                note: block.kind === 'operator' ? block.entry : block.kind,
              },
            ]
          : []
      })
    })
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
