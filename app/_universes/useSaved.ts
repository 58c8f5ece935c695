'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import type { Step } from './steps'

const PAUSE_MS = 600

/** Saves the chain a moment after it changed. Says how that stands. */
export function useSaved(universeId: string, steps: readonly Step[], enabled: boolean) {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const text = JSON.stringify(steps)
  const saved = useRef(text)
  const save = useMutation(
    trpc.universes.save.mutationOptions({
      onSuccess: row => {
        queries.setQueryData(trpc.universes.get.queryKey({ workspaceId: workspace.id, universeId }), row)
        void queries.invalidateQueries({ queryKey: trpc.universes.list.queryKey() })
      },
      // What was not saved is tried again with the next change.
      onError: () => {
        saved.current = ''
      },
    }),
  )
  const { mutate } = save
  useEffect(() => {
    if (!enabled || text === saved.current) return
    const timer = setTimeout(() => {
      saved.current = text
      mutate({ workspaceId: workspace.id, universeId, universe: { steps: JSON.parse(text) as Step[] } })
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [enabled, text, mutate, workspace.id, universeId])
  return {
    state: save.isError
      ? ('failed' as const)
      : text === saved.current && !save.isPending
        ? ('saved' as const)
        : ('saving' as const),
    error: save.error,
  }
}
