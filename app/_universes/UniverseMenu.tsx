'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { ThingMenu } from '../_actions/ThingMenu'
import { useBlocked, useHere, useHref } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { useSay } from '../_ui/Toasts'

export function UniverseMenu({ universe }: { universe: { readonly id: string; readonly name: string } }) {
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const say = useSay()
  const asked = { workspaceId: workspace.id, universeId: universe.id }
  const rename = useMutation(
    trpc.universes.rename.mutationOptions({
      onSuccess: () => void queries.invalidateQueries({ queryKey: trpc.universes.pathKey() }),
    }),
  )
  const remove = useMutation(
    trpc.universes.remove.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.universes.list.queryKey() })
        say.done(`${universe.name} is removed`)
        router.push(href('universes'))
      },
      onError: error => say.failed('The universe is still there', error),
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
      onRemove={() => remove.mutate(asked)}
    />
  )
}
