'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { ThingMenu } from '../_actions/ThingMenu'
import { useBlocked, useHere, useHref } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { useSay } from '../_ui/Toasts'

interface SearchMenuProps {
  readonly optimisation: { readonly id: string; readonly name: string }
  readonly onChanged: () => void
}

export function SearchMenu({ optimisation: { id, name }, onChanged }: SearchMenuProps) {
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const { optimise } = useTRPC()
  const queries = useQueryClient()
  const say = useSay()
  const asked = { workspaceId: workspace.id, optimisationId: id }
  const renew = () => queries.invalidateQueries({ queryKey: optimise.list.infiniteQueryKey() })
  const rename = useMutation(
    optimise.rename.mutationOptions({
      onSuccess: () => {
        onChanged()
        void renew()
      },
    }),
  )
  const remove = useMutation(
    optimise.remove.mutationOptions({
      onSuccess: async () => {
        await renew()
        say.done(`${name} is removed`)
        router.push(href('optimise'))
      },
      onError: error => say.failed('The search is still there', error),
    }),
  )
  return (
    <ThingMenu
      what="search"
      name={name}
      blocked={useBlocked('strategy:run')}
      removal="Its trials are deleted; where it still runs, it stops. How many there were is kept, because luck does not forget them."
      renaming={rename}
      onRename={(next, done) => rename.mutate({ ...asked, name: next }, { onSuccess: done })}
      removing={remove.isPending}
      onRemove={() => remove.mutate(asked)}
    />
  )
}
