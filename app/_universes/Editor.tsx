'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Redo2, Undo2 } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import type { Action } from '../_actions/actions'
import { useOffer } from '../_actions/registry'
import { useBlocked, useHere } from '../_session/workspace'
import { type Outputs, useTRPC } from '../_trpc/client'
import { APART } from '../_trpc/links'
import { Badge } from '../_ui/Badge'
import { IconButton } from '../_ui/Button'
import { inputClass } from '../_ui/inputClass'
import { utcLong } from '../_ui/numbers'
import { explain } from '../_ui/problem'
import { Failed, Loading } from '../_ui/States'
import { Chain } from './Chain'
import { Members } from './Members'
import { lacks } from './steps'
import { UniverseMenu } from './UniverseMenu'
import { useChain } from './useChain'
import { useSaved } from './useSaved'

type Row = Outputs['universes']['get']

/** A chain of filters beside what it holds, now or as of a moment of the past. */
export function Editor({ universe: row }: { universe: Row }) {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const blocked = useBlocked('universe:edit')
  const chain = useChain(row.universe.steps)
  const [asOf, setAsOf] = useState('')
  const at = asOf === '' ? undefined : new Date(`${asOf}Z`)
  const complete = useMemo(
    () => chain.steps.map(({ step }) => step).filter(step => lacks(step) === null),
    [chain.steps],
  )
  const saved = useSaved(row.id, complete, blocked === null)
  const steps = useDeferredValue(complete)
  const {
    data: resolved,
    error,
    refetch,
    isFetching,
  } = useQuery(
    trpc.universes.resolve.queryOptions(
      {
        workspaceId: workspace.id,
        venue: row.venue,
        universe: { steps },
        ...(at && !Number.isNaN(at.getTime()) && { at }),
      },
      { placeholderData: keepPreviousData, staleTime: 30_000, trpc: APART },
    ),
  )
  const { data: instruments = [] } = useQuery(
    trpc.market.instruments.queryOptions(
      { workspaceId: workspace.id, venue: row.venue },
      { staleTime: Number.POSITIVE_INFINITY },
    ),
  )
  useOffer(
    useMemo(
      (): Action[] => [
        {
          id: 'universe.undo',
          title: 'Undo the last change of a filter',
          section: 'This page',
          keys: 'mod+z',
          icon: Undo2,
          blocked,
          run: chain.undo,
        },
        {
          id: 'universe.redo',
          title: 'Redo',
          section: 'This page',
          keys: 'mod+y',
          icon: Redo2,
          blocked,
          run: chain.redo,
        },
      ],
      [blocked, chain.undo, chain.redo],
    ),
  )
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-center gap-2 border-b border-line bg-panel px-4 py-2">
        <Badge>{row.venue}</Badge>
        <IconButton label="Undo" disabled={!chain.mayUndo} blocked={blocked} onClick={chain.undo}>
          <Undo2 size={15} />
        </IconButton>
        <IconButton label="Redo" disabled={!chain.mayRedo} blocked={blocked} onClick={chain.redo}>
          <Redo2 size={15} />
        </IconButton>
        {blocked ? (
          <span className="text-faint">{blocked}</span>
        ) : (
          <span role="status" className={saved.state === 'failed' ? 'text-bad' : 'text-faint'}>
            {saved.state === 'saved'
              ? 'Saved'
              : saved.state === 'saving'
                ? 'Saving …'
                : `Not saved: ${explain(saved.error).sentence}`}
          </span>
        )}
        <span className="flex-1" />
        <label className="flex items-center gap-2 text-soft">
          As of (UTC)
          <input
            type="datetime-local"
            value={asOf}
            onChange={event => setAsOf(event.target.value)}
            className={inputClass('h-7! w-52!')}
          />
        </label>
        <span className="min-w-56 text-faint whitespace-nowrap tabular-nums">
          {isFetching ? 'counting …' : resolved && `as of ${utcLong(resolved.at)}`}
        </span>
        <UniverseMenu universe={row} />
      </div>
      <div className="grid min-h-0 flex-1 grid-rows-[minmax(0,auto)_minmax(0,1fr)] lg:grid-cols-[minmax(360px,420px)_minmax(0,1fr)] lg:grid-rows-1">
        <div className="min-h-0 overflow-auto border-line lg:border-r">
          <Chain
            venue={row.venue}
            chain={chain}
            instruments={instruments}
            resolved={resolved}
            disabled={blocked !== null}
          />
        </div>
        <div className="min-h-0 min-w-0">
          {error ? (
            <Failed error={error} onRetry={() => void refetch()} />
          ) : resolved ? (
            <Members name={row.name} resolved={resolved} />
          ) : (
            <Loading rows={12} />
          )}
        </div>
      </div>
    </div>
  )
}
