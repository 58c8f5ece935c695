'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Download, Wrench } from 'lucide-react'
import { useState } from 'react'
import { type Timeframe, timeframeMs } from '@/sandbox/ir/timeframe'
import { useBlocked, useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Button } from '../_ui/Button'
import { TextField } from '../_ui/Field'
import { count } from '../_ui/numbers'
import { explain } from '../_ui/problem'
import { useSay } from '../_ui/Toasts'
import type { SeriesAsked } from './useBars'
import { isoDay } from './words'

const DAY_MS = timeframeMs['1d']
const SPANS = [
  { label: '1 week', days: 7 },
  { label: '3 months', days: 91 },
  { label: '1 year', days: 365 },
  { label: '5 years', days: 1_826 },
] as const

/** As many days as one likes to wait for at first. */
const BEGIN: Readonly<Record<Timeframe, number>> = {
  '1m': 7,
  '5m': 91,
  '15m': 91,
  '30m': 365,
  '1h': 365,
  '4h': 365,
  '1d': 1_826,
  '1w': 1_826,
}

interface BackfillProps {
  readonly asked: SeriesAsked
  /** The venue's present. */
  readonly now: number
  readonly stored: boolean
  readonly onStarted: () => void
}

/** Fetches history into the store, and mends what is there. */
export function Backfill({ asked, now, stored, onStarted }: BackfillProps) {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const say = useSay()
  const blocked = useBlocked('market:edit')
  const [from, setFrom] = useState<string | null>(null)
  const [to, setTo] = useState<string | null>(null)
  const shownFrom = from ?? isoDay(now - BEGIN[asked.timeframe] * DAY_MS)
  const shownTo = to ?? isoDay(now + DAY_MS)
  const started = () => {
    void queries.invalidateQueries({ queryKey: trpc.data.jobs.queryKey() })
    onStarted()
  }
  const backfill = useMutation(
    trpc.data.backfill.mutationOptions({
      onSuccess: ({ created, missing }) => {
        if (missing === 0) say.done('Everything is here', 'All bars of this range are stored already.')
        else if (!created) say.done('It is under way already', 'The work on these bars is in the list.')
        else say.done(`Fetching ${count(missing)} bars`)
        started()
      },
    }),
  )
  const repair = useMutation(
    trpc.data.repair.mutationOptions({
      onSuccess: started,
      onError: error => say.failed('Not repaired', error),
    }),
  )
  const at = { workspaceId: workspace.id, ...asked }
  return (
    <form
      aria-label="Fetch history"
      className="flex flex-col gap-2.5"
      onSubmit={event => {
        event.preventDefault()
        backfill.mutate({ ...at, from: Date.parse(shownFrom), to: Math.min(now, Date.parse(shownTo)) })
      }}
    >
      <div className="flex gap-1">
        {SPANS.map(({ label, days }) => (
          <Button
            key={label}
            look="quiet"
            className="flex-1 px-1!"
            aria-pressed={from === isoDay(now - days * DAY_MS) && to === null}
            onClick={() => {
              setFrom(isoDay(now - days * DAY_MS))
              setTo(null)
            }}
          >
            {label}
          </Button>
        ))}
      </div>
      <div className="flex gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            label="From (UTC)"
            type="date"
            required
            value={shownFrom}
            onChange={event => setFrom(event.target.value)}
          />
        </div>
        <div className="min-w-0 flex-1">
          <TextField
            label="Up to"
            type="date"
            required
            value={shownTo}
            onChange={event => setTo(event.target.value)}
          />
        </div>
      </div>
      {backfill.error && (
        <p role="alert" className="text-bad">
          {explain(backfill.error).sentence}
        </p>
      )}
      <div className="flex gap-2">
        <Button
          type="submit"
          look="primary"
          className="flex-1"
          icon={<Download size={14} />}
          blocked={blocked}
          busy={backfill.isPending}
        >
          Fetch {asked.timeframe} bars
        </Button>
        <Button
          icon={<Wrench size={14} />}
          blocked={blocked ?? (stored ? null : 'Nothing is stored yet. Fetch bars first.')}
          busy={repair.isPending}
          onClick={() => repair.mutate(at)}
          title="Asks the venue again for what is missing or doubtful"
        >
          Repair
        </Button>
      </div>
    </form>
  )
}
