'use client'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { History, Radio } from 'lucide-react'
import Link from 'next/link'
import { useParams, useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { useCrumbs } from '@/app/_frame/crumbs'
import { Page } from '@/app/_frame/Page'
import { StateBadge } from '@/app/_runs/StateBadge'
import { useHere, useHref } from '@/app/_session/workspace'
import { type Outputs, useTRPC } from '@/app/_trpc/client'
import { buttonClass } from '@/app/_ui/Button'
import { More } from '@/app/_ui/More'
import { count, lasted, utc } from '@/app/_ui/numbers'
import { SearchBox } from '@/app/_ui/SearchBox'
import { Empty, Failed, Loading } from '@/app/_ui/States'
import { type Column, Table } from '@/app/_ui/Table'

type Run = Outputs['screens']['runs']['runs'][number]

/** A run whose job was tidied away and that never finished has no state of its own. */
const stateOf = (run: Run) => (run.finishedAt ? 'done' : (run.job?.state ?? 'failed'))
const tookMs = (run: Run) => (run.finishedAt ? run.finishedAt.getTime() - run.createdAt.getTime() : null)

const COLUMNS: readonly Column<Run>[] = [
  {
    id: 'bar',
    title: 'Bar (UTC)',
    value: run => run.barTime.getTime(),
    written: run => run.barTime.toISOString(),
    cell: run => <span className="font-medium tabular-nums">{utc(run.barTime)}</span>,
    width: 'minmax(150px, 1fr)',
  },
  {
    id: 'state',
    title: 'State',
    value: stateOf,
    cell: run => <StateBadge state={stateOf(run)} />,
    width: '110px',
  },
  {
    id: 'matches',
    title: 'Matches',
    value: run => run.matches,
    cell: run => count(run.matches),
    width: 'minmax(90px, 1fr)',
    align: 'end',
  },
  {
    id: 'symbols',
    title: 'Symbols',
    value: run => run.symbols,
    cell: run => count(run.symbols),
    width: 'minmax(90px, 1fr)',
    align: 'end',
  },
  {
    id: 'version',
    title: 'Version',
    value: run => run.version.number,
    cell: run => `v${run.version.number}`,
    width: 'minmax(80px, 1fr)',
    align: 'end',
  },
  {
    id: 'took',
    title: 'Took',
    value: tookMs,
    cell: run => {
      const ms = tookMs(run)
      return ms === null ? '–' : lasted(ms)
    },
    width: 'minmax(90px, 1fr)',
    align: 'end',
  },
]

/** Stored runs of a screen, newest bar first; each opens at its own address. */
export default function PastRunsPage() {
  const { screen: screenId } = useParams<{ screen: string }>()
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const trpc = useTRPC()
  const [search, setSearch] = useState('')
  const asked = { workspaceId: workspace.id, screenId }
  const { data: screen } = useQuery(trpc.screens.get.queryOptions(asked))
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    trpc.screens.runs.infiniteQueryOptions(asked, {
      getNextPageParam: page => page.next,
      refetchInterval: 30_000,
    }),
  )
  const runs = useMemo(() => (data?.pages ?? []).flatMap(page => page.runs), [data])
  const live = href(`screens/${screenId}`)
  useCrumbs([
    { title: 'Screens', href: href('screens') },
    { title: screen?.name ?? 'Screen', href: live },
    { title: 'Past runs' },
  ])
  return (
    <Page
      tools={
        <>
          <SearchBox label="Find a run" value={search} onChange={setSearch} />
          <span className="flex-1 text-faint">Every closed bar that was judged is kept, with its rows.</span>
          <Link href={live} className={buttonClass('quiet')}>
            <Radio size={14} /> Live
          </Link>
        </>
      }
    >
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <div className="flex h-full min-h-0 flex-col">
          <div className="min-h-0 flex-1">
            <Table
              label="Past runs"
              columns={COLUMNS}
              rows={runs}
              rowId={run => run.id}
              search={search}
              sortBy={{ id: 'bar', desc: true }}
              onOpen={run => router.push(href(`screens/${screenId}/runs/${run.id}`))}
              empty={
                <Empty
                  icon={<History size={18} />}
                  title={search ? `No run has “${search}” in it` : 'No runs yet'}
                >
                  Open the live screen: each bar that closes while it is watched is judged and kept.
                </Empty>
              }
            />
          </div>
          {hasNextPage && <More busy={isFetchingNextPage} onMore={() => void fetchNextPage()} />}
        </div>
      ) : (
        <Loading />
      )}
    </Page>
  )
}
