'use client'
import { Plus, X } from 'lucide-react'
import { useId, useMemo, useState } from 'react'
import { Button, IconButton } from '@/app/_ui/Button'
import { Segments } from '@/app/_ui/Segments'
import type { CodeBlock, Declaration } from '@/sandbox/compile/graph/document'
import type { Problem } from '@/sandbox/ir/problem'
import { CodeEditor } from './CodeEditor'

export type CodePort = CodeBlock['inputs'][number]
/** What of a code block is edited here. */
export type CodeBlockChange = Partial<Pick<CodeBlock, 'source' | 'inputs' | 'outputs' | 'over'>>

interface CodeBlockEditorProps {
  readonly block: Pick<CodeBlock, 'source' | 'inputs' | 'outputs' | 'over'>
  /** Parameters of the graph that it stands in. */
  readonly params: readonly Declaration[]
  readonly onChange: (change: CodeBlockChange) => void
  readonly problems?: readonly Problem[]
  readonly readOnly?: boolean
  readonly onSave?: () => void
  /** What the code is of, for those who hear it. */
  readonly label?: string
}

const OVER = [
  { value: 'bars', label: 'Bar by bar' },
  { value: 'series', label: 'Whole series' },
] as const
const SAYS = {
  bars: 'A function of one bar and its own state: (bar, state) => ({ … }). Inputs are bar.<name>, as plain numbers.',
  series:
    'A function of whole series, as a formula writes them: ({ a, b }) => ({ … }). Inputs are its argument.',
} as const
const MOST = { inputs: 16, outputs: 24 } as const

/** A code block inside a graph: what goes in, what comes out, and the function between. */
export function CodeBlockEditor({
  block,
  params,
  onChange,
  problems,
  readOnly,
  onSave,
  label,
}: CodeBlockEditorProps) {
  const { source, inputs, outputs, over } = block
  const ports = useMemo(() => ({ inputs, outputs, params }), [inputs, outputs, params])
  return (
    <section aria-label="Code block" className="flex h-full min-h-0 flex-col">
      <div className="flex flex-col gap-2 border-b border-line bg-panel px-3 py-2">
        <Segments
          label="The function is given"
          options={OVER}
          value={over}
          onChange={next => !readOnly && onChange({ over: next })}
        />
        <p className="text-[12px] text-faint">{SAYS[over]}</p>
        <div className="grid grid-cols-[repeat(auto-fit,minmax(200px,1fr))] gap-3">
          <Ports
            title="Inputs"
            ports={inputs}
            most={MOST.inputs}
            readOnly={readOnly ?? false}
            onChange={next => onChange({ inputs: next })}
          />
          <Ports
            title="Outputs"
            ports={outputs}
            most={MOST.outputs}
            readOnly={readOnly ?? false}
            onChange={next => onChange({ outputs: next })}
          />
        </div>
      </div>
      <div className="min-h-0 flex-1">
        <CodeEditor
          kind={over}
          text={source}
          ports={ports}
          onChange={next => onChange({ source: next })}
          problems={problems ?? NONE}
          readOnly={readOnly ?? false}
          {...(onSave && { onSave })}
          label={label ?? 'Code of the block'}
        />
      </div>
    </section>
  )
}

const NONE: readonly Problem[] = []
const WORD = /^(?!__)[A-Za-z_]\w{0,39}$/

interface PortsProps {
  readonly title: 'Inputs' | 'Outputs'
  readonly ports: readonly CodePort[]
  readonly most: number
  readonly readOnly: boolean
  readonly onChange: (ports: CodePort[]) => void
}

function Ports({ title, ports, most, readOnly, onChange }: PortsProps) {
  const heading = useId()
  const change = (at: number, port: CodePort) => onChange(ports.map((each, n) => (n === at ? port : each)))
  return (
    <fieldset aria-labelledby={heading} disabled={readOnly} className="flex min-w-0 flex-col gap-1">
      <p id={heading} className="text-[11px] font-semibold tracking-wide text-faint uppercase">
        {title}
      </p>
      {ports.map((port, at) => (
        // a port keeps its row while it is renamed
        <div key={at} className="flex items-center gap-1">
          <PortName
            label={`Name of ${title.toLowerCase().slice(0, -1)} ${at + 1}`}
            name={port.name}
            taken={ports.some((other, n) => n !== at && other.name === port.name)}
            onChange={name => change(at, { ...port, name })}
          />
          <select
            aria-label={`Kind of ${port.name}`}
            value={port.kind}
            onChange={event =>
              change(at, { ...port, kind: event.target.value === 'bool' ? 'bool' : 'number' })
            }
            className="h-6 rounded border border-line-strong bg-ground px-1 text-[12px]"
          >
            <option value="number">number</option>
            <option value="bool">condition</option>
          </select>
          <IconButton
            label={`Remove ${port.name}`}
            onClick={() => onChange(ports.filter((_, n) => n !== at))}
          >
            <X size={12} />
          </IconButton>
        </div>
      ))}
      <Button
        look="quiet"
        icon={<Plus size={12} />}
        blocked={ports.length >= most ? `At most ${most}.` : null}
        onClick={() => onChange([...ports, { name: freeName(title, ports), kind: 'number' }])}
      >
        {title === 'Inputs' ? 'Input' : 'Output'}
      </Button>
    </fieldset>
  )
}

interface PortNameProps {
  readonly label: string
  readonly name: string
  readonly taken: boolean
  readonly onChange: (name: string) => void
}

/** A name is handed on once it can be one. */
function PortName({ label, name, taken, onChange }: PortNameProps) {
  const [text, setText] = useState(name)
  const [before, setBefore] = useState(name)
  if (before !== name) {
    setBefore(name)
    setText(name)
  }
  const isWrong = !WORD.test(text) || taken
  return (
    <input
      aria-label={label}
      aria-invalid={isWrong}
      title={
        taken
          ? 'There are two of this name.'
          : isWrong
            ? 'A word: letters, digits and _, not a digit first.'
            : undefined
      }
      value={text}
      maxLength={40}
      spellCheck={false}
      onChange={event => {
        setText(event.target.value)
        if (WORD.test(event.target.value)) onChange(event.target.value)
      }}
      onBlur={() => setText(name)}
      className="h-6 min-w-0 flex-1 rounded border border-line-strong bg-ground px-1.5 font-mono text-[12px] aria-invalid:border-bad"
    />
  )
}

function freeName(title: 'Inputs' | 'Outputs', ports: readonly CodePort[]): string {
  const names = new Set(ports.map(({ name }) => name))
  const wanted = title === 'Inputs' ? ['a', 'b', 'c', 'd'] : ['value', 'filter']
  const simple = wanted.find(name => !names.has(name))
  if (simple) return simple
  for (let n = 2; ; n++) if (!names.has(`${wanted[0]}${n}`)) return `${wanted[0]}${n}`
}
