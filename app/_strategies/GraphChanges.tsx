'use client'
import { Minus, Pencil, Plus } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import {
  type ChangedSubgraph,
  type GraphDifference,
  graphDifference,
  isUnchanged,
  type Setting,
} from '@/sandbox/compile/graph/difference'
import { readGraph } from '@/sandbox/compile/graph/document'

/** What changed between two graphs, block by block. */
export function GraphChanges({ before, after }: { before: string; after: string }) {
  const difference = useMemo(() => differenceOf(before, after), [before, after])
  if (typeof difference === 'string') return <p className="p-4 text-bad">{difference}</p>
  return <DifferenceList difference={difference} owner="The strategy" />
}

interface DifferenceListProps {
  readonly difference: GraphDifference
  /** Whose name, parameters and ports they are. */
  readonly owner: string
}

/** A difference, row by row; sub-graphs with what changed inside them. */
export function DifferenceList({ difference, owner }: DifferenceListProps) {
  const { added, removed, changed, document, subgraphs, moved } = difference
  const standing = moved > 0 && `${moved === 1 ? 'One block stands' : `${moved} blocks stand`} elsewhere.`
  if (isUnchanged(difference)) return <p className="p-4 text-soft">The two mean the same. {standing}</p>
  return (
    <ul aria-label="Changes" className="flex flex-col">
      {added.map(({ id, title }) => (
        <Row key={`+${id}`} sign={<Plus size={13} className="text-gain" />} title={title} note="added" />
      ))}
      {removed.map(({ id, title }) => (
        <Row key={`-${id}`} sign={<Minus size={13} className="text-loss" />} title={title} note="removed" />
      ))}
      {changed.map(({ id, title, settings }) => (
        <Row key={id} sign={<Pencil size={13} className="text-warn" />} title={title} note="changed">
          <Settings settings={settings} />
        </Row>
      ))}
      {document.length > 0 && (
        <Row sign={<Pencil size={13} className="text-warn" />} title={owner} note="changed">
          <Settings settings={document} />
        </Row>
      )}
      {subgraphs.map(subgraph => (
        <Inside key={subgraph.id} subgraph={subgraph} />
      ))}
      {standing && <li className="px-4 py-2 text-faint">{standing} That changes nothing it computes.</li>}
    </ul>
  )
}

function Inside({ subgraph: { title, version, difference, isGone } }: { subgraph: ChangedSubgraph }) {
  const name = `${title}, version ${version}`
  if (difference)
    return (
      <Row sign={<Pencil size={13} className="text-warn" />} title={name} note="changed inside">
        <div className="ml-4 border-l border-line">
          <DifferenceList difference={difference} owner={title} />
        </div>
      </Row>
    )
  return isGone ? (
    <Row sign={<Minus size={13} className="text-loss" />} title={name} note="sub-graph removed" />
  ) : (
    <Row sign={<Plus size={13} className="text-gain" />} title={name} note="sub-graph added" />
  )
}

interface RowProps {
  readonly sign: ReactNode
  readonly title: string
  readonly note: string
  readonly children?: ReactNode
}

const Row = ({ sign, title, note, children }: RowProps) => (
  <li className="border-b border-line px-4 py-2">
    <p className="flex items-center gap-2">
      {sign} <span className="font-mono text-[12.5px]">{title}</span>{' '}
      <span className="text-[12px] text-faint">{note}</span>
    </p>
    {children}
  </li>
)

const Settings = ({ settings }: { settings: readonly Setting[] }) => (
  <dl className="mt-1 grid grid-cols-[minmax(110px,auto)_1fr] gap-x-3 pl-5 text-[12px]">
    {settings.map(({ what, before, after }) => (
      <div key={what} className="contents">
        <dt className="text-faint">{what}</dt>
        <dd className="min-w-0 font-mono break-words">
          <del className="text-loss no-underline">{before ?? 'default'}</del> →{' '}
          <ins className="text-gain no-underline">{after ?? 'default'}</ins>
        </dd>
      </div>
    ))}
  </dl>
)

function differenceOf(before: string, after: string): GraphDifference | string {
  const [was, is] = [readGraph(before), readGraph(after)]
  if (!was.ok) return `The older version can’t be read: ${was.problems[0]?.message ?? ''}`
  if (!is.ok) return `What is written can’t be read: ${is.problems[0]?.message ?? ''}`
  return graphDifference(was.graph, is.graph)
}
