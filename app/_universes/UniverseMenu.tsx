'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ThingMenu } from '../_actions/ThingMenu'
import { useBlocked, useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'

export function UniverseMenu({ universe }: { universe: { readonly id: string; readonly name: string } }) {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const asked = { workspaceId: workspace.id, universeId: universe.id }
  const rename = useMutation(
    trpc.universes.rename.mutationOptions({
      onSuccess: () => void queries.invalidateQueries({ queryKey: trpc.universes.pathKey() }),
    }),
  )
  const remove = useMutation(
    trpc.universes.remove.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.universes.list.queryKey() }),
    }),
  )
  return (
    <ThingMenu
      what="universe"
      name={universe.name}
      blocked={useBlocked('universe:edit')}
      removal="Screens that were made with it keep their filters. This can’t be undone."
      renaming={rename}
      onRename={(name, done) => rename.mutate({ ...asked, name }, { onSuccess: done })}
      removing={remove.isPending}
      onRemove={ends => remove.mutate(asked, ends)}
      room="universes"
    />
  )
}
