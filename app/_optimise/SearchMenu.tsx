'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ThingMenu } from '../_actions/ThingMenu'
import { useBlocked, useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'

interface SearchMenuProps {
  readonly optimisation: { readonly id: string; readonly name: string }
  readonly onChanged: () => void
}

export function SearchMenu({ optimisation: { id, name }, onChanged }: SearchMenuProps) {
  const { workspace } = useHere()
  const { optimise } = useTRPC()
  const queries = useQueryClient()
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
  const remove = useMutation(optimise.remove.mutationOptions({ onSuccess: renew }))
  return (
    <ThingMenu
      what="search"
      name={name}
      blocked={useBlocked('strategy:run')}
      removal="Its trials are deleted; where it still runs, it stops. How many there were is kept, because luck does not forget them."
      renaming={rename}
      onRename={(next, done) => rename.mutate({ ...asked, name: next }, { onSuccess: done })}
      removing={remove.isPending}
      onRemove={ends => remove.mutate(asked, ends)}
      room="optimise"
    />
  )
}
