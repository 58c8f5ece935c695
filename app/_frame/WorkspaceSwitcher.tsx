'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Check, ChevronsUpDown, Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Button } from '../_ui/Button'
import { Dialog } from '../_ui/Dialog'
import { TextField } from '../_ui/Field'
import { Menu, MenuGroup, MenuItem, MenuLine } from '../_ui/Menu'
import { explain } from '../_ui/problem'

export function WorkspaceSwitcher({ small }: { small: boolean }) {
  const { workspace, workspaces, me } = useHere()
  const router = useRouter()
  const [creating, setCreating] = useState(false)
  return (
    <>
      <Menu
        trigger={
          <button
            type="button"
            aria-label={`Workspace ${workspace.name}: switch`}
            className="flex h-9 w-full items-center gap-2 rounded-md px-1.5 text-left hover:bg-hover data-[popup-open]:bg-hover"
          >
            <Initial name={workspace.name} />
            {!small && (
              <>
                <span className="min-w-0 flex-1 truncate font-semibold">{workspace.name}</span>
                <ChevronsUpDown size={14} className="text-faint" />
              </>
            )}
          </button>
        }
      >
        <MenuGroup label="Workspaces">
          {workspaces.map(({ id, name, slug, role }) => (
            <MenuItem
              key={id}
              icon={<Initial name={name} />}
              note={id === workspace.id ? <Check size={14} /> : role}
              onPick={() => router.push(`/w/${slug}/screens`)}
            >
              {name}
            </MenuItem>
          ))}
        </MenuGroup>
        <MenuLine />
        <MenuItem
          icon={<Plus size={15} />}
          disabled={me.isGuest}
          note={me.isGuest ? 'after sign-up' : undefined}
          onPick={() => setCreating(true)}
        >
          New workspace
        </MenuItem>
      </Menu>
      <NewWorkspace open={creating} onClose={() => setCreating(false)} />
    </>
  )
}

/** Drawn, not written: as text it would be a part of the name that is seen and not spoken. */
const Initial = ({ name }: { name: string }) => (
  <span
    aria-hidden
    data-initial={name.slice(0, 1).toUpperCase()}
    className="grid size-6 shrink-0 place-items-center rounded-md bg-accent text-[11px] font-bold text-accent-ink before:content-[attr(data-initial)]"
  />
)

function NewWorkspace({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [name, setName] = useState('')
  const router = useRouter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const create = useMutation(
    trpc.workspaces.create.mutationOptions({
      onSuccess: async ({ slug }) => {
        await queries.invalidateQueries({ queryKey: trpc.session.me.queryKey() })
        onClose()
        router.push(`/w/${slug}/strategies`)
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({ name })
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="New workspace"
      about="A workspace holds strategies, screens and accounts of one team. You will be its owner."
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label="Name"
          value={name}
          onChange={event => setName(event.target.value)}
          problem={create.error && explain(create.error).sentence}
          maxLength={60}
          required
          autoFocus
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={create.isPending}>
            Create workspace
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
