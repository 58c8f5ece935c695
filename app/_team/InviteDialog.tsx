'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Button } from '../_ui/Button'
import { CopyLine } from '../_ui/CopyLine'
import { Dialog } from '../_ui/Dialog'
import { SelectField, TextField } from '../_ui/Field'
import { explain } from '../_ui/problem'
import { ROLES, type Role } from './roles'

export function InviteDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { workspace, mailIsConfigured } = useHere()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const invite = useMutation(
    trpc.members.invite.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.members.list.queryKey() }),
    }),
  )
  const [role, setRole] = useState<Role>('member')
  const close = () => {
    invite.reset()
    onClose()
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    invite.mutate({
      workspaceId: workspace.id,
      email: String(fields.get('email')),
      role,
    })
  }
  const problem = invite.error && explain(invite.error)
  return (
    <Dialog open={open} onClose={close} title={`Invite to ${workspace.name}`}>
      {invite.data ? (
        <div className="flex flex-col gap-3">
          <p className="text-soft">
            {mailIsConfigured
              ? `A mail with this link is on its way to ${invite.data.email}.`
              : `No mail server is set up. Give this link to ${invite.data.email} yourself; it works for them alone.`}
          </p>
          <CopyLine text={invite.data.link} label="Invitation link" />
          <div className="flex justify-end gap-2">
            <Button onClick={() => invite.reset()}>Invite another</Button>
            <Button look="primary" onClick={close}>
              Done
            </Button>
          </div>
        </div>
      ) : (
        <form onSubmit={submit} className="flex flex-col gap-3">
          <TextField
            label="E-mail"
            name="email"
            type="email"
            required
            autoFocus
            problem={problem && (problem.fields.email?.[0] ?? problem.sentence)}
          />
          <SelectField label="Role" options={ROLES} value={role} onChange={setRole} />
          <div className="mt-1 flex justify-end gap-2">
            <Button onClick={close}>Cancel</Button>
            <Button type="submit" look="primary" busy={invite.isPending}>
              Invite
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
