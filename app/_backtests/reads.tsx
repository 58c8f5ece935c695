'use client'
// What the parts of a report ask for beyond it: of the workspace, or by the link it was opened with.
import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext } from 'react'
import { isTimeframe } from '@/sandbox/ir/timeframe'
import { useMaybeHere } from '../_session/workspace'
import { type Outputs, useTRPC } from '../_trpc/client'
import type { Lists, Told } from './backtest'

const Token = createContext<string | null>(null)

/** Around a report that was opened by a link. */
export const SharedBy = ({ token, children }: { token: string; children: ReactNode }) => (
  <Token value={token}>{children}</Token>
)

const KEPT = { staleTime: Number.POSITIVE_INFINITY } as const

type Views = Outputs['backtests']['views']
type Guide = Outputs['backtests']['metrics']

interface Read<Data> {
  readonly data: Data | undefined
  readonly error: unknown
  readonly refetch: () => unknown
}

/** Trades, and the signals that became none. */
export function useLists({ id }: Pick<Told, 'id'>): Read<Lists> {
  const token = useContext(Token)
  const trpc = useTRPC()
  const workspaceId = useMaybeHere()?.workspace.id ?? ''
  const own = useQuery(
    trpc.backtests.trades.queryOptions(
      { workspaceId, backtestId: id ?? '' },
      { ...KEPT, enabled: token === null },
    ),
  )
  const shared = useQuery(
    trpc.shared.lists.queryOptions({ token: token ?? '' }, { ...KEPT, enabled: token !== null }),
  )
  return token === null ? own : shared
}

interface BarsAsked {
  readonly symbol: string
  /** The last of them opens before this. */
  readonly until: number
  readonly count: number
}

/** Bars of a symbol that a run was made on, oldest first. By a link there are none outside of the run's period. */
export function useRunBars({ venue, timeframe }: Pick<Told, 'venue' | 'timeframe'>, asked: BarsAsked) {
  const token = useContext(Token)
  const trpc = useTRPC()
  const workspaceId = useMaybeHere()?.workspace.id ?? ''
  const { symbol, until, count } = asked
  const own = useQuery(
    trpc.data.history.queryOptions(
      {
        workspaceId,
        venue,
        symbol,
        // the run was made on bars of it
        timeframe: isTimeframe(timeframe) ? timeframe : '1d',
        cursor: until,
        count,
      },
      { ...KEPT, enabled: token === null },
    ),
  )
  const shared = useQuery(
    trpc.shared.bars.queryOptions({ token: token ?? '', ...asked }, { ...KEPT, enabled: token !== null }),
  )
  return token === null ? own : shared
}

/** The statistics as other programs would print them; asked for when they are wanted. */
export function useViews({ id }: Pick<Told, 'id'>, wanted: boolean): Read<Views> {
  const token = useContext(Token)
  const trpc = useTRPC()
  const workspaceId = useMaybeHere()?.workspace.id ?? ''
  const own = useQuery(
    trpc.backtests.views.queryOptions(
      { workspaceId, backtestId: id ?? '' },
      { ...KEPT, enabled: wanted && token === null },
    ),
  )
  const shared = useQuery(
    trpc.shared.views.queryOptions({ token: token ?? '' }, { ...KEPT, enabled: wanted && token !== null }),
  )
  return token === null ? own : shared
}

/** Every metric with its formula. */
export function useGuide(): Read<Guide> {
  const token = useContext(Token)
  const trpc = useTRPC()
  const workspaceId = useMaybeHere()?.workspace.id ?? ''
  const own = useQuery(
    trpc.backtests.metrics.queryOptions({ workspaceId }, { ...KEPT, enabled: token === null }),
  )
  const shared = useQuery(trpc.shared.metrics.queryOptions(undefined, { ...KEPT, enabled: token !== null }))
  return token === null ? own : shared
}
