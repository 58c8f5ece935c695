'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Archive, ArchiveRestore, History, Pencil, Save, ScanSearch, SlidersHorizontal } from 'lucide-react'
import Link from 'next/link'
import { useParams, useSearchParams } from 'next/navigation'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { CodeEditor } from '@/app/_editor/code/CodeEditor'
import { codeKindOf } from '@/app/_editor/code/kinds'
import type { EditorView } from '@/app/_editor/Editor'
import { PreviewDock } from '@/app/_editor/preview/PreviewDock'
import { useCrumbs } from '@/app/_frame/crumbs'
import { useBlocked, useHere, useHref } from '@/app/_session/workspace'
import { DraftBadge, DraftBar } from '@/app/_strategies/DraftBar'
import { ExportMenu } from '@/app/_strategies/ExportMenu'
import { type Checked, Problems } from '@/app/_strategies/Problems'
import { PublishDialog } from '@/app/_strategies/PublishDialog'
import { type Stored, useDraft } from '@/app/_strategies/useDraft'
import { useStrategyActions } from '@/app/_strategies/useStrategyActions'
import { Versions } from '@/app/_strategies/Versions'
import { type Outputs, useTRPC } from '@/app/_trpc/client'
import { Badge } from '@/app/_ui/Badge'
import { Button, IconButton } from '@/app/_ui/Button'
import { RenameDialog } from '@/app/_ui/RenameDialog'
import { Segments } from '@/app/_ui/Segments'
import { Failed, Loading } from '@/app/_ui/States'
import { useSay } from '@/app/_ui/Toasts'
import { whenOpen } from '@/app/_ui/whenOpen'
import type { Problem } from '@/sandbox/ir/problem'

const NewScreen = whenOpen(async () => (await import('@/app/_screens/NewScreen')).NewScreen)

// The canvas and the catalogue are no part of a page that shows none.
const Editor = lazy(async () => ({ default: (await import('@/app/_editor/Editor')).Editor }))

const NewBacktest = whenOpen(async () => (await import('@/app/_backtests/NewBacktest')).NewBacktest)

const NewOptimisation = whenOpen(
  async () => (await import('@/app/_optimise/NewOptimisation')).NewOptimisation,
)

const CHECK_AFTER_MS = 350
type View = EditorView | 'document'
const SHOWN: readonly { value: View; label: string }[] = [
  { value: 'drawing', label: 'Drawing' },
  { value: 'split', label: 'Split' },
  { value: 'code', label: 'Code' },
  { value: 'document', label: 'Document' },
]

export default function StrategyPage() {
  const { strategy: strategyId } = useParams<{ strategy: string }>()
  const { workspace } = useHere()
  const href = useHref()
  const asked = useAskedPlace()
  const [version, setVersion] = useState(asked.version)
  const { data, error, refetch } = useQuery(
    useTRPC().strategies.get.queryOptions({
      workspaceId: workspace.id,
      strategyId,
      ...(version && { version }),
    }),
  )
  useCrumbs([{ title: 'Strategies', href: href('strategies') }, { title: data?.name ?? 'Strategy' }])
  const isNewest = version === undefined || version === data?.newest
  const { stored, isPending } = useStored(strategyId, isNewest)
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data || isPending) return <Loading rows={10} />
  return (
    <Workbench
      key={data.version.id}
      strategy={data}
      stored={stored}
      isNewest={isNewest}
      asked={asked}
      onVersion={setVersion}
    />
  )
}

interface AskedPlace {
  readonly version: number | undefined
  readonly line: number | null
  readonly block: string | null
}

/** What a link points at: `?version=2&line=7` or `?version=2&block=rsi`. */
function useAskedPlace(): AskedPlace {
  const search = useSearchParams()
  const whole = (name: string) => {
    const number = Number(search.get(name))
    return Number.isInteger(number) && number > 0 ? number : null
  }
  return { version: whole('version') ?? undefined, line: whole('line'), block: search.get('block') }
}

type Strategy = Outputs['strategies']['get']

/** The draft on the server as it was when the page opened. Only the newest version is written on. */
function useStored(strategyId: string, isNewest: boolean): { stored: Stored | null; isPending: boolean } {
  const { workspace } = useHere()
  const mayEdit = useBlocked('strategy:edit') === null
  const { data, isPending } = useQuery(
    useTRPC().drafts.get.queryOptions(
      { workspaceId: workspace.id, strategyId },
      { enabled: mayEdit && isNewest, staleTime: 0, gcTime: 0, refetchOnWindowFocus: false, retry: false },
    ),
  )
  const isAsked = mayEdit && isNewest
  return { stored: isAsked ? (data ?? null) : null, isPending: isAsked && isPending }
}

interface WorkbenchProps {
  readonly strategy: Strategy
  readonly stored: Stored | null
  /** Older versions are read. */
  readonly isNewest: boolean
  readonly asked: AskedPlace
  readonly onVersion: (version?: number) => void
}

function Workbench({ strategy, stored, isNewest, asked: pointedAt, onVersion }: WorkbenchProps) {
  const { workspace } = useHere()
  const href = useHref()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const say = useSay()
  const blocked = useBlocked('strategy:edit')
  const frozen = blocked ?? (isNewest ? null : 'This is an older version. Restore it to go on from it.')
  const mayScreen = useBlocked('screen:edit')
  const mayRun = useBlocked('strategy:run')
  const draft = useDraft({ strategyId: strategy.id, version: strategy.version, stored })
  const { text, setText } = draft
  const { kind } = strategy.version
  const written = useMemo(() => ({ kind, document: text }), [kind, text])
  const isGraph = kind === 'graph'
  const [view, setView] = useState<View>(isGraph ? 'drawing' : 'document')
  const [renaming, setRenaming] = useState(false)
  const [dialog, setDialog] = useState<'publish' | 'backtest' | 'optimise' | 'screen' | null>(null)
  const close = () => setDialog(null)
  const [place, setPlace] = useState(pointedAt.line === null ? null : { line: pointedAt.line })
  const asked = { workspaceId: workspace.id, strategyId: strategy.id }
  const changed = text !== strategy.version.document
  const checked = useChecked(strategy, text, blocked !== null)
  const [failures, setFailures] = useState<readonly Problem[]>([])
  const onLines = useMemo(() => [...(checked?.problems ?? []), ...failures], [checked, failures])
  const renew = async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: trpc.strategies.get.queryKey() }),
      queries.invalidateQueries({ queryKey: trpc.strategies.list.queryKey() }),
      queries.invalidateQueries({ queryKey: trpc.strategies.versions.queryKey() }),
      queries.invalidateQueries({ queryKey: trpc.drafts.get.queryKey() }),
    ])
  }
  const save = useMutation(
    trpc.strategies.save.mutationOptions({
      onSuccess: async ({ version, saved }) => {
        draft.end()
        setDialog(null)
        await renew()
        onVersion(undefined)
        say.done(
          saved ? `Version ${version} is saved` : 'Nothing has changed',
          saved ? 'Its screens use it from their next run on.' : undefined,
        )
      },
      onError: error => say.failed('Not saved. Your text is still here', error),
    }),
  )
  const rename = useMutation(
    trpc.strategies.rename.mutationOptions({
      onSuccess: async () => {
        await renew()
        setRenaming(false)
      },
    }),
  )
  const archive = useMutation(
    trpc.strategies.archive.mutationOptions({
      onSuccess: async ({ archivedAt }) => {
        await renew()
        say.done(archivedAt ? 'Archived' : 'Restored')
      },
      onError: error => say.failed('Nothing has changed', error),
    }),
  )
  useLeaveWarning(changed)
  const publish = (message: string) =>
    save.mutate({ ...asked, base: draft.base, kind: strategy.version.kind, document: text, message })
  const unsaved = strategy.version.digest ? null : 'Save a version that compiles first.'
  const stopped = {
    publish: frozen ?? (changed ? null : 'There is nothing to publish.'),
    run: mayRun ?? unsaved,
    screen: mayScreen ?? unsaved,
  }
  useStrategyActions(stopped, setDialog)
  const askToPublish = () => {
    if (!stopped.publish) setDialog('publish')
  }
  const around = (
    <>
      <Section title="Compiler">
        <Problems checked={checked} onJump={line => setPlace({ line })} />
      </Section>
      {strategy.screens.length > 0 && (
        <Section title="Screens">
          <ul className="py-1">
            {strategy.screens.map(screen => (
              <li key={screen.id}>
                <Link
                  href={href(`screens/${screen.id}`)}
                  className="flex justify-between px-4 py-1 text-soft hover:bg-hover hover:text-ink"
                >
                  {screen.name} <span className="text-faint">{screen.timeframe}</span>
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Versions">
        <Versions
          strategyId={strategy.id}
          shown={strategy.version.number}
          written={written}
          isDraft={changed}
          onVersion={onVersion}
        />
      </Section>
    </>
  )
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-center gap-2 border-b border-line bg-panel px-4 py-2">
        <Badge>{strategy.version.kind}</Badge>
        <Badge>version {strategy.version.number}</Badge>
        {stored ? <DraftBadge state={draft.state} /> : changed && <Badge tone="warn">not saved</Badge>}
        {strategy.archivedAt && <Badge tone="warn">archived</Badge>}
        {isGraph && <Segments label="Show the graph as" options={SHOWN} value={view} onChange={setView} />}
        <p className="min-w-0 flex-1 truncate text-soft">{strategy.summary}</p>
        <ExportMenu name={strategy.name} kind={kind} document={text} />
        <IconButton label="Rename" blocked={blocked} onClick={() => setRenaming(true)}>
          <Pencil size={14} />
        </IconButton>
        <IconButton
          label={strategy.archivedAt ? 'Restore' : 'Archive'}
          blocked={blocked}
          onClick={() => archive.mutate({ ...asked, archived: !strategy.archivedAt })}
        >
          {strategy.archivedAt ? <ArchiveRestore size={14} /> : <Archive size={14} />}
        </IconButton>
        <Button icon={<History size={14} />} blocked={stopped.run} onClick={() => setDialog('backtest')}>
          Backtest it
        </Button>
        <Button
          icon={<SlidersHorizontal size={14} />}
          blocked={stopped.run}
          onClick={() => setDialog('optimise')}
        >
          Optimise it
        </Button>
        <Button icon={<ScanSearch size={14} />} blocked={stopped.screen} onClick={() => setDialog('screen')}>
          Screen it
        </Button>
        <Button
          look="primary"
          icon={<Save size={14} />}
          blocked={stopped.publish}
          busy={save.isPending}
          onClick={askToPublish}
        >
          Publish
        </Button>
      </div>
      <DraftBar draft={draft} onCompare={onVersion} />
      {isGraph && view !== 'document' ? (
        <div className="min-h-0 flex-1">
          <Suspense fallback={<Loading rows={8} />}>
            <Editor
              strategyId={strategy.id}
              document={text}
              published={strategy.version.document}
              onChange={setText}
              view={view}
              startAt={pointedAt.block}
              readOnly={frozen !== null}
              onSave={askToPublish}
            >
              {around}
            </Editor>
          </Suspense>
        </div>
      ) : (
        <div className="grid min-h-0 flex-1 lg:grid-cols-[minmax(0,1fr)_320px]">
          <div className="min-h-0">
            <PreviewDock
              strategyId={strategy.id}
              document={written}
              onJump={origin => origin.kind === 'code' && setPlace({ line: origin.line })}
              onProblems={setFailures}
            >
              <CodeEditor
                kind={codeKindOf(strategy.version.kind, text)}
                text={text}
                onChange={setText}
                onSave={askToPublish}
                readOnly={frozen !== null}
                problems={onLines}
                reveal={place}
              />
            </PreviewDock>
          </div>
          <aside className="flex min-h-0 flex-col overflow-auto border-t border-line bg-panel lg:border-t-0 lg:border-l">
            {around}
          </aside>
        </div>
      )}
      <PublishDialog
        open={dialog === 'publish'}
        onClose={close}
        version={Math.max(draft.base, strategy.version.number) + 1}
        compiles={checked?.ok ?? false}
        busy={save.isPending}
        onPublish={publish}
      />
      <RenameDialog
        open={renaming}
        onClose={() => setRenaming(false)}
        what="strategy"
        name={strategy.name}
        error={rename.error}
        busy={rename.isPending}
        onRename={name => rename.mutate({ ...asked, name })}
      />
      <NewScreen open={dialog === 'screen'} onClose={close} strategyId={strategy.id} />
      <NewBacktest
        open={dialog === 'backtest'}
        onClose={close}
        strategyId={strategy.id}
        versionId={strategy.version.id}
      />
      <NewOptimisation
        open={dialog === 'optimise'}
        onClose={close}
        strategyId={strategy.id}
        versionId={strategy.version.id}
      />
    </div>
  )
}

const Section = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <section aria-label={title} className="border-b border-line">
    <h2 className="px-4 pt-3 text-[11px] font-semibold tracking-wide text-faint uppercase">{title}</h2>
    {children}
  </section>
)

/** The compiler's word on the text, a moment after it was last changed. What is saved compiled then; its warnings are asked for. */
function useChecked(strategy: Strategy, text: string, skip: boolean): Checked | null {
  const { workspace } = useHere()
  const { kind, document, outline } = strategy.version
  const isSaved = text === document
  const [last, setLast] = useState<{ readonly text: string; readonly says: Checked } | null>(null)
  const { mutateAsync: check } = useMutation(useTRPC().strategies.check.mutationOptions())
  useEffect(() => {
    if (skip) return
    let stale = false
    const timer = setTimeout(() => {
      check({ workspaceId: workspace.id, kind, document: text }).then(
        says => !stale && setLast({ text, says }),
        () => {}, // the page says elsewhere that the server is away
      )
    }, CHECK_AFTER_MS)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [check, workspace.id, kind, text, skip])
  if (last?.text === text) return last.says
  if (isSaved && outline) return { ok: true, outline, problems: [] }
  // Who may not edit may not ask the compiler either.
  return skip ? { ok: false, outline: null, problems: [] } : (last?.says ?? null)
}

/** The browser asks before unsaved text is thrown away. */
function useLeaveWarning(changed: boolean): void {
  useEffect(() => {
    if (!changed) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [changed])
}
