'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { MoreHorizontal, Pencil, Printer, RotateCw, Share2, Trash2 } from 'lucide-react'
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
import { ShareReport } from './ShareReport'

interface BacktestMenuProps {
  readonly backtest: { readonly id: string; readonly name: string }
  readonly isDone: boolean
  readonly onAgain: () => void
  readonly onChanged: () => void
}

export function BacktestMenu({ backtest, isDone, onAgain, onChanged }: BacktestMenuProps) {
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const say = useSay()
  const blocked = useBlocked('strategy:run')
  const mayShare = useBlocked('strategy:share')
  const [open, setOpen] = useState<'rename' | 'remove' | 'share' | null>(null)
  const asked = { workspaceId: workspace.id, backtestId: backtest.id }
  const renew = () => queries.invalidateQueries({ queryKey: trpc.backtests.list.infiniteQueryKey() })
  const rename = useMutation(
    trpc.backtests.rename.mutationOptions({
      onSuccess: () => {
        setOpen(null)
        onChanged()
        void renew()
      },
    }),
  )
  const remove = useMutation(
    trpc.backtests.remove.mutationOptions({
      onSuccess: async () => {
        await renew()
        say.done(`${backtest.name} is removed`)
        router.push(href('backtests'))
      },
      onError: error => say.failed('The backtest is still there', error),
    }),
  )
  const actions = useMemo(
    (): Action[] => [
      {
        id: 'backtest.again',
        title: 'Run this backtest again',
        section: 'This page',
        icon: RotateCw,
        blocked,
        run: onAgain,
      },
      {
        id: 'backtest.share',
        title: 'Share this report',
        section: 'This page',
        words: 'link public publish',
        icon: Share2,
        blocked: mayShare ?? (isDone ? null : 'There is no report yet.'),
        run: () => setOpen('share'),
      },
      {
        id: 'backtest.print',
        title: 'Print this report',
        section: 'This page',
        words: 'pdf paper',
        icon: Printer,
        run: () => print(),
      },
      {
        id: 'backtest.rename',
        title: 'Rename this backtest',
        section: 'This page',
        icon: Pencil,
        blocked,
        run: () => setOpen('rename'),
      },
      {
        id: 'backtest.remove',
        title: 'Remove this backtest',
        section: 'This page',
        words: 'delete',
        icon: Trash2,
        blocked,
        run: () => setOpen('remove'),
      },
    ],
    [blocked, mayShare, isDone, onAgain],
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
      <ShareReport open={open === 'share'} onClose={() => setOpen(null)} backtestId={backtest.id} />
      <RenameDialog
        open={open === 'rename'}
        onClose={() => setOpen(null)}
        what="backtest"
        name={backtest.name}
        error={rename.error}
        busy={rename.isPending}
        onRename={name => rename.mutate({ ...asked, name })}
      />
      <Confirm
        open={open === 'remove'}
        onClose={() => setOpen(null)}
        title={`Remove ${backtest.name}?`}
        about="Its report and its trades are deleted; where it still runs, it stops. This can’t be undone."
        action="Remove backtest"
        busy={remove.isPending}
        onConfirm={() => remove.mutate(asked)}
      />
    </>
  )
}
