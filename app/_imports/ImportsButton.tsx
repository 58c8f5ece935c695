'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Files, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useBlocked, useHere } from '../_session/workspace'
import { type Outputs, useTRPC } from '../_trpc/client'
import { Ago } from '../_ui/Ago'
import { Badge, type Tone } from '../_ui/Badge'
import { Button, IconButton } from '../_ui/Button'
import { Confirm } from '../_ui/Confirm'
import { Dialog } from '../_ui/Dialog'
import { count } from '../_ui/numbers'
import { Progress } from '../_ui/Progress'
import { Failed, Loading } from '../_ui/States'
import { useSay } from '../_ui/Toasts'

type Sent = Outputs['imports']['list'][number]
type Kept = Outputs['imports']['symbols']['symbols'][number]

const LOOK_MS = 1_000

/** What was imported, what came of each file, and how much room is left. */
export function ImportsButton() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button look="quiet" icon={<Files size={14} />} onClick={() => setOpen(true)}>
        Files
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="Imported files"
        about="Symbols that were made of files, and the files themselves with what was wrong with them."
        size="large"
      >
        <Lists />
      </Dialog>
    </>
  )
}

function Lists() {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const asked = { workspaceId: workspace.id }
  const symbols = useQuery(trpc.imports.symbols.queryOptions(asked))
  const files = useQuery(
    trpc.imports.list.queryOptions(asked, {
      refetchInterval: query => (query.state.data?.some(isMoving) ? LOOK_MS : false),
    }),
  )
  const error = symbols.error ?? files.error
  if (error)
    return <Failed error={error} onRetry={() => void Promise.all([symbols.refetch(), files.refetch()])} />
  if (!symbols.data || !files.data) return <Loading rows={6} />
  const { quota, bars } = symbols.data
  return (
    <div className="flex flex-col gap-5">
      <section aria-label="Symbols">
        <h3 className="mb-2 flex items-baseline gap-2 font-semibold">
          Symbols
          <span className="font-normal text-faint tabular-nums">
            {symbols.data.symbols.length} of {count(quota.symbols)}, {count(bars)} of {count(quota.bars)} bars
          </span>
        </h3>
        {symbols.data.symbols.length === 0 && (
          <p className="text-soft">None yet. Import a file, or drop one on the page.</p>
        )}
        <ul className="flex flex-col">
          {symbols.data.symbols.map(each => (
            <SymbolRow key={each.id} symbol={each} />
          ))}
        </ul>
      </section>
      <section aria-label="Files">
        <h3 className="mb-2 font-semibold">Files</h3>
        {files.data.length === 0 && <p className="text-soft">No file was sent yet.</p>}
        <ul className="flex flex-col">
          {files.data.map(each => (
            <FileRow key={each.id} file={each} />
          ))}
        </ul>
      </section>
    </div>
  )
}

const isMoving = ({ state }: Sent): boolean =>
  state === 'reading' || state === 'waiting' || state === 'importing'

const day = (time: number): string => new Date(time).toISOString().slice(0, 10)

function SymbolRow({
  symbol: { id, symbol, name, timeframe, bars, firstTime, lastTime, source },
}: {
  symbol: Kept
}) {
  const { workspace } = useHere()
  const blocked = useBlocked('market:edit')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const say = useSay()
  const [asking, setAsking] = useState(false)
  const remove = useMutation(
    trpc.imports.remove.mutationOptions({
      onSuccess: () => {
        setAsking(false)
        void queries.invalidateQueries({ queryKey: trpc.imports.pathKey() })
        void queries.invalidateQueries({ queryKey: trpc.market.pathKey() })
        say.done(`${symbol} is removed`)
      },
      onError: error => say.failed(`${symbol} is still there`, error),
    }),
  )
  return (
    <li className="flex items-center gap-3 border-t border-line py-1.5">
      <span className="w-28 truncate font-medium">{symbol}</span>
      <span className="min-w-0 flex-1 truncate text-soft">
        {name === symbol ? source : `${name} · ${source}`}
      </span>
      <span className="text-soft tabular-nums">
        {count(bars)} × {timeframe}
      </span>
      <span className="text-faint tabular-nums">
        {day(firstTime)} to {day(lastTime)}
      </span>
      <IconButton label={`Remove ${symbol}`} blocked={blocked} onClick={() => setAsking(true)}>
        <Trash2 size={14} />
      </IconButton>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={`Remove ${symbol}?`}
        about={`Its ${count(bars)} bars are deleted. Screens over it find it no more. The file itself is yours to import again.`}
        action="Remove"
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ workspaceId: workspace.id, symbolId: id })}
      />
    </li>
  )
}

const STATES: Readonly<Record<Sent['state'], readonly [tone: Tone, word: string]>> = {
  reading: ['accent', 'being read'],
  waiting: ['neutral', 'waits'],
  importing: ['accent', 'importing'],
  done: ['good', 'imported'],
  failed: ['bad', 'not imported'],
  cancelled: ['neutral', 'cancelled'],
}

function FileRow({
  file: { fileName, symbol, rows, state, problem, notes, job, createdAt },
}: {
  file: Sent
}) {
  const [tone, word] = STATES[state]
  const message = problem?.message ?? job?.problem?.message
  return (
    <li className="flex flex-col gap-1 border-t border-line py-1.5">
      <div className="flex items-center gap-3">
        <Badge tone={tone}>{word}</Badge>
        <span className="min-w-0 flex-1 truncate">
          {fileName} <span className="text-faint">as {symbol}</span>
        </span>
        {rows > 0 && <span className="text-soft tabular-nums">{count(rows)} rows</span>}
        <span className="text-faint">
          <Ago at={createdAt} />
        </span>
      </div>
      {state === 'importing' && job && (
        <Progress label={`Importing ${symbol}`} value={job.progress} stage={job.stage} />
      )}
      {state === 'failed' && message && <p className="text-bad">{message}</p>}
      {problem && problem.problems.length > 1 && (
        <details className="text-[12px] text-soft">
          <summary>
            {count(problem.count)} lines
            {problem.count > problem.problems.length && `, the first ${problem.problems.length}`}
          </summary>
          <ul className="mt-1 pl-4">
            {problem.problems.map(({ line, message: why }) => (
              <li key={`${line} ${why}`}>
                Line {line}: {why}
              </li>
            ))}
          </ul>
        </details>
      )}
      {state === 'done' && notes.length > 0 && <p className="text-[12px] text-faint">{notes.join(' ')}</p>}
    </li>
  )
}
