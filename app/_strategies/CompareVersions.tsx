'use client'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { CodeDiff } from '../_editor/code/CodeDiff'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { DialogWindow } from '../_ui/DialogWindow'
import { Segments } from '../_ui/Segments'
import { Failed, Loading } from '../_ui/States'
import { BehaviourChanges } from './BehaviourChanges'
import { GraphChanges } from './GraphChanges'
import { printedCode } from './printedCode'
import type { Written } from './written'

interface CompareVersionsProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly strategyId: string
  readonly version: number
  readonly written: Written
  /** How what is written is called: `your draft`, `version 4`. */
  readonly writtenAs: string
}

type Tab = 'blocks' | 'code' | 'signals'

/** An older version beside what is written: what was changed, and what that does to its signals. */
export function CompareVersions(props: CompareVersionsProps) {
  const { open, onClose, strategyId, version, written, writtenAs } = props
  const { workspace } = useHere()
  const { data, error, refetch } = useQuery(
    useTRPC().strategies.get.queryOptions(
      { workspaceId: workspace.id, strategyId, version },
      { enabled: open, staleTime: Number.POSITIVE_INFINITY },
    ),
  )
  const before = useMemo(
    (): Written | null => (data ? { kind: data.version.kind, document: data.version.document } : null),
    [data],
  )
  const areGraphs = before?.kind === 'graph' && written.kind === 'graph'
  const [chosen, setChosen] = useState<Tab | null>(null)
  const tab = chosen ?? (areGraphs ? 'blocks' : 'code')
  return (
    <DialogWindow open={open} onClose={onClose} title={`Version ${version} and ${writtenAs}`} size="large">
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : !before ? (
        <Loading rows={6} />
      ) : (
        <div className="flex h-[66vh] min-h-0 flex-col gap-3">
          <Segments
            label="Compare"
            options={[
              ...(areGraphs ? [{ value: 'blocks' as const, label: 'Blocks' }] : []),
              { value: 'code', label: 'Code' },
              { value: 'signals', label: 'Signals' },
            ]}
            value={tab}
            onChange={setChosen}
          />
          <div className="min-h-0 flex-1 overflow-auto rounded-md border border-line">
            {tab === 'blocks' ? (
              <GraphChanges before={before.document} after={written.document} />
            ) : tab === 'code' ? (
              <CodeDiff before={codeOf(before)} after={codeOf(written)} />
            ) : (
              <BehaviourChanges before={before} after={written} />
            )}
          </div>
        </div>
      )}
    </DialogWindow>
  )
}

const codeOf = ({ kind, document }: Written): string =>
  kind === 'graph' ? printedCode(document).text : document
