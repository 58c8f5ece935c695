'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ThingMenu } from '../_actions/ThingMenu'
import { useBlocked, useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'

interface ScreenMenuProps {
  readonly screen: { readonly id: string; readonly name: string }
  readonly onChanged: () => void
}

export function ScreenMenu({ screen, onChanged }: ScreenMenuProps) {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const asked = { workspaceId: workspace.id, screenId: screen.id }
  const renew = () => queries.invalidateQueries({ queryKey: trpc.screens.list.queryKey() })
  const rename = useMutation(
    trpc.screens.rename.mutationOptions({
      onSuccess: () => {
        onChanged()
        void renew()
      },
    }),
  )
  const remove = useMutation(trpc.screens.remove.mutationOptions({ onSuccess: renew }))
  return (
    <ThingMenu
      what="screen"
      name={screen.name}
      blocked={useBlocked('screen:edit')}
      removal="The screen and all its past runs are deleted. Its strategy stays. This can’t be undone."
      renaming={rename}
      onRename={(name, done) => rename.mutate({ ...asked, name }, { onSuccess: done })}
      removing={remove.isPending}
      onRemove={ends => remove.mutate(asked, ends)}
      room="screens"
    />
  )
}
