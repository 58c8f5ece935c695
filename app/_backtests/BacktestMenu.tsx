'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Printer, RotateCw, Share2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Action } from '../_actions/actions'
import { ThingMenu } from '../_actions/ThingMenu'
import { useBlocked, useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { ShareReport } from './ShareReport'

interface BacktestMenuProps {
  readonly backtest: { readonly id: string; readonly name: string }
  readonly isDone: boolean
  readonly onAgain: () => void
  readonly onChanged: () => void
}

export function BacktestMenu({ backtest, isDone, onAgain, onChanged }: BacktestMenuProps) {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const blocked = useBlocked('strategy:run')
  const mayShare = useBlocked('strategy:share')
  const [sharing, setSharing] = useState(false)
  const asked = { workspaceId: workspace.id, backtestId: backtest.id }
  const renew = () => queries.invalidateQueries({ queryKey: trpc.backtests.list.infiniteQueryKey() })
  const rename = useMutation(
    trpc.backtests.rename.mutationOptions({
      onSuccess: () => {
        onChanged()
        void renew()
      },
    }),
  )
  const remove = useMutation(trpc.backtests.remove.mutationOptions({ onSuccess: renew }))
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
        run: () => setSharing(true),
      },
      {
        id: 'backtest.print',
        title: 'Print this report',
        section: 'This page',
        words: 'pdf paper',
        icon: Printer,
        run: () => print(),
      },
    ],
    [blocked, mayShare, isDone, onAgain],
  )
  return (
    <>
      <ThingMenu
        what="backtest"
        name={backtest.name}
        blocked={blocked}
        actions={actions}
        removal="Its report and its trades are deleted, and links to them end; where it still runs, it stops. This can’t be undone."
        renaming={rename}
        onRename={(name, done) => rename.mutate({ ...asked, name }, { onSuccess: done })}
        removing={remove.isPending}
        onRemove={ends => remove.mutate(asked, ends)}
        room="backtests"
      />
      <ShareReport open={sharing} onClose={() => setSharing(false)} backtestId={backtest.id} />
    </>
  )
}
