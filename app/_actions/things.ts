'use client'
import { useQuery } from '@tanstack/react-query'
import { Filter, ScanSearch, Workflow } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { useHere, useHref } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import type { Action } from './actions'

/** Strategies, screens and universes of the workspace as places to go to. */
export function useThings(): readonly Action[] {
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const trpc = useTRPC()
  const asked = { workspaceId: workspace.id }
  const { data: strategies } = useQuery(trpc.strategies.list.queryOptions(asked))
  const { data: screens } = useQuery(trpc.screens.list.queryOptions(asked))
  const { data: universes } = useQuery(trpc.universes.list.queryOptions(asked))
  return useMemo(
    () => [
      ...(screens ?? []).map(({ id, name, timeframe }) => ({
        id: `screen.${id}`,
        title: name,
        section: 'Screens',
        words: `screen ${timeframe}`,
        icon: ScanSearch,
        run: () => router.push(href(`screens/${id}`)),
      })),
      ...(strategies ?? []).map(({ id, name, summary }) => ({
        id: `strategy.${id}`,
        title: name,
        section: 'Strategies',
        words: `strategy ${summary}`,
        icon: Workflow,
        run: () => router.push(href(`strategies/${id}`)),
      })),
      ...(universes ?? []).map(({ id, name, venue }) => ({
        id: `universe.${id}`,
        title: name,
        section: 'Universes',
        words: `universe ${venue}`,
        icon: Filter,
        run: () => router.push(href(`universes/${id}`)),
      })),
    ],
    [screens, strategies, universes, router, href],
  )
}
