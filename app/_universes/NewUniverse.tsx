'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useHere, useHref } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Button } from '../_ui/Button'
import { Dialog } from '../_ui/Dialog'
import { SelectField, TextField } from '../_ui/Field'
import { explain } from '../_ui/problem'

export function NewUniverse({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { data: venues = [] } = useQuery(
    trpc.market.venues.queryOptions({ workspaceId: workspace.id }, { enabled: open }),
  )
  const [venue, setVenue] = useState<string | null>(null)
  const create = useMutation(
    trpc.universes.create.mutationOptions({
      onSuccess: async ({ id }) => {
        await queries.invalidateQueries({ queryKey: trpc.universes.list.queryKey() })
        router.push(href(`universes/${id}`))
      },
    }),
  )
  const chosen = venue ?? venues[0]?.venue ?? ''
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    create.mutate({ workspaceId: workspace.id, name: String(fields.get('name')), venue: chosen })
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="New universe"
      about="A chain of filters over the instruments of a venue. Screens run over what it holds at each bar."
    >
      <form onSubmit={submit} className="flex flex-col gap-3">
        <TextField
          label="Name"
          name="name"
          maxLength={80}
          required
          autoFocus
          placeholder="Liquid and grown up"
          problem={create.error && explain(create.error).sentence}
        />
        <SelectField
          label="Venue"
          options={venues.map(each => ({ value: each.venue, label: each.venue }))}
          value={chosen}
          onChange={setVenue}
        />
        <div className="mt-1 flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={create.isPending} disabled={chosen === ''}>
            Create universe
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
