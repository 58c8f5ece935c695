'use client'
import { MoreHorizontal, Pencil, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { useHref } from '../_session/workspace'
import { IconButton } from '../_ui/Button'
import { Confirm } from '../_ui/Confirm'
import { RenameDialog } from '../_ui/RenameDialog'
import { useSay } from '../_ui/Toasts'
import { ActionMenu } from './ActionMenu'
import type { Action } from './actions'
import { useOffer } from './registry'

interface ThingMenuProps {
  /** What it is, in the middle of a sentence: `screen`. */
  readonly what: string
  readonly name: string
  /** Why it can't be changed; null: it can. */
  readonly blocked: string | null
  /** What else can be done with it; stands above the rest, and has to stay the same object while it does. */
  readonly actions?: readonly Action[]
  /** What removing it takes along, and what stays. */
  readonly removal: string
  readonly renaming: { readonly error: unknown; readonly isPending: boolean }
  /** `done` closes the dialog. */
  readonly onRename: (name: string, done: () => void) => void
  readonly removing: boolean
  /** `ends` tells of it, and leads from the page of what is no more. */
  readonly onRemove: (ends: Ends) => void
  /** The room that lists its like. */
  readonly room: string
}

interface Ends {
  readonly onSuccess: () => void
  readonly onError: (error: unknown) => void
}

const NONE: readonly Action[] = []

/** What can be done with the thing a page shows: in its menu, in the palette and by its keys. */
export function ThingMenu(props: ThingMenuProps) {
  const { what, name, blocked, actions = NONE, removal, renaming, onRename, removing, onRemove, room } = props
  const [open, setOpen] = useState<'rename' | 'remove' | null>(null)
  const close = () => setOpen(null)
  const router = useRouter()
  const href = useHref()
  const say = useSay()
  const ends: Ends = {
    onSuccess: () => {
      say.done(`${name} is removed`)
      router.push(href(room))
    },
    onError: error => say.failed(`The ${what} is still there`, error),
  }
  const all = useMemo(
    (): Action[] => [
      ...actions,
      {
        id: `${what}.rename`,
        title: `Rename this ${what}`,
        section: 'This page',
        icon: Pencil,
        blocked,
        run: () => setOpen('rename'),
      },
      {
        id: `${what}.remove`,
        title: `Remove this ${what}`,
        section: 'This page',
        words: 'delete',
        icon: Trash2,
        blocked,
        run: () => setOpen('remove'),
      },
    ],
    [what, blocked, actions],
  )
  useOffer(all)
  return (
    <>
      <ActionMenu
        actions={all}
        trigger={
          <IconButton label="More">
            <MoreHorizontal size={15} />
          </IconButton>
        }
      />
      <RenameDialog
        open={open === 'rename'}
        onClose={close}
        what={what}
        name={name}
        error={renaming.error}
        busy={renaming.isPending}
        onRename={next => onRename(next, close)}
      />
      <Confirm
        open={open === 'remove'}
        onClose={close}
        title={`Remove ${name}?`}
        about={removal}
        action={`Remove ${what}`}
        busy={removing}
        onConfirm={() => onRemove(ends)}
      />
    </>
  )
}
