'use client'
import { Suspense, useMemo, useState } from 'react'
import { catalogue } from '@/sandbox/catalogue'
import type { ParamSpec } from '@/sandbox/catalogue/define'
import type { CodeBlock, GraphBlock } from '@/sandbox/compile/graph/document'
import { inputClass } from '../../../_ui/inputClass'
import { later } from '../../../_ui/later'
import { WithCode } from '../../../_ui/WithCode'
import type { Json } from '../../model/edit'
import { renameBlock, setField, setParam, setValue } from '../../model/edits/blocks'
import { inputKey, paramsOf, type Scene } from '../../model/graphState'
import { paramSpecsOf, portsOfBlock } from '../../model/ports'
import { paramField, valueField } from '../../model/record'
import { kindTitle, titleOf } from '../../model/titles'
import { useSession, useSessionState } from '../context'
import { ParamField, PortField } from '../fields'
import { BlockProblems } from './BlockProblems'
import { ClockRows } from './ClockRows'
import { DoorRows } from './DoorRows'
import { FieldParam } from './FieldParam'
import { Heading, Row } from './Row'
import { SubgraphUse } from './SubgraphUse'

const CodeBlockEditor = later(async () => (await import('../../code/CodeBlockEditor')).CodeBlockEditor)

interface PanelProps<Block extends GraphBlock = GraphBlock> {
  readonly block: Block
  readonly scene: Scene
}

/** Everything about one block: what it computes, its problems, its fields, its code or its versions. */
export function BlockPanel({ block, scene }: PanelProps) {
  const { graph } = scene
  const entry = block.kind === 'operator' ? catalogue.entry(block.entry) : undefined
  return (
    <>
      <Heading>{kindTitle(block, graph)}</Heading>
      {entry && (
        <div className="px-4 pb-2">
          <p className="text-soft">
            <WithCode text={entry.summary} />
          </p>
          <p className="mt-1 font-mono text-[11px] break-words text-faint">{entry.formula}</p>
        </div>
      )}
      <BlockProblems block={block.id} />
      <NameRow block={block} scene={scene} />
      {block.kind === 'operator' && <ClockRows block={block} scene={scene} />}
      {(block.kind === 'input' || block.kind === 'result') && scene.within !== null && (
        <DoorRows block={block} scene={scene} id={scene.within} />
      )}
      {block.kind === 'subgraph' && <SubgraphUse block={block} scene={scene} />}
      <Params block={block} scene={scene} />
      <Inputs block={block} scene={scene} />
      {block.kind === 'code' && <Code block={block} scene={scene} />}
    </>
  )
}

/** What a block is called: the name its value has in code, or the column it gives. */
function NameRow({ block, scene }: PanelProps) {
  const session = useSession()
  if (block.kind === 'output' || block.kind === 'input' || block.kind === 'result') return null
  if (block.kind === 'column')
    return (
      <Row label="Column">
        {control => (
          <input
            id={control}
            className={inputClass('h-7!')}
            value={block.column}
            readOnly={session.readOnly}
            onChange={event =>
              session.do(setField(scene, block.id, 'column', event.target.value.slice(0, 64)))
            }
          />
        )}
      </Row>
    )
  return (
    <Row label="Name">
      {control => (
        <BlockName
          id={control}
          name={block.name ?? ''}
          placeholder={kindTitle(block, scene.graph)}
          readOnly={session.readOnly}
          onName={name => session.do(renameBlock(session.scene, block.id, name))}
        />
      )}
    </Row>
  )
}

interface BlockNameProps {
  readonly id: string
  readonly name: string
  readonly placeholder: string
  readonly readOnly: boolean
  readonly onName: (name: string) => void
}

/** Named while it is typed: a space at the end is no part of the name, but the next word needs it. */
function BlockName({ id, name, placeholder, readOnly, onName }: BlockNameProps) {
  const [text, setText] = useState(name)
  return (
    <input
      id={id}
      className={inputClass('h-7!')}
      placeholder={placeholder}
      value={text.trim() === name ? text : name}
      maxLength={80}
      readOnly={readOnly}
      onChange={event => {
        setText(event.target.value)
        onName(event.target.value)
      }}
      onBlur={() => setText(name)}
    />
  )
}

function Params({ block, scene }: PanelProps) {
  const session = useSession()
  const specs = block.kind === 'constant' ? [CONSTANT] : paramSpecsOf(block, scene.graph)
  if (specs.length === 0) return null
  return (
    <>
      <Heading>{block.kind === 'constant' ? 'Value' : 'Parameters'}</Heading>
      {specs.map(spec => {
        const field = block.kind === 'constant' ? 'value' : paramField(spec.name)
        const value =
          block.kind === 'constant'
            ? typeof block.value === 'string' || typeof block.value === 'boolean'
              ? undefined
              : block.value
            : 'params' in block
              ? block.params[spec.name]
              : undefined
        return (
          <div key={spec.name} data-field={field} className="px-4 pb-1">
            <div className="flex items-center gap-1">
              <ParamField
                wide
                spec={spec}
                block={block}
                field={field}
                value={value}
                onSet={next =>
                  session.do(
                    block.kind === 'constant'
                      ? setField(scene, block.id, 'value', next ?? 0)
                      : setParam(scene, block.id, spec.name, next),
                  )
                }
              />
              <FieldParam
                scene={scene}
                block={block}
                field={field}
                follows={typeof value === 'object' ? value.param : null}
              />
            </div>
            {block.kind !== 'constant' && <p className="text-[11px] text-faint">{usual(spec)}</p>}
          </div>
        )
      })}
    </>
  )
}

const CONSTANT: ParamSpec = { name: 'value', title: 'Value', kind: 'num', default: 0, min: -1e12, max: 1e12 }

const plain = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 12 })

const usual = (spec: ParamSpec): string =>
  spec.kind === 'int' || spec.kind === 'num'
    ? `${plain(spec.min)} to ${plain(spec.max)}, usually ${plain(spec.default)}`
    : `usually ${spec.default}`

function Inputs({ block, scene }: PanelProps) {
  const session = useSession()
  const { inputs } = portsOfBlock(block, scene.graph)
  const values = 'values' in block ? block.values : {}
  if (inputs.length === 0) return null
  return (
    <>
      <Heading>Inputs</Heading>
      {inputs.map(port => {
        const value = values[port.name]
        const end = scene.wires.get(inputKey({ block: block.id, port: port.name }))
        const from = end && scene.blocks.get(end.block)
        return (
          <div
            key={port.name}
            data-field={valueField(port.name)}
            className="flex min-h-6 items-center justify-between gap-2 px-4 py-0.5"
          >
            <PortField
              port={port}
              block={block}
              isWired={end !== undefined}
              value={value}
              onSet={next => session.do(setValue(scene, block.id, port.name, next))}
            />
            {end ? (
              <button
                type="button"
                className="truncate rounded px-1 text-faint hover:bg-hover hover:text-ink"
                title="Show the block it comes from"
                onClick={() => session.select([end.block])}
              >
                {from ? titleOf(from, scene.graph) : end.block}
                {end.port !== 'value' && ` ${end.port}`}
              </button>
            ) : (
              takesValue(block) && (
                <FieldParam
                  scene={scene}
                  block={block}
                  field={valueField(port.name)}
                  follows={typeof value === 'object' ? value.param : null}
                />
              )
            )}
          </div>
        )
      })}
    </>
  )
}

const takesValue = ({ kind }: GraphBlock): boolean =>
  kind !== 'output' && kind !== 'column' && kind !== 'result'

function Code({ block, scene }: PanelProps<CodeBlock>) {
  const session = useSession()
  const path = useSessionState(state => state.path)
  const all = useSessionState(state => state.problems)
  const place = [...path.map(step => step.block), block.id].join('/')
  const problems = useMemo(() => all.filter(problem => problem.block === place), [all, place])
  const params = useMemo(() => paramsOf(scene), [scene])
  const edit = (key: string, value: Json) =>
    session.do(setField(session.scene, block.id, key, value, 'Edit code'))
  return (
    <div className="mt-2 h-[32rem] border-y border-line">
      <Suspense fallback={<pre className="p-3 font-mono text-[11px] text-faint">{block.source}</pre>}>
        <CodeBlockEditor
          block={block}
          params={params}
          problems={problems}
          readOnly={session.readOnly}
          label={`Code of ${titleOf(block, scene.graph)}`}
          onChange={({ source, inputs, outputs, over }) => {
            if (source !== undefined) edit('source', source.slice(0, 60_000))
            if (inputs) edit('inputs', inputs)
            if (outputs) edit('outputs', outputs)
            if (over) edit('over', over)
          }}
        />
      </Suspense>
    </div>
  )
}
