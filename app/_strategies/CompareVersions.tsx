'use client'
import { useQuery } from '@tanstack/react-query'
import { ArrowRight } from 'lucide-react'
import { useMemo, useState } from 'react'
import { CodeDiff } from '../_editor/code/CodeDiff'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { DialogWindow } from '../_ui/DialogWindow'
import { Segments } from '../_ui/Segments'
import { Select } from '../_ui/Select'
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
  /** Every version there is, newest first. */
  readonly versions: readonly { readonly number: number; readonly message: string }[]
  readonly written: Written
  /** How what is written is called: `your draft`, `version 4`. */
  readonly writtenAs: string
}

type Tab = 'blocks' | 'code' | 'signals'
const WRITTEN = 'written'

/** Two states of a strategy: what was changed, and what that does to its signals. */
export function CompareVersions(props: CompareVersionsProps) {
  const { open, onClose, version, versions, writtenAs } = props
  const [from, setFrom] = useState(String(version))
  const [to, setTo] = useState(WRITTEN)
  const [tab, setTab] = useState<Tab | null>(null)
  const options = versions.map(({ number, message }) => ({
    value: String(number),
    label: `Version ${number}`,
    ...(message && { about: message }),
  }))
  return (
    <DialogWindow open={open} onClose={onClose} title="What has changed" size="whole">
      <div className="mb-3 flex items-center gap-2">
        <Select label="From" className="w-44!" value={from} onChange={setFrom} options={options} />
        <ArrowRight size={14} className="text-faint" />
        <Select
          label="To"
          className="w-44!"
          value={to}
          onChange={setTo}
          options={[{ value: WRITTEN, label: capital(writtenAs) }, ...options]}
        />
      </div>
      <Pair
        {...props}
        from={Number(from)}
        to={to === WRITTEN ? null : Number(to)}
        chosen={tab}
        onTab={setTab}
      />
    </DialogWindow>
  )
}

interface PairProps extends Pick<CompareVersionsProps, 'open' | 'strategyId' | 'written'> {
  readonly from: number
  /** Null is what is written. */
  readonly to: number | null
  readonly chosen: Tab | null
  readonly onTab: (tab: Tab) => void
}

function Pair({ open, strategyId, written, from, to, chosen, onTab }: PairProps) {
  const older = useVersion(strategyId, from, open)
  const newer = useVersion(strategyId, to ?? from, open)
  const [before, after] = [older.version, to === null ? written : newer.version]
  const areGraphs = before?.kind === 'graph' && after?.kind === 'graph'
  const tab = areGraphs ? (chosen ?? 'blocks') : chosen === 'signals' ? chosen : 'code'
  const error = older.error ?? newer.error
  if (error) return <Failed error={error} onRetry={older.retry} />
  if (!before || !after) return <Loading rows={6} />
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3">
      <div className="flex">
        <Segments
          label="Compare"
          options={[
            ...(areGraphs ? [{ value: 'blocks' as const, label: 'Blocks' }] : []),
            { value: 'code', label: 'Code' },
            { value: 'signals', label: 'Signals' },
          ]}
          value={tab}
          onChange={onTab}
        />
      </div>
      <div className="min-h-0 flex-1 overflow-auto rounded-md border border-line bg-ground">
        {tab === 'blocks' ? (
          <GraphChanges before={before.document} after={after.document} />
        ) : tab === 'code' ? (
          <CodeDiff before={codeOf(before)} after={codeOf(after)} />
        ) : (
          <BehaviourChanges key={`${from} ${to}`} before={before} after={after} />
        )}
      </div>
    </div>
  )
}

/** A published version. It never changes, so it is fetched once. */
function useVersion(strategyId: string, version: number, enabled: boolean) {
  const { workspace } = useHere()
  const { data, error, refetch } = useQuery(
    useTRPC().strategies.get.queryOptions(
      { workspaceId: workspace.id, strategyId, version },
      { enabled, staleTime: Number.POSITIVE_INFINITY },
    ),
  )
  const found = useMemo(
    (): Written | null => (data ? { kind: data.version.kind, document: data.version.document } : null),
    [data],
  )
  return { version: found, error, retry: () => void refetch() }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const codeOf = ({ kind, document }: Written): string =>
  kind === 'graph' ? printedCode(document).text : document
