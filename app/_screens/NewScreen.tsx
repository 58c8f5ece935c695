'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { TIMEFRAMES, type Timeframe } from '@/sandbox/ir/timeframe'
import { useHere, useHref } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { APART } from '../_trpc/links'
import { Button } from '../_ui/Button'
import { Dialog } from '../_ui/Dialog'
import { SelectField, TextField } from '../_ui/Field'
import { count } from '../_ui/numbers'
import { explain } from '../_ui/problem'
import { type Universe, wordsOfAll } from '../_universes/steps'

interface NewScreenProps {
  readonly open: boolean
  readonly onClose: () => void
  /** The strategy to screen with; chosen in the dialog when it is not given. */
  readonly strategyId?: string
}

const ALL: Universe = { steps: [] }
const EVERYTHING = 'all'

export function NewScreen({ open, onClose, strategyId }: NewScreenProps) {
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const asked = { workspaceId: workspace.id }
  const { data: strategies = [] } = useQuery(
    trpc.strategies.list.queryOptions(asked, { enabled: open && !strategyId }),
  )
  const { data: venues = [] } = useQuery(trpc.market.venues.queryOptions(asked, { enabled: open }))
  const { data: universes = [] } = useQuery(trpc.universes.list.queryOptions(asked, { enabled: open }))
  const [chosen, setChosen] = useState<string | null>(null)
  const [venueName, setVenue] = useState<string | null>(null)
  const [universeId, setUniverse] = useState(EVERYTHING)
  const [wanted, setTimeframe] = useState<Timeframe>('5m')
  const choices = strategies.map(({ id, name, latest }) => ({
    value: id,
    label: name,
    ...(!latest?.digest && { about: 'has problems to correct first', disabled: true }),
  }))
  const venue = venues.find(each => each.venue === venueName) ?? venues[0]
  const timeframes = venue?.timeframes ?? TIMEFRAMES
  const timeframe = timeframes.includes(wanted) ? wanted : (timeframes[0] ?? wanted)
  const ofVenue = universes.filter(each => each.venue === venue?.venue)
  const universe = ofVenue.find(({ id }) => id === universeId)?.universe ?? ALL
  const { data: resolved } = useQuery(
    trpc.universes.resolve.queryOptions(
      { ...asked, venue: venue?.venue ?? '', universe },
      { enabled: open && venue !== undefined, staleTime: 60_000, trpc: APART },
    ),
  )
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
      ...asked,
      strategyId: strategyId ?? chosen ?? choices.find(({ disabled }) => !disabled)?.value ?? '',
      name: String(fields.get('name')),
      timeframe,
      universe,
      ...(venue && { venue: venue.venue }),
    })
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="New screen"
      about="Runs a strategy over a universe of symbols, at each close of a bar."
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
        {venues.length > 1 && (
          <SelectField
            label="Venue"
            options={venues.map(each => ({ value: each.venue, label: each.venue }))}
            value={venue?.venue ?? ''}
            onChange={setVenue}
          />
        )}
        <SelectField
          label="Universe"
          hint={resolved ? `${count(resolved.kept)} of ${count(resolved.listed)} symbols now.` : 'Counting …'}
          options={[
            { value: EVERYTHING, label: 'All that are listed' },
            ...ofVenue.map(({ id, name, universe: of }) => ({
              value: id,
              label: name,
              about: wordsOfAll(of),
            })),
          ]}
          value={ofVenue.some(({ id }) => id === universeId) ? universeId : EVERYTHING}
          onChange={setUniverse}
        />
        <SelectField
          label="Bars"
          hint="How often the rule is checked."
          options={timeframes.map(each => ({ value: each, label: each }))}
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
