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

interface SearchMenuProps {
  readonly optimisation: { readonly id: string; readonly name: string }
  readonly onChanged: () => void
}

export function SearchMenu({ optimisation, onChanged }: SearchMenuProps) {
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const say = useSay()
  const blocked = useBlocked('strategy:run')
  const [open, setOpen] = useState<'rename' | 'remove' | null>(null)
  const asked = { workspaceId: workspace.id, optimisationId: optimisation.id }
  const renew = () => queries.invalidateQueries({ queryKey: trpc.optimise.list.infiniteQueryKey() })
  const rename = useMutation(
    trpc.optimise.rename.mutationOptions({
      onSuccess: () => {
        setOpen(null)
        onChanged()
        void renew()
      },
    }),
  )
  const remove = useMutation(
    trpc.optimise.remove.mutationOptions({
      onSuccess: async () => {
        await renew()
        say.done(`${optimisation.name} is removed`)
        router.push(href('optimise'))
      },
      onError: error => say.failed('The search is still there', error),
    }),
  )
  const actions = useMemo(
    (): Action[] => [
      {
        id: 'optimise.rename',
        title: 'Rename this search',
        section: 'This page',
        icon: Pencil,
        blocked,
        run: () => setOpen('rename'),
      },
      {
        id: 'optimise.remove',
        title: 'Remove this search',
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
        what="search"
        name={optimisation.name}
        error={rename.error}
        busy={rename.isPending}
        onRename={name => rename.mutate({ ...asked, name })}
      />
      <Confirm
        open={open === 'remove'}
        onClose={() => setOpen(null)}
        title={`Remove ${optimisation.name}?`}
        about="Its trials are deleted; where it still runs, it stops. How many there were is kept, because luck does not forget them."
        action="Remove search"
        busy={remove.isPending}
        onConfirm={() => remove.mutate(asked)}
      />
    </>
  )
}
