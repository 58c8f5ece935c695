'use client'
import { lazy, Suspense, useState } from 'react'
import { catalogue } from '@/sandbox/catalogue'
import type { Declaration, GraphBlock } from '@/sandbox/compile/graph/document'
import { TIMEFRAMES } from '@/sandbox/ir/timeframe'
import { Button } from '../../_ui/Button'
import { inputClass } from '../../_ui/inputClass'
import type { Json } from '../model/edit'
import { SIDES } from '../model/edits/arrange'
import { renameBlock, setClock, setField, setParam, setValue } from '../model/edits/blocks'
import { declareParam, promoteParam, removeParam, setTimeframe } from '../model/edits/settings'
import { updatesOf, updateUse, usesOf, versionDiff } from '../model/edits/subgraphs'
import { inputKey, type Scene } from '../model/graphState'
import { paramSpecsOf, portsOfBlock } from '../model/ports'
import { kindTitle, titleOf } from '../model/titles'
import { timeframeRefusal } from '../model/wireCheck'
import { COMMANDS } from './commands'
import { useScene, useSession, useSessionState } from './context'
import { ParamField, PortField } from './fields'

const CodeBlockEditor = lazy(async () => ({
  default: (await import('../code/CodeBlockEditor')).CodeBlockEditor,
}))

/** The strategy's settings, or all that can be said and set about what is selected. */
export function Inspector() {
  const scene = useScene()
  const selection = useSessionState(state => state.selection)
  const blocks = [...selection].flatMap(id => scene.blocks.get(id) ?? [])
  const [only] = blocks
  return (
    <div className="flex flex-col pb-4 text-[12px]">
      {selection.size === 0 && <StrategySettings scene={scene} />}
      {blocks.length === 1 && only && <OneBlock key={only.id} block={only} scene={scene} />}
      {selection.size > 1 && <Many count={selection.size} />}
    </div>
  )
}

const Heading = ({ children }: { readonly children: React.ReactNode }) => (
  <h3 className="px-4 pt-3 pb-1 text-[11px] font-semibold tracking-wide text-faint uppercase">{children}</h3>
)

function Many({ count }: { readonly count: number }) {
  const session = useSession()
  const arrange = COMMANDS.filter(
    ({ id }) => SIDES.some(side => id === `align ${side}`) || id.startsWith('distribute') || id === 'snap',
  )
  return (
    <>
      <Heading>{count} selected</Heading>
      <div className="flex flex-wrap gap-1.5 px-4">
        {arrange.map(command => (
          <Button key={command.id} className="h-6! px-2!" onClick={() => command.run(session, NO_VIEW)}>
            {command.title}
          </Button>
        ))}
        <Button
          className="h-6! px-2!"
          onClick={() => COMMANDS.find(({ id }) => id === 'subgraph')?.run(session, NO_VIEW)}
        >
          Turn into a sub-graph
        </Button>
      </div>
    </>
  )
}

const NO_VIEW = { fit: () => {}, openPalette: () => {}, middle: () => ({ x: 0, y: 0 }) }

function OneBlock({ block, scene }: { readonly block: GraphBlock; readonly scene: Scene }) {
  const session = useSession()
  const { graph } = scene
  const entry = block.kind === 'operator' ? catalogue.entry(block.entry) : undefined
  const specs = paramSpecsOf(block, graph)
  const { inputs } = portsOfBlock(block, graph)
  const values = 'values' in block ? block.values : {}
  return (
    <>
      <Heading>{kindTitle(block, graph)}</Heading>
      {entry && (
        <div className="px-4 pb-2">
          <p className="text-soft">{entry.summary}</p>
          <p className="mt-1 font-mono text-[11px] text-faint">{entry.formula}</p>
        </div>
      )}
      {block.kind !== 'output' && block.kind !== 'column' && (
        <Row label="Name">
          <input
            className={inputClass('h-7!')}
            placeholder={kindTitle(block, graph)}
            value={block.name ?? ''}
            onChange={event => session.do(renameBlock(scene, block.id, event.target.value))}
          />
        </Row>
      )}
      {block.kind === 'column' && (
        <Row label="Column">
          <input
            className={inputClass('h-7!')}
            value={block.column}
            onChange={event =>
              session.do(setField(scene, block.id, 'column', event.target.value.slice(0, 64)))
            }
          />
        </Row>
      )}
      {block.kind === 'operator' && <Clock block={block} scene={scene} />}
      {specs.length > 0 && <Heading>Parameters</Heading>}
      {specs.map(spec => {
        const value = 'params' in block ? block.params[spec.name] : undefined
        return (
          <div key={spec.name} className="pb-1">
            <ParamField
              wide
              spec={spec}
              block={block}
              value={value}
              onSet={next => session.do(setParam(scene, block.id, spec.name, next))}
            />
            <p className="flex justify-between px-4 text-[11px] text-faint">
              {spec.kind === 'int' || spec.kind === 'num'
                ? `${spec.min} to ${spec.max}, usually ${spec.default}`
                : `usually ${spec.default}`}
              {typeof value !== 'object' && scene.within === null && (
                <button
                  type="button"
                  className="underline decoration-dotted hover:text-ink"
                  onClick={() =>
                    session.do(
                      promoteParam(scene, block.id, spec.name, declarationFor(scene, block, spec, value)),
                    )
                  }
                >
                  make it a parameter
                </button>
              )}
            </p>
          </div>
        )
      })}
      {inputs.length > 0 && <Heading>Inputs</Heading>}
      {inputs.map(port => (
        <div key={port.name} className="px-4 py-0.5">
          <PortField
            port={port}
            block={block}
            isWired={scene.wires.has(inputKey({ block: block.id, port: port.name }))}
            value={values[port.name]}
            onSet={next => session.do(setValue(scene, block.id, port.name, next))}
          />
        </div>
      ))}
      {block.kind === 'subgraph' && <Versions block={block} scene={scene} />}
      {block.kind === 'code' && (
        <div className="mt-2 h-[32rem] border-y border-line">
          <Suspense fallback={<pre className="p-3 font-mono text-[11px] text-faint">{block.source}</pre>}>
            <CodeBlockEditor
              block={block}
              readOnly={session.readOnly}
              label={`Code of ${titleOf(block, graph)}`}
              onChange={({ source, inputs, outputs, over }) => {
                const edit = (key: string, value: Json) =>
                  session.do(setField(session.scene, block.id, key, value, 'Edit code'))
                if (source !== undefined) edit('source', source.slice(0, 60_000))
                if (inputs) edit('inputs', inputs)
                if (outputs) edit('outputs', outputs)
                if (over) edit('over', over)
              }}
            />
          </Suspense>
        </div>
      )}
    </>
  )
}

function declarationFor(
  scene: Scene,
  block: GraphBlock,
  spec: ReturnType<typeof paramSpecsOf>[number],
  value: unknown,
): Declaration {
  const base = `${block.name ?? (block.kind === 'operator' ? block.entry : 'sub')}_${spec.name}`
    .replace(/[^A-Za-z0-9_]/g, '')
    .slice(0, 36)
  const taken = new Set(scene.graph.params.map(({ name }) => name))
  let name = taken.has(spec.name) ? base : spec.name
  for (let n = 2; taken.has(name); n++) name = `${base}${n}`
  const title = spec.title
  switch (spec.kind) {
    case 'bool':
      return { name, title, kind: 'bool', default: typeof value === 'boolean' ? value : spec.default }
    case 'choice':
      return {
        name,
        title,
        kind: 'choice',
        choices: [...spec.choices],
        default: typeof value === 'string' ? value : spec.default,
      }
    default:
      return {
        name,
        title,
        kind: spec.kind,
        default: typeof value === 'number' ? value : spec.default,
        min: spec.min,
        max: spec.max,
        ...(spec.step !== undefined && { step: spec.step }),
      }
  }
}

const Row = ({ label, children }: { readonly label: string; readonly children: React.ReactNode }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is what stands inside
  <label className="flex items-center gap-2 px-4 py-1">
    <span className="w-20 shrink-0 text-faint">{label}</span>
    {children}
  </label>
)

function Clock({
  block,
  scene,
}: {
  readonly block: Extract<GraphBlock, { kind: 'operator' }>
  readonly scene: Scene
}) {
  const session = useSession()
  return (
    <>
      <Row label="Timeframe">
        <select
          className={inputClass('h-7!')}
          value={block.timeframe ?? ''}
          onChange={event =>
            session.do(setClock(scene, block.id, { timeframe: event.target.value || undefined }))
          }
        >
          <option value="">the strategy’s own</option>
          {TIMEFRAMES.map(timeframe => (
            <option key={timeframe} disabled={timeframeRefusal(scene, timeframe) !== null}>
              {timeframe}
            </option>
          ))}
        </select>
      </Row>
      <Row label="Symbol">
        <input
          className={inputClass('h-7!')}
          placeholder="the strategy’s own"
          defaultValue={block.symbol ?? ''}
          onBlur={event => {
            const symbol = event.target.value.trim()
            if (symbol === '' || /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,39}$/.test(symbol))
              session.do(setClock(scene, block.id, { symbol: symbol || undefined }))
            else session.say('A symbol holds letters, digits and . _ : / - only.')
          }}
        />
      </Row>
    </>
  )
}

function Versions({
  block,
  scene,
}: {
  readonly block: Extract<GraphBlock, { kind: 'subgraph' }>
  readonly scene: Scene
}) {
  const session = useSession()
  const { graph } = scene
  const inner = graph.subgraphs.get(block.use)
  const [newest] = updatesOf(graph, block)
  const next = newest && graph.subgraphs.get(newest.id)
  const uses = usesOf(graph, block.use)
  if (!inner) return null
  return (
    <div className="flex flex-col gap-2 px-4 pt-2">
      <Row label="Sub-graph">
        <input
          className={inputClass('h-7!')}
          value={inner.name}
          onChange={event =>
            session.do({
              title: 'Rename a sub-graph',
              changes: [{ path: ['subgraphs', block.use, 'name'], value: event.target.value.slice(0, 80) }],
              merge: `subgraph ${block.use}`,
            })
          }
        />
      </Row>
      <p className="text-faint">
        Version {block.version}, used by {uses} {uses === 1 ? 'block' : 'blocks'}.{' '}
        {uses > 1 && 'Changing its inside changes all of them; begin a new version to change this one only.'}
      </p>
      <div className="flex flex-wrap gap-1.5">
        <Button className="h-6! px-2!" onClick={() => session.enter(block.id)}>
          Open
        </Button>
        {uses > 1 && (
          <Button
            className="h-6! px-2!"
            onClick={() => COMMANDS.find(({ id }) => id === 'version')?.run(session, NO_VIEW)}
          >
            New version for this block
          </Button>
        )}
        <Button
          className="h-6! px-2!"
          onClick={() => COMMANDS.find(({ id }) => id === 'unpack')?.run(session, NO_VIEW)}
        >
          Unpack
        </Button>
      </div>
      {newest && next && (
        <section aria-label="Update available" className="rounded-md border border-accent p-2">
          <p className="font-medium text-ink">Version {newest.version} is available</p>
          <ul className="my-1 list-disc pl-4 text-soft">
            {versionDiff(graph, inner, next).map(line => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <Button
            look="primary"
            className="h-6! px-2!"
            onClick={() => session.do(updateUse(scene, block.id, newest.id))}
          >
            Update this block
          </Button>
        </section>
      )}
    </div>
  )
}

function StrategySettings({ scene }: { readonly scene: Scene }) {
  const session = useSession()
  const { graph } = scene
  const [kind, setKind] = useState<Declaration['kind']>('int')
  const [name, setName] = useState('')
  const declare = (declaration: Declaration, before?: string) =>
    session.do(declareParam(session.model.state, declaration, before))
  return (
    <>
      <Heading>Strategy</Heading>
      <Row label="Timeframe">
        <select
          className={inputClass('h-7!')}
          value={graph.timeframe ?? ''}
          onChange={event => {
            const chosen = TIMEFRAMES.find(each => each === event.target.value) ?? null
            session.do(setTimeframe(chosen))
          }}
        >
          <option value="">any</option>
          {TIMEFRAMES.map(timeframe => (
            <option key={timeframe}>{timeframe}</option>
          ))}
        </select>
      </Row>
      <Heading>Parameters</Heading>
      {graph.params.length === 0 && (
        <p className="px-4 text-faint">
          Select a block and make one of its values a parameter, or declare one here.
        </p>
      )}
      {graph.params.map(each => (
        <div key={each.name} className="flex items-center gap-2 px-4 py-0.5">
          <code className="min-w-0 flex-1 truncate" title={each.title}>
            {each.name}
          </code>
          {each.kind === 'bool' ? (
            <input
              type="checkbox"
              aria-label={`Default of ${each.name}`}
              checked={each.default}
              onChange={event => declare({ ...each, default: event.target.checked })}
            />
          ) : each.kind === 'choice' ? (
            <select
              aria-label={`Default of ${each.name}`}
              className={inputClass('h-7! w-28!')}
              value={each.default}
              onChange={event => declare({ ...each, default: event.target.value })}
            >
              {each.choices.map(choice => (
                <option key={choice}>{choice}</option>
              ))}
            </select>
          ) : (
            <input
              type="number"
              aria-label={`Default of ${each.name}`}
              className={inputClass('h-7! w-24!')}
              value={each.default}
              step={each.step ?? (each.kind === 'int' ? 1 : 'any')}
              {...(each.min !== undefined && { min: each.min })}
              {...(each.max !== undefined && { max: each.max })}
              onChange={event => {
                const value = event.target.valueAsNumber
                if (Number.isFinite(value)) declare({ ...each, default: value })
              }}
            />
          )}
          <Button
            look="quiet"
            className="h-6! px-1!"
            aria-label={`Remove the parameter ${each.name}`}
            onClick={() => session.do(removeParam(graph, each.name))}
          >
            ×
          </Button>
        </div>
      ))}
      <form
        className="flex items-center gap-1.5 px-4 pt-2"
        onSubmit={event => {
          event.preventDefault()
          const made: Declaration =
            kind === 'bool'
              ? { name, title: '', kind, default: false }
              : kind === 'choice'
                ? { name, title: '', kind, default: 'a', choices: ['a', 'b'] }
                : { name, title: '', kind, default: 1 }
          if (declare(made)) setName('')
        }}
      >
        <input
          aria-label="Name of a new parameter"
          placeholder="new parameter"
          className={inputClass('h-7!')}
          value={name}
          onChange={event => setName(event.target.value)}
        />
        <select
          aria-label="Kind of the new parameter"
          className={inputClass('h-7! w-20!')}
          value={kind}
          onChange={event => setKind(KINDS.find(each => each === event.target.value) ?? 'int')}
        >
          {KINDS.map(each => (
            <option key={each}>{each}</option>
          ))}
        </select>
        <Button type="submit" className="h-7!" blocked={name === '' ? 'Give it a name first.' : null}>
          Declare
        </Button>
      </form>
    </>
  )
}

const KINDS = ['int', 'num', 'bool', 'choice'] as const
