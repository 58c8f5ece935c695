'use client'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Activity, X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { useCrumbs } from '@/app/_frame/crumbs'
import { ListPage } from '@/app/_frame/ListPage'
import { isOver, type Job, useMovingJobs } from '@/app/_runs/moving'
import { pageOf, stateOf } from '@/app/_runs/run'
import { StateBadge, wordOf } from '@/app/_runs/StateBadge'
import { useNames } from '@/app/_session/useNames'
import { useBlocked, useHere, useHref } from '@/app/_session/workspace'
import { useTRPC } from '@/app/_trpc/client'
import { Ago } from '@/app/_ui/Ago'
import { IconButton } from '@/app/_ui/Button'
import { lasted } from '@/app/_ui/numbers'
import { Progress } from '@/app/_ui/Progress'
import { Segments } from '@/app/_ui/Segments'
import { Empty } from '@/app/_ui/States'
import type { Column } from '@/app/_ui/Table'
import { useSay } from '@/app/_ui/Toasts'

const FILTERS = [
  { value: 'all', label: 'All', states: null },
  { value: 'active', label: 'Active', states: ['queued', 'running'] },
  { value: 'done', label: 'Done', states: ['done'] },
  { value: 'failed', label: 'Failed', states: ['failed'] },
  { value: 'stopped', label: 'Stopped', states: ['cancelled'] },
] as const satisfies readonly {
  readonly value: string
  readonly label: string
  readonly states: readonly Job['state'][] | null
}[]
type Filter = (typeof FILTERS)[number]['value']

export default function RunsPage() {
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const trpc = useTRPC()
  const say = useSay()
  const nameOf = useNames()
  const blocked = useBlocked('job:cancel')
  const moving = useMovingJobs()
  const [filter, setFilter] = useState<Filter>('all')
  useCrumbs([{ title: 'Runs' }])
  const states = FILTERS.find(({ value }) => value === filter)?.states
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    trpc.jobs.list.infiniteQueryOptions(
      { workspaceId: workspace.id, ...(states && { states: [...states] }) },
      { getNextPageParam: page => page.next, placeholderData: before => before },
    ),
  )
  const { mutate: cancel } = useMutation(
    trpc.jobs.cancel.mutationOptions({
      onSuccess: ({ asked }) => !asked && say.done('It was over already'),
      onError: problem => say.failed('The run goes on', problem),
    }),
  )
  const jobs = useMemo(
    () =>
      data?.pages
        .flatMap(page => page.jobs)
        .map(job => (isOver(job) ? job : { ...job, ...moving.get(job.id) })),
    [data, moving],
  )
  const columns = useMemo(
    () => columnsWith(nameOf, blocked, id => cancel({ workspaceId: workspace.id, jobId: id })),
    [nameOf, blocked, cancel, workspace.id],
  )
  return (
    <ListPage
      label="Runs"
      noun="run"
      icon={<Activity size={18} />}
      rows={jobs}
      rowId={job => job.id}
      columns={columns}
      sortBy={{ id: 'created', desc: true }}
      onOpen={job => {
        const page = pageOf(job)
        if (page) router.push(href(page))
      }}
      error={error}
      onRetry={() => void refetch()}
      filters={<Segments label="Which runs" options={FILTERS} value={filter} onChange={setFilter} />}
      older={hasNextPage ? { busy: isFetchingNextPage, onMore: () => void fetchNextPage() } : null}
      empty={
        <Empty icon={<Activity size={18} />} title={filter === 'all' ? 'Nothing ran yet' : 'No such run'}>
          Whatever takes longer than a moment is listed here, with its progress and what came of it.
        </Empty>
      }
    />
  )
}

function columnsWith(
  nameOf: (doer: string | null) => string,
  blocked: string | null,
  cancel: (id: string) => void,
): Column<Job>[] {
  return [
    {
      id: 'title',
      title: 'Run',
      value: job => job.title,
      cell: job => (
        <span className="font-medium" title={job.title}>
          {job.title}
        </span>
      ),
      width: 'minmax(280px, 3fr)',
    },
    {
      id: 'state',
      title: 'State',
      value: job => wordOf(stateOf(job)),
      cell: job => <StateBadge state={stateOf(job)} />,
      width: '110px',
    },
    {
      id: 'progress',
      title: 'Progress',
      value: job => job.progress,
      written: job => job.problem?.message ?? job.stage,
      cell: job =>
        isOver(job) ? (
          <span className={job.state === 'failed' ? 'text-bad' : 'text-faint'} title={job.problem?.message}>
            {job.problem?.message ?? '–'}
          </span>
        ) : (
          <Progress
            label={job.title}
            value={job.progress}
            stage={job.cancelAskedAt ? 'stopping …' : job.stage}
          />
        ),
      width: 'minmax(180px, 2fr)',
    },
    {
      id: 'by',
      title: 'Asked by',
      value: job => nameOf(job.createdBy),
      cell: job => <span className="text-soft">{nameOf(job.createdBy)}</span>,
      width: 'minmax(100px, 1fr)',
    },
    { id: 'attempt', title: 'Attempt', value: job => job.attempt, width: '84px', align: 'end' },
    {
      id: 'took',
      title: 'Took',
      value: tookMs,
      cell: job => {
        const ms = tookMs(job)
        return ms === null ? '–' : lasted(ms)
      },
      width: '92px',
      align: 'end',
    },
    {
      id: 'created',
      title: 'Asked',
      value: job => job.createdAt.getTime(),
      written: job => job.createdAt.toISOString(),
      cell: job => <Ago at={job.createdAt} />,
      width: '120px',
      align: 'end',
    },
    {
      id: 'cancel',
      title: '',
      sortable: false,
      value: () => null,
      cell: job =>
        !isOver(job) &&
        !job.cancelAskedAt && (
          <IconButton
            label={`Cancel ${job.title}`}
            blocked={blocked}
            onClick={event => {
              event.stopPropagation()
              cancel(job.id)
            }}
          >
            <X size={14} />
          </IconButton>
        ),
      width: '48px',
    },
  ]
}

const tookMs = ({ startedAt, finishedAt }: Job): number | null =>
  startedAt && finishedAt ? finishedAt.getTime() - startedAt.getTime() : null
