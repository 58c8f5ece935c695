'use client'
import type { NodeProps } from '@xyflow/react'
import clsx from 'clsx'
import { Pin } from 'lucide-react'
import { memo } from 'react'
import type { GraphBlock } from '@/sandbox/compile/graph/document'
import type { CompileProblem } from '@/sandbox/compile/problems'
import { setParam, setValue } from '../model/edits/blocks'
import { type BlockPort, paramSpecsOf, portsOfBlock } from '../model/ports'
import { problemAt } from '../model/problemOrder'
import { kindTitle, titleOf } from '../model/titles'
import { BlockValue } from '../preview/BlockValue'
import { useGraph, usePreviewStore, useSession, useSessionState } from './context'
import { ParamField, PortField } from './fields'
import { type BlockFlow, nameIdOf } from './flow'
import { Port, useNeighbours } from './Port'
import { ProblemSign } from './ProblemSign'
import { SubgraphVersion } from './SubgraphVersion'

/** One block. It renders again when the block itself, its wires or its problems change, and for nothing else. */
export const BlockNode = memo(Block, (a, b) => a.data === b.data && a.selected === b.selected)

function Block({ data: { block }, selected }: NodeProps<BlockFlow>) {
  const session = useSession()
  const place = session.placeOf(block.id)
  useGraph(graph => (block.kind === 'subgraph' ? graph.subgraphs.get(block.use) : null))
  const shown = portsOfBlock(block, session.model.state)
  const wiredTo = useNeighbours(block)
  const problem = useSessionState(({ problems }) => problemAt(problems, [place]))
  const { model } = session
  const specs = paramSpecsOf(block, model.state)
  const values = 'values' in block ? block.values : {}
  const rows = Math.max(shown.inputs.length, shown.outputs.length)
  const [title, kind] = [titleOf(block, model.state), kindTitle(block, model.state)]
  const isWired = (input: BlockPort) => wiredTo[`input ${input.name}`] !== undefined
  const says = [title, kind !== title && kind, block.pinned && 'pinned', problem && saysOf(problem)]
    .filter(Boolean)
    .join(', ')
  return (
    <div
      data-title={title}
      data-problem={problem?.severity}
      className={clsx(
        'block-card w-[200px] rounded-lg border bg-raised text-[12px] shadow-sm',
        borderOf(problem, selected),
        selected && 'ring-2 ring-accent-wash',
      )}
    >
      {/* names the node to screen readers, from where it can't be seen */}
      <span hidden role="note" id={nameIdOf(block.id)} aria-label={says} />
      <header
        className={clsx(
          'block-head flex h-[30px] items-center gap-1.5 rounded-t-lg border-b border-line px-2',
          headTint(block),
        )}
      >
        <span className="min-w-0 flex-1 truncate font-medium text-ink">{title}</span>
        {block.name && <span className="max-w-20 truncate text-[10px] text-faint">{kind}</span>}
        {block.kind === 'operator' && (block.timeframe || block.symbol) && (
          <span className="rounded bg-accent-wash px-1 text-[10px] text-accent">
            {[block.symbol, block.timeframe].filter(Boolean).join(' ')}
          </span>
        )}
        {block.kind === 'subgraph' && <SubgraphVersion block={block} />}
        {block.pinned && <Pin size={11} aria-label="pinned" className="text-faint" />}
        {problem && <ProblemSign problem={problem} />}
      </header>
      <div className="block-body pb-2">
        {Array.from({ length: rows }, (_, at) => {
          const [input, output] = [shown.inputs[at], shown.outputs[at]]
          return (
            <div
              key={input?.name ?? output?.name}
              className="relative flex h-6 items-center justify-between gap-1 px-2.5"
            >
              {input ? (
                <>
                  <Port port={input} side="input" wiredTo={wiredTo[`input ${input.name}`] ?? ''} />
                  <PortField
                    port={input}
                    block={block}
                    isWired={isWired(input)}
                    value={values[input.name]}
                    onSet={value => session.do(setValue(session.scene, block.id, input.name, value))}
                  />
                </>
              ) : (
                <span />
              )}
              {output && (
                <>
                  {shown.outputs.length > 1 && (
                    <span title={output.title} className="min-w-0 truncate text-faint">
                      {output.title}
                    </span>
                  )}
                  <Value block={place} port={output.name} spark={!input || isWired(input)} />
                  <Port port={output} side="output" wiredTo={wiredTo[`output ${output.name}`] ?? ''} />
                </>
              )}
              {/* what leaves the drawing shows its value too */}
              {input && (block.kind === 'output' || block.kind === 'column') && (
                <Value block={place} port={input.name} spark={isWired(input)} />
              )}
            </div>
          )
        })}
        {specs.map(spec => (
          <ParamField
            key={spec.name}
            spec={spec}
            block={block}
            value={'params' in block ? block.params[spec.name] : undefined}
            onSet={value => session.do(setParam(session.scene, block.id, spec.name, value))}
          />
        ))}
        {block.kind === 'constant' && <Constant block={block} />}
        {block.kind === 'code' && (
          <p className="truncate px-2.5 font-mono text-[10px] text-faint">{block.source.split('\n')[0]}</p>
        )}
      </div>
    </div>
  )
}

const borderOf = (problem: CompileProblem | undefined, selected: boolean): string =>
  problem?.severity === 'error'
    ? 'border-bad'
    : selected
      ? 'border-accent'
      : problem
        ? 'border-warn'
        : 'border-line-strong'

const saysOf = ({ severity, message }: CompileProblem): string =>
  `${severity === 'error' ? 'error' : 'warning'}: ${message}`

function Constant({ block }: { readonly block: Extract<GraphBlock, { kind: 'constant' }> }) {
  const session = useSession()
  return (
    <ParamField
      spec={{ name: 'value', title: 'Value', kind: 'num', default: 0, min: -1e12, max: 1e12 }}
      block={block}
      field="value"
      value={typeof block.value === 'object' || typeof block.value === 'number' ? block.value : undefined}
      onSet={value =>
        session.do({
          title: 'Set a constant',
          changes: [{ path: [...blockAt(session.within, block.id), 'value'], value: value ?? 0 }],
          merge: `constant ${block.id}`,
        })
      }
    />
  )
}

const blockAt = (within: string | null, id: string): string[] =>
  within === null ? ['blocks', id] : ['subgraphs', within, 'blocks', id]

function Value({
  block,
  port,
  spark,
}: {
  readonly block: string
  readonly port: string
  readonly spark: boolean
}) {
  const store = usePreviewStore()
  return store ? (
    <BlockValue store={store} block={block} port={port} spark={spark} className="ml-auto" />
  ) : null
}

function headTint(block: GraphBlock): string {
  switch (block.kind) {
    case 'output':
    case 'column':
    case 'result':
      return 'bg-accent-wash'
    case 'constant':
    case 'input':
      return 'bg-hover'
    default:
      return ''
  }
}
