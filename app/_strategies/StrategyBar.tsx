'use client'
import { Archive, ArchiveRestore, History, Pencil, Save, ScanSearch, SlidersHorizontal } from 'lucide-react'
import type { Outputs } from '../_trpc/client'
import { Badge } from '../_ui/Badge'
import { Button, IconButton } from '../_ui/Button'
import { Segments } from '../_ui/Segments'
import { DraftBadge, DropDraft } from './DraftBar'
import { ExportMenu } from './ExportMenu'
import { ImportButton } from './ImportButton'
import type { Draft } from './useDraft'
import type { Stopped, StrategyDialog } from './useStrategyActions'
import { type StrategyView, viewsOf } from './views'

interface StrategyBarProps {
  readonly strategy: Outputs['strategies']['get']
  readonly draft: Draft
  /** What is written is kept as a draft. */
  readonly isKept: boolean
  readonly view: StrategyView
  readonly onView: (view: StrategyView) => void
  readonly blocked: Stopped
  readonly isPublishing: boolean
  readonly onArchive: () => void
  readonly onFiles: (files: readonly File[]) => void
  readonly open: (dialog: StrategyDialog) => void
}

/** What a strategy is, how it is looked at, and what can be done with it. */
export function StrategyBar(props: StrategyBarProps) {
  const { strategy, draft, isKept, view, onView, blocked, isPublishing, onArchive, onFiles, open } = props
  const { kind, document } = draft.written
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line bg-panel px-4 py-2">
      <Badge>{kind}</Badge>
      <Badge>version {strategy.version.number}</Badge>
      {isKept ? (
        <DraftBadge status={draft.status} />
      ) : (
        draft.isChanged && <Badge tone="warn">not saved</Badge>
      )}
      {isKept && <DropDraft draft={draft} version={strategy.version.number} />}
      {strategy.archivedAt && <Badge tone="warn">archived</Badge>}
      <Segments
        label={kind === 'graph' ? 'Show the graph as' : 'Show the code as'}
        options={viewsOf(kind)}
        value={view}
        onChange={onView}
      />
      {blocked.turn && <Badge title={blocked.turn}>look only</Badge>}
      <p className="min-w-0 flex-1 truncate text-soft">{blocked.turn ?? strategy.summary}</p>
      <ImportButton blocked={blocked.edit} onFiles={onFiles} />
      <ExportMenu name={strategy.name} kind={kind} document={document} />
      <IconButton label="Rename" blocked={blocked.edit} onClick={() => open('rename')}>
        <Pencil size={14} />
      </IconButton>
      <IconButton
        label={strategy.archivedAt ? 'Restore' : 'Archive'}
        blocked={blocked.edit}
        onClick={onArchive}
      >
        {strategy.archivedAt ? <ArchiveRestore size={14} /> : <Archive size={14} />}
      </IconButton>
      <Button icon={<History size={14} />} blocked={blocked.run} onClick={() => open('backtest')}>
        Backtest it
      </Button>
      <Button icon={<SlidersHorizontal size={14} />} blocked={blocked.run} onClick={() => open('optimise')}>
        Optimise it
      </Button>
      <Button icon={<ScanSearch size={14} />} blocked={blocked.screen} onClick={() => open('screen')}>
        Screen it
      </Button>
      <Button
        look="primary"
        icon={<Save size={14} />}
        blocked={blocked.publish}
        busy={isPublishing}
        onClick={() => open('publish')}
      >
        Publish
      </Button>
    </div>
  )
}
