'use client'
// One list of what can be done. The frame offers what is possible everywhere, a page adds its own while it is shown;
// the palette, the menus, the keys and the shortcut sheet read the same list.
import { createContext, type ReactNode, useContext, useEffect, useId, useMemo, useState } from 'react'
import type { Action } from './actions'

type Offers = ReadonlyMap<string, readonly Action[]>

const Offered = createContext<Offers>(new Map())
const Offer = createContext<(by: string, actions: readonly Action[] | null) => void>(() => {})

export function ActionsProvider({ children }: { children: ReactNode }) {
  const [offers, setOffers] = useState<Offers>(new Map())
  const [offer] = useState(() => (by: string, actions: readonly Action[] | null) => {
    setOffers(known => {
      const next = new Map(known)
      if (actions) next.set(by, actions)
      else next.delete(by)
      return next
    })
  })
  return (
    <Offer value={offer}>
      <Offered value={offers}>{children}</Offered>
    </Offer>
  )
}

/** Offers actions for as long as the caller is shown. Keep the list's identity while it means the same. */
export function useOffer(actions: readonly Action[]): void {
  const offer = useContext(Offer)
  const by = useId()
  useEffect(() => {
    offer(by, actions)
    return () => offer(by, null)
  }, [offer, by, actions])
}

/** Everything that is offered now; what the page offers comes first. */
export function useActions(): readonly Action[] {
  const offers = useContext(Offered)
  return useMemo(() => [...offers.values()].reverse().flat(), [offers])
}
