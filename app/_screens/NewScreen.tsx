'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { TIMEFRAMES, type Timeframe } from '@/sandbox/ir/timeframe'
import { useHere, useHref } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Button } from '../_ui/Button'
import { Dialog } from '../_ui/Dialog'
import { SelectField, TextField } from '../_ui/Field'
import { explain } from '../_ui/problem'

interface NewScreenProps {
  readonly open: boolean
  readonly onClose: () => void
  /** The strategy to screen with; chosen in the dialog when it is not given. */
  readonly strategyId?: string
}

const BARS = TIMEFRAMES.map(timeframe => ({ value: timeframe, label: timeframe }))

export function NewScreen({ open, onClose, strategyId }: NewScreenProps) {
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { data: strategies = [] } = useQuery(
    trpc.strategies.list.queryOptions({ workspaceId: workspace.id }, { enabled: open && !strategyId }),
  )
  const [chosen, setChosen] = useState<string | null>(null)
  const [timeframe, setTimeframe] = useState<Timeframe>('5m')
  const choices = strategies.map(({ id, name, latest }) => ({
    value: id,
    label: name,
    ...(!latest?.digest && { about: 'has problems to correct first', disabled: true }),
  }))
  const create = useMutation(
    trpc.screens.create.mutationOptions({
      onSuccess: async ({ id }) => {
        await queries.invalidateQueries({ queryKey: trpc.screens.list.queryKey() })
        router.push(href(`screens/${id}`))
      },
    }),
  )
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    create.mutate({
      workspaceId: workspace.id,
      strategyId: strategyId ?? chosen ?? choices.find(({ disabled }) => !disabled)?.value ?? '',
      name: String(fields.get('name')),
      timeframe,
    })
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="New screen"
      about="Runs a strategy over every symbol of the simulated venue, at each close of a bar."
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
        {!strategyId && (
          <SelectField
            label="Strategy"
            options={choices}
            value={chosen ?? choices.find(({ disabled }) => !disabled)?.value ?? ''}
            onChange={setChosen}
          />
        )}
        <SelectField
          label="Bars"
          hint="How often the rule is checked."
          options={BARS}
          value={timeframe}
          onChange={setTimeframe}
        />
        <div className="mt-1 flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={create.isPending}>
            Create screen
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
