'use client'
import { Braces } from 'lucide-react'
import { Suspense, useEffect, useMemo, useState } from 'react'
import type { Problem } from '@/sandbox/ir/problem'
import { useBlocked } from '../_session/workspace'
import type { Outputs } from '../_trpc/client'
import { Button } from '../_ui/Button'
import { later } from '../_ui/later'
import { RenameDialog } from '../_ui/RenameDialog'
import { Loading } from '../_ui/States'
import { whenOpen } from '../_ui/whenOpen'
import { CodeDesk } from './CodeDesk'
import { DraftBar } from './DraftBar'
import { FileDrop } from './FileDrop'
import { ImportFiles, useReadFiles } from './ImportFiles'
import { PublishDialog } from './PublishDialog'
import { StrategyBar } from './StrategyBar'
import { StrategySide } from './StrategySide'
import { useChecked } from './useChecked'
import { type Stored, useDraft } from './useDraft'
import { type StrategyDialog, useStrategyActions } from './useStrategyActions'
import { useStrategyChanges } from './useStrategyChanges'
import { type StrategyView, shownAs } from './views'
import { isSame, type Written } from './written'

// The canvas and the catalogue are no part of a page that shows none.
const Editor = later(async () => (await import('../_editor/Editor')).Editor)
const NewScreen = whenOpen(async () => (await import('../_screens/NewScreen')).NewScreen)
const NewBacktest = whenOpen(async () => (await import('../_backtests/NewBacktest')).NewBacktest)
const NewOptimisation = whenOpen(async () => (await import('../_optimise/NewOptimisation')).NewOptimisation)
const TurnIntoCode = whenOpen(async () => (await import('./TurnIntoCode')).TurnIntoCode)

/** What a link into a strategy points at. */
export interface AskedPlace {
  readonly line: number | null
  readonly block: string | null
}

interface StrategyWorkbenchProps {
  readonly strategy: Outputs['strategies']['get']
  readonly stored: Stored | null
  /** Older versions are read. */
  readonly isNewest: boolean
  readonly asked: AskedPlace
  /** Null as it was written. */
  readonly view: StrategyView | null
  readonly onView: (view: StrategyView) => void
  readonly onVersion: (version?: number) => void
}

/** One version of a strategy, what is written on top of it, and what can be done with it. */
export function StrategyWorkbench(props: StrategyWorkbenchProps) {
  const { strategy, stored, isNewest, asked, view: chosen, onView, onVersion } = props
  const blocked = useBlocked('strategy:edit')
  const frozen = blocked ?? (isNewest ? null : 'This is an older version. Restore it to go on from it.')
  const mayScreen = useBlocked('screen:edit')
  const mayRun = useBlocked('strategy:run')
  const draft = useDraft({ strategyId: strategy.id, version: strategy.version, stored })
  const { kind, document } = draft.written
  const written = useMemo((): Written => ({ kind, document }), [kind, document])
  const view = shownAs(kind, chosen)
  const [dialog, setDialog] = useState<StrategyDialog | null>(null)
  const close = () => setDialog(null)
  const [place, setPlace] = useState(asked.line === null ? null : { line: asked.line })
  const checked = useChecked(strategy.version, written, blocked !== null)
  const [failures, setFailures] = useState<readonly Problem[]>([])
  const onLines = useMemo(() => [...(checked?.problems ?? []), ...failures], [checked, failures])
  const [compared, setCompared] = useState<number | null>(null)
  const { publish, rename, archive, renew } = useStrategyChanges(strategy.id, {
    published: async (what, version) => {
      draft.published(what, version)
      close()
    },
    newest: () => onVersion(undefined),
    renamed: close,
  })
  useLeaveWarning(draft.isChanged && draft.status !== 'kept')
  const unsaved = strategy.version.digest ? null : 'Save a version that compiles first.'
  const stopped = {
    edit: blocked,
    publish: frozen ?? (draft.isChanged ? null : 'There is nothing to publish.'),
    run: mayRun ?? unsaved,
    screen: mayScreen ?? unsaved,
    turn: frozen,
  }
  const turn = (into: Written) => {
    draft.turn(into)
    onView(into.kind === 'graph' ? 'drawing' : 'code')
  }
  const files = useReadFiles()
  const replace = (into: Written) => {
    if (isSame(into, written)) return
    draft.turn(into)
    if (into.kind !== kind) onView(into.kind === 'graph' ? 'drawing' : 'code')
  }
  useStrategyActions({ blocked: stopped, kind, view, open: setDialog, show: onView })
  const askToPublish = () => {
    if (!stopped.publish) setDialog('publish')
  }
  const side = (
    <StrategySide
      strategy={strategy}
      written={written}
      isDraft={draft.isChanged}
      checked={checked}
      onJump={line => setPlace({ line })}
      onVersion={onVersion}
      compared={compared}
      onCompare={setCompared}
    />
  )
  return (
    <FileDrop
      label="Strategy; files may be dropped here"
      says="Drop code (.ts, .js) or a graph (.json): as a new strategy, or in place of this draft"
      blocked={blocked}
      onFiles={files.take}
      className="flex flex-col"
    >
      <StrategyBar
        strategy={strategy}
        draft={draft}
        isKept={stored !== null}
        view={view}
        onView={onView}
        blocked={stopped}
        isPublishing={publish.isPending}
        onArchive={() => archive.mutate(!strategy.archivedAt)}
        onFiles={files.take}
        open={setDialog}
      />
      <DraftBar
        draft={draft}
        version={strategy.version}
        onCompare={version => {
          // the page may not know of it yet
          void renew()
          setCompared(version)
        }}
      />
      {kind === 'graph' && view === 'code' && (
        <div className="flex items-center gap-2 border-b border-line bg-panel px-3 py-1 text-[12px] text-soft">
          <p className="min-w-0 flex-1">
            The strategy is a graph; this is what it says. Comments and layout live only in code.
          </p>
          <Button icon={<Braces size={13} />} blocked={stopped.turn} onClick={() => setDialog('code')}>
            Turn into code
          </Button>
        </div>
      )}
      {kind === 'graph' && view !== 'document' ? (
        <div className="min-h-0 flex-1">
          <Suspense fallback={<Loading rows={8} />}>
            <Editor
              strategyId={strategy.id}
              name={strategy.name}
              document={document}
              published={strategy.version.document}
              onChange={draft.write}
              view={view}
              startAt={asked.block}
              readOnly={frozen !== null}
              onSave={askToPublish}
              onCode={() => onView('code')}
            >
              {side}
            </Editor>
          </Suspense>
        </div>
      ) : (
        <CodeDesk
          strategyId={strategy.id}
          written={written}
          onChange={draft.write}
          onSave={askToPublish}
          readOnly={frozen !== null}
          problems={onLines}
          onFailures={setFailures}
          place={place}
          onPlace={line => setPlace({ line })}
          label={`Source of ${strategy.name}`}
          isDrawn={view === 'drawing'}
          blocked={stopped.turn}
          onTurn={turn}
        >
          {side}
        </CodeDesk>
      )}
      <PublishDialog
        open={dialog === 'publish'}
        onClose={close}
        version={Math.max(draft.base, strategy.version.number) + 1}
        compiles={checked?.ok ?? false}
        busy={publish.isPending}
        onPublish={message => publish.mutate({ base: draft.base, written, message })}
      />
      <RenameDialog
        open={dialog === 'rename'}
        onClose={close}
        what="strategy"
        name={strategy.name}
        error={rename.error}
        busy={rename.isPending}
        onRename={name => rename.mutate(name)}
      />
      <TurnIntoCode open={dialog === 'code'} onClose={close} document={document} onTurn={turn} />
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
      <ImportFiles read={files.read} onClose={files.forget} frozen={frozen} onReplace={replace} />
    </FileDrop>
  )
}

/** The browser asks before text is thrown away that nobody has kept. */
function useLeaveWarning(isLost: boolean): void {
  useEffect(() => {
    if (!isLost) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isLost])
}
