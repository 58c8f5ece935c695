'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { MoreHorizontal, Pencil, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { ActionMenu } from '../_actions/ActionMenu'
import type { Action } from '../_actions/actions'
import { useOffer } from '../_actions/registry'
import { useBlocked, useHere, useHref } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { IconButton } from '../_ui/Button'
import { Confirm } from '../_ui/Confirm'
import { RenameDialog } from '../_ui/RenameDialog'
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
  const blocked = useBlocked('screen:edit')
  const [open, setOpen] = useState<'rename' | 'remove' | null>(null)
  const asked = { workspaceId: workspace.id, screenId: screen.id }
  const renew = () => queries.invalidateQueries({ queryKey: trpc.screens.list.queryKey() })
  const rename = useMutation(
    trpc.screens.rename.mutationOptions({
      onSuccess: () => {
        setOpen(null)
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
  const actions = useMemo(
    (): Action[] => [
      {
        id: 'screen.rename',
        title: 'Rename this screen',
        section: 'This page',
        icon: Pencil,
        blocked,
        run: () => setOpen('rename'),
      },
      {
        id: 'screen.remove',
        title: 'Remove this screen',
        section: 'This page',
        words: 'delete',
        icon: Trash2,
        blocked,
        run: () => setOpen('remove'),
      },
    ],
    [blocked],
  )
  useOffer(actions)
  return (
    <>
      <ActionMenu
        actions={actions}
        trigger={
          <IconButton label="More">
            <MoreHorizontal size={15} />
          </IconButton>
        }
      />
      <RenameDialog
        open={open === 'rename'}
        onClose={() => setOpen(null)}
        what="screen"
        name={screen.name}
        error={rename.error}
        busy={rename.isPending}
        onRename={name => rename.mutate({ ...asked, name })}
      />
      <Confirm
        open={open === 'remove'}
        onClose={() => setOpen(null)}
        title={`Remove ${screen.name}?`}
        about="The screen and all its past runs are deleted. Its strategy stays. This can’t be undone."
        action="Remove screen"
        busy={remove.isPending}
        onConfirm={() => remove.mutate(asked)}
      />
    </>
  )
}
