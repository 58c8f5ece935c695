'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useBlocked, useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Badge } from '../_ui/Badge'
import { Button } from '../_ui/Button'
import { Confirm } from '../_ui/Confirm'
import { TextField } from '../_ui/Field'
import { explain } from '../_ui/problem'
import { useSay } from '../_ui/Toasts'
import { Part, Parts } from './Part'

export function WorkspaceSettings() {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const router = useRouter()
  const say = useSay()
  const mayRename = useBlocked('workspace:edit')
  const mayRemove = useBlocked('workspace:remove')
  const [name, setName] = useState(workspace.name)
  const [removing, setRemoving] = useState(false)
  const renew = () => queries.invalidateQueries({ queryKey: trpc.session.me.queryKey() })
  const rename = useMutation(
    trpc.workspaces.rename.mutationOptions({
      onSuccess: async () => {
        await renew()
        say.done('The workspace is renamed')
      },
    }),
  )
  const remove = useMutation(
    trpc.workspaces.remove.mutationOptions({
      onSuccess: async () => {
        await renew()
        router.push('/')
      },
      onError: error => say.failed('The workspace is still there', error),
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    rename.mutate({ workspaceId: workspace.id, name })
  }
  return (
    <Parts>
      <Part title="Name" about="Addresses of pages stay as they are.">
        <form onSubmit={submit} className="flex flex-col items-start gap-3">
          <div className="w-full">
            <TextField
              label="Name"
              value={name}
              maxLength={60}
              required
              disabled={mayRename !== null}
              hint={mayRename}
              problem={rename.error && explain(rename.error).sentence}
              onChange={event => setName(event.target.value)}
            />
          </div>
          <Button
            type="submit"
            busy={rename.isPending}
            blocked={mayRename}
            disabled={name === workspace.name}
          >
            Rename
          </Button>
        </form>
      </Part>
      <Part title="Plan" about="How much this workspace may hold and run.">
        <Badge>{workspace.tier}</Badge>
      </Part>
      <Part title="Delete" about="Strategies, screens, runs and keys go for everybody.">
        <Button look="danger" blocked={mayRemove} onClick={() => setRemoving(true)}>
          Delete this workspace
        </Button>
      </Part>
      <Confirm
        open={removing}
        onClose={() => setRemoving(false)}
        title={`Delete ${workspace.name}?`}
        about="Everything in it is deleted for all its members. This can’t be undone."
        action="Delete workspace"
        typed={workspace.name}
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ workspaceId: workspace.id })}
      />
    </Parts>
  )
}
