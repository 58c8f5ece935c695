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

export function UniverseMenu({ universe }: { universe: { readonly id: string; readonly name: string } }) {
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const say = useSay()
  const blocked = useBlocked('universe:edit')
  const [open, setOpen] = useState<'rename' | 'remove' | null>(null)
  const asked = { workspaceId: workspace.id, universeId: universe.id }
  const renew = () => queries.invalidateQueries({ queryKey: trpc.universes.pathKey() })
  const rename = useMutation(
    trpc.universes.rename.mutationOptions({
      onSuccess: () => {
        setOpen(null)
        void renew()
      },
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
  const actions = useMemo(
    (): Action[] => [
      {
        id: 'universe.rename',
        title: 'Rename this universe',
        section: 'This page',
        icon: Pencil,
        blocked,
        run: () => setOpen('rename'),
      },
      {
        id: 'universe.remove',
        title: 'Remove this universe',
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
        what="universe"
        name={universe.name}
        error={rename.error}
        busy={rename.isPending}
        onRename={name => rename.mutate({ ...asked, name })}
      />
      <Confirm
        open={open === 'remove'}
        onClose={() => setOpen(null)}
        title={`Remove ${universe.name}?`}
        about="Screens that were made with it keep their filters. This can’t be undone."
        action="Remove universe"
        busy={remove.isPending}
        onConfirm={() => remove.mutate(asked)}
      />
    </>
  )
}
