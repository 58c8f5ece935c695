'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { useSay } from '../_ui/Toasts'
import type { Written } from './written'

interface Publishing {
  readonly base: number
  readonly written: Written
  readonly message: string
}

interface Then {
  readonly published: (written: Written, version: number) => void
  /** The newest version has been loaded. */
  readonly newest: () => void
  readonly renamed: () => void
}

/** What changes a strategy on the server; everything that shows it is asked for anew. */
export function useStrategyChanges(strategyId: string, then: Then) {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const say = useSay()
  const asked = { workspaceId: workspace.id, strategyId }
  const renew = async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: trpc.strategies.get.queryKey() }),
      queries.invalidateQueries({ queryKey: trpc.strategies.list.queryKey() }),
      queries.invalidateQueries({ queryKey: trpc.strategies.versions.queryKey() }),
      queries.invalidateQueries({ queryKey: trpc.drafts.get.queryKey() }),
    ])
  }
  const save = useMutation(trpc.strategies.save.mutationOptions())
  const publish = useMutation({
    mutationFn: ({ base, written, message }: Publishing) =>
      save.mutateAsync({ ...asked, ...written, base, message }),
    onSuccess: async ({ version, saved }, { written }) => {
      then.published(written, version)
      await renew()
      then.newest()
      say.done(
        saved ? `Version ${version} is saved` : 'Nothing has changed',
        saved ? 'Its screens use it from their next run on.' : undefined,
      )
    },
    onError: error => say.failed('Not saved. Your text is still here', error),
  })
  const renaming = useMutation(trpc.strategies.rename.mutationOptions())
  const rename = useMutation({
    mutationFn: (name: string) => renaming.mutateAsync({ ...asked, name }),
    onSuccess: async () => {
      await renew()
      then.renamed()
    },
  })
  const archiving = useMutation(trpc.strategies.archive.mutationOptions())
  const archive = useMutation({
    mutationFn: (archived: boolean) => archiving.mutateAsync({ ...asked, archived }),
    onSuccess: async ({ archivedAt }) => {
      await renew()
      say.done(archivedAt ? 'Archived' : 'Restored')
    },
    onError: error => say.failed('Nothing has changed', error),
  })
  return { publish, rename, archive, renew }
}
