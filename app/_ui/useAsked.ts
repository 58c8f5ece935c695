'use client'
import { useRouter, useSearchParams } from 'next/navigation'
import { useCallback } from 'react'

/** A dialog that an address can open: `?new=1`. Closing it takes the question out of the address. */
export function useAsked(name: string): [boolean, (open: boolean) => void] {
  const search = useSearchParams()
  const router = useRouter()
  const set = useCallback(
    (open: boolean) => router.replace(open ? `?${name}=1` : location.pathname, { scroll: false }),
    [router, name],
  )
  return [search.get(name) !== null, set]
}
