'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { History, MoreHorizontal, Pencil, Trash2, Workflow } from 'lucide-react'
import Link from 'next/link'
import { useParams, useRouter } from 'next/navigation'
import { useState } from 'react'
import { useCrumbs } from '@/app/_frame/crumbs'
import { LatestRun } from '@/app/_screens/LatestRun'
import { LiveScreen } from '@/app/_screens/LiveScreen'
import { PastRuns } from '@/app/_screens/PastRuns'
import { useBlocked, useHere, useHref } from '@/app/_session/workspace'
import { useTRPC } from '@/app/_trpc/client'
import { Badge } from '@/app/_ui/Badge'
import { buttonClass, IconButton } from '@/app/_ui/Button'
import { Confirm } from '@/app/_ui/Confirm'
import { Menu, MenuItem } from '@/app/_ui/Overlay'
import { RenameDialog } from '@/app/_ui/RenameDialog'
import { Failed, Loading } from '@/app/_ui/States'
import { useSay } from '@/app/_ui/Toasts'

export default function ScreenPage() {
  const { screen: screenId } = useParams<{ screen: string }>()
  const { workspace } = useHere()
  const href = useHref()
  const trpc = useTRPC()
  const asked = { workspaceId: workspace.id, screenId }
  const { data: screen, error, refetch } = useQuery(trpc.screens.get.queryOptions(asked))
  const mayRun = useBlocked('screen:run')
  const [past, setPast] = useState(false)
  useCrumbs([{ title: 'Screens', href: href('screens') }, { title: screen?.name ?? 'Screen' }])

  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!screen) return <Loading rows={10} />
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-center gap-2 border-b border-line bg-panel px-4 py-2">
        <Badge>{screen.timeframe} bars</Badge>
        <Badge tone="warn" title="Prices are computed by the built-in simulated venue; they are no market’s.">
          simulated data
        </Badge>
        <p className="min-w-0 flex-1 truncate text-soft">{screen.strategy.summary}</p>
        <Link href={href(`strategies/${screen.strategy.id}`)} className={buttonClass('quiet')}>
          <Workflow size={14} /> {screen.strategy.name}
        </Link>
        <button
          type="button"
          aria-pressed={past}
          onClick={() => setPast(!past)}
          className={buttonClass('quiet')}
        >
          <History size={14} /> Past runs
        </button>
        <ScreenMenu screen={screen} onChanged={() => void refetch()} />
      </div>
      <div className="flex min-h-0 flex-1">
        <div className="min-w-0 flex-1">
          {mayRun ? <LatestRun screenId={screenId} why={mayRun} /> : <LiveScreen screen={screen} />}
        </div>
        {past && (
          <aside aria-label="Past runs" className="w-72 shrink-0 overflow-auto border-l border-line">
            <PastRuns screenId={screenId} />
          </aside>
        )}
      </div>
    </div>
  )
}

interface ScreenMenuProps {
  readonly screen: { readonly id: string; readonly name: string }
  readonly onChanged: () => void
}

function ScreenMenu({ screen, onChanged }: ScreenMenuProps) {
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const say = useSay()
  const blocked = useBlocked('screen:edit')
  const [open, setOpen] = useState<'rename' | 'remove' | null>(null)
  const asked = { workspaceId: workspace.id, screenId: screen.id }
  const rename = useMutation(
    trpc.screens.rename.mutationOptions({
      onSuccess: () => {
        setOpen(null)
        onChanged()
      },
    }),
  )
  const remove = useMutation(
    trpc.screens.remove.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.screens.list.queryKey() })
        say.done(`${screen.name} is removed`)
        router.push(href('screens'))
      },
      onError: error => say.failed('The screen is still there', error),
    }),
  )
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton label="More" blocked={blocked}>
            <MoreHorizontal size={15} />
          </IconButton>
        }
      >
        <MenuItem icon={<Pencil size={14} />} disabled={blocked !== null} onPick={() => setOpen('rename')}>
          Rename
        </MenuItem>
        <MenuItem icon={<Trash2 size={14} />} disabled={blocked !== null} onPick={() => setOpen('remove')}>
          Remove
        </MenuItem>
      </Menu>
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
