'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { ThingMenu } from '../_actions/ThingMenu'
import { useBlocked, useHere, useHref } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { useSay } from '../_ui/Toasts'

interface ScreenMenuProps {
  readonly screen: { readonly id: string; readonly name: string }
  readonly onChanged: () => void
}

export function ScreenMenu({ screen, onChanged }: ScreenMenuProps) {
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const say = useSay()
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
  const remove = useMutation(
    trpc.screens.remove.mutationOptions({
      onSuccess: async () => {
        await renew()
        say.done(`${screen.name} is removed`)
        router.push(href('screens'))
      },
      onError: error => say.failed('The screen is still there', error),
    }),
  )
  return (
    <ThingMenu
      what="screen"
      name={screen.name}
      blocked={useBlocked('screen:edit')}
      removal="The screen and all its past runs are deleted. Its strategy stays. This can’t be undone."
      renaming={rename}
      onRename={(name, done) => rename.mutate({ ...asked, name }, { onSuccess: done })}
      removing={remove.isPending}
      onRemove={() => remove.mutate(asked)}
    />
  )
}
