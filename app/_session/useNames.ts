'use client'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useTRPC } from '../_trpc/client'
import { useHere } from './workspace'

/** Turns the `user:…` and `key:…` of a record into what people call them. */
export function useNames(): (doer: string | null) => string {
  const { workspace, me } = useHere()
  const { data } = useQuery(
    useTRPC().members.list.queryOptions({ workspaceId: workspace.id }, { staleTime: 60_000 }),
  )
  const names = useMemo(
    () => new Map((data?.members ?? []).map(({ userId, name }) => [`user:${userId}`, name])),
    [data],
  )
  return useCallback(
    doer => {
      if (doer === null || doer === '') return 'Sluice'
      if (doer === `user:${me.id}`) return 'you'
      if (doer.startsWith('key:')) return 'an API key'
      return names.get(doer) ?? 'somebody who left'
    },
    [names, me.id],
  )
}
