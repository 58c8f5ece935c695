'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import type { FormEvent } from 'react'
import { useHere, useHref } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Button } from '../_ui/Button'
import { TextField } from '../_ui/Field'
import { Dialog } from '../_ui/Overlay'
import { explain } from '../_ui/problem'
import { STARTER } from './starter'

export function NewStrategy({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const create = useMutation(
    trpc.strategies.create.mutationOptions({
      onSuccess: async ({ strategyId }) => {
        await queries.invalidateQueries({ queryKey: trpc.strategies.list.queryKey() })
        router.push(href(`strategies/${strategyId}`))
      },
    }),
  )
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    create.mutate({
      workspaceId: workspace.id,
      name: String(fields.get('name')),
      summary: String(fields.get('summary')),
      kind: 'formula',
      document: STARTER,
    })
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="New strategy"
      about="A rule in code that says what you look for. It starts from a small example that works."
    >
      <form onSubmit={submit} className="flex flex-col gap-3">
        <TextField
          label="Name"
          name="name"
          maxLength={80}
          required
          autoFocus
          problem={create.error && explain(create.error).sentence}
        />
        <TextField
          label="What it looks for"
          name="summary"
          maxLength={500}
          hint="One sentence, for your team."
        />
        <div className="mt-1 flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={create.isPending}>
            Create strategy
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
