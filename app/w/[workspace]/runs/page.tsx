'use client'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { Activity } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useCrumbs } from '@/app/_frame/crumbs'
import { Page } from '@/app/_frame/Page'
import { useBlocked, useHere } from '@/app/_session/workspace'
import { type Outputs, useTRPC } from '@/app/_trpc/client'
import { Ago } from '@/app/_ui/Ago'
import { Badge, type Tone } from '@/app/_ui/Badge'
import { Button } from '@/app/_ui/Button'
import { Progress } from '@/app/_ui/Progress'
import { SearchBox } from '@/app/_ui/SearchBox'
import { Empty, Failed, Loading } from '@/app/_ui/States'
import { type Column, Table } from '@/app/_ui/Table'
import { useSay } from '@/app/_ui/Toasts'

type Job = Outputs['jobs']['list']['jobs'][number]
type Moving = Pick<Job, 'state' | 'progress' | 'stage'>
type State = Job['state']

const TONES: Readonly<Record<State, Tone>> = {
  queued: 'neutral',
  running: 'accent',
  done: 'good',
  failed: 'bad',
  cancelled: 'warn',
}
const FILTERS: readonly { readonly title: string; readonly states: readonly State[] | null }[] = [
  { title: 'All', states: null },
  { title: 'Active', states: ['queued', 'running'] },
  { title: 'Failed', states: ['failed'] },
]

export default function RunsPage() {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const say = useSay()
  const blocked = useBlocked('job:cancel')
  const [search, setSearch] = useState('')
  const [filter, setFilter] = useState(0)
  const [moving, setMoving] = useState<ReadonlyMap<string, Moving>>(new Map())
  useCrumbs([{ title: 'Runs' }])
  const states = FILTERS[filter]?.states
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    trpc.jobs.list.infiniteQueryOptions(
      { workspaceId: workspace.id, ...(states && { states: [...states] }) },
      { getNextPageParam: page => page.next },
    ),
  )
  useSubscription(
    trpc.jobs.watch.subscriptionOptions(
      { workspaceId: workspace.id },
      {
        onData: ({ data: event }) => {
          const changed = event.kind === 'active' ? event.jobs : [event.job]
          setMoving(known => new Map([...known, ...changed.map(job => [job.id, job] as const)]))
          const begunOrOver = changed.some(({ state }) => state !== 'running')
          if (begunOrOver) void queries.invalidateQueries({ queryKey: trpc.jobs.list.infiniteQueryKey() })
        },
      },
    ),
  )
  const { mutate: cancel } = useMutation(
    trpc.jobs.cancel.mutationOptions({
      onSuccess: ({ asked }) => !asked && say.done('It was over already'),
      onError: error => say.failed('The run goes on', error),
    }),
  )
  const jobs = useMemo(
    () =>
      (data?.pages ?? [])
        .flatMap(page => page.jobs)
        .map(job => (isOver(job) ? job : { ...job, ...moving.get(job.id) })),
    [data, moving],
  )
  const columns = useMemo(
    () => columnsWith(blocked ? null : id => cancel({ workspaceId: workspace.id, jobId: id })),
    [blocked, cancel, workspace.id],
  )
  return (
    <Page
      tools={
        <>
          <SearchBox label="Find a run" value={search} onChange={setSearch} />
          {FILTERS.map(({ title }, at) => (
            <Button
              key={title}
              look="quiet"
              aria-pressed={at === filter}
              onClick={() => setFilter(at)}
              className="aria-pressed:bg-hover aria-pressed:text-ink"
            >
              {title}
            </Button>
          ))}
        </>
      }
    >
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <div className="flex h-full min-h-0 flex-col">
          <div className="min-h-0 flex-1">
            <Table
              label="Runs"
              columns={columns}
              rows={jobs}
              rowId={job => job.id}
              search={search}
              sortBy={{ id: 'created', desc: true }}
              empty={
                <Empty icon={<Activity size={18} />} title="Nothing ran yet">
                  Whatever takes longer than a moment is listed here, with its progress and what came of it.
                </Empty>
              }
            />
          </div>
          {hasNextPage && (
            <div className="border-t border-line p-2 text-center">
              <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                Older runs
              </Button>
            </div>
          )}
        </div>
      ) : (
        <Loading />
      )}
    </Page>
  )
}

const isOver = ({ state }: Job): boolean => state !== 'queued' && state !== 'running'

function columnsWith(cancel: ((id: string) => void) | null): Column<Job>[] {
  return [
    {
      id: 'title',
      title: 'Run',
      value: job => job.title,
      cell: job => <span className="font-medium">{job.title}</span>,
      width: 'minmax(220px, 2fr)',
    },
    {
      id: 'state',
      title: 'State',
      value: job => job.state,
      cell: job => <Badge tone={TONES[job.state]}>{job.state}</Badge>,
      width: '110px',
    },
    {
      id: 'progress',
      title: 'Progress',
      value: job => (isOver(job) ? (job.problem?.message ?? '') : job.progress),
      cell: job =>
        isOver(job) ? (
          <span className={job.state === 'failed' ? 'text-bad' : 'text-faint'} title={job.problem?.message}>
            {job.problem?.message ?? '–'}
          </span>
        ) : (
          <Progress
            label={job.title}
            value={job.progress}
            stage={job.stage}
            onCancel={cancel && !job.cancelAskedAt ? () => cancel(job.id) : undefined}
          />
        ),
      width: 'minmax(220px, 2fr)',
    },
    {
      id: 'by',
      title: 'Asked by',
      value: job => job.createdBy ?? 'the schedule',
      width: 'minmax(110px, 1fr)',
    },
    { id: 'attempt', title: 'Attempt', value: job => job.attempt, width: '84px', align: 'end' },
    { id: 'took', title: 'Took', value: took, cell: job => seconds(took(job)), width: '84px', align: 'end' },
    {
      id: 'created',
      title: 'Asked',
      value: job => job.createdAt.getTime(),
      cell: job => <Ago at={job.createdAt} />,
      width: '120px',
      align: 'end',
    },
  ]
}

const took = ({ startedAt, finishedAt }: Job): number | null =>
  startedAt && finishedAt ? finishedAt.getTime() - startedAt.getTime() : null
const seconds = (ms: number | null): string =>
  ms === null ? '–' : `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 0)} s`
