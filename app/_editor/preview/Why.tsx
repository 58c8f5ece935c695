'use client'
import clsx from 'clsx'
import { ChevronRight } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import { catalogue } from '@/sandbox/catalogue/index'
import type { NodeId, Origin, Program } from '@/sandbox/ir/program'
import { SIGNAL_OUTPUTS } from '@/sandbox/ir/program'
import { type Evidence, explainWhole, type Lack, lacksOf, SIGNS, type Side } from '@/sandbox/run/evidence'
import { number } from '../../_ui/numbers'
import { Segments } from '../../_ui/Segments'
import { nodeNames } from './nodeNames'
import type { PreviewStore } from './store'
import { useCursor, usePreviewState } from './usePreview'

interface WhyProps {
  readonly store: PreviewStore
  /** Brings a block or line into view. */
  readonly onJump: (origin: Origin) => void
}

/** Why an output did or did not fire on the bar that is looked at. */
export function Why({ store, onJump }: WhyProps) {
  const { shown } = usePreviewState(store)
  const bar = useDeferredValue(useCursor(store))
  const [chosen, setChosen] = useState<string | null>(null)
  const program = shown?.compiled.program
  const outputs = SIGNAL_OUTPUTS.filter(name => program?.outputs[name] !== undefined)
  const firesNow = (name: (typeof outputs)[number]) =>
    program?.outputs[name] !== undefined && store.column(program.outputs[name])?.[bar] === 1
  // what nobody chose is what fired here
  const output = outputs.find(name => name === chosen) ?? outputs.find(firesNow) ?? outputs[0]
  const root = output && program?.outputs[output]
  const nameOf = useMemo(() => (program ? nodeNames(program) : null), [program])
  const found = useMemo(() => {
    if (!shown || !program || root === undefined) return null
    const { ran } = shown
    const read = (node: NodeId) => {
      const column = ran.columnOf[node] ?? -1
      return column < 0 ? Number.NaN : (ran.values[column * ran.rows + bar] ?? Number.NaN)
    }
    return {
      evidence: explainWhole(program, root, read, catalogue),
      lacks: lacksOf(program, root, read, catalogue),
    }
  }, [shown, program, root, bar])
  if (!program || !found || !nameOf)
    return <p className="p-3 text-faint">Connect a condition to an output, and this says what decides it.</p>
  const { evidence, lacks } = found
  const fired = evidence.value === 1
  return (
    <div className="flex flex-col gap-2 p-3 text-[12px]">
      {outputs.length > 1 && (
        <Segments
          label="Output"
          value={output ?? ''}
          onChange={setChosen}
          options={outputs.map(name => ({ value: name, label: name }))}
        />
      )}
      <p
        role="status"
        data-why={fired ? 'fired' : 'not'}
        className={clsx(fired ? 'text-accent' : 'text-soft')}
      >
        <b className="font-semibold">{output}</b>{' '}
        {fired
          ? 'fires on this bar.'
          : evidence.value === null
            ? 'has no value yet.'
            : 'does not fire on this bar.'}
      </p>
      {!fired && (
        <ul aria-label="What was missing" className="flex flex-col gap-1">
          {lacks.map(lack => (
            <li key={`${lack.node} ${lack.wanted}`}>
              <button
                type="button"
                onClick={() => lack.origins[0] && onJump(lack.origins[0])}
                className="w-full rounded border border-line bg-raised px-2 py-1.5 text-left hover:bg-hover"
              >
                {sentenceOf(lack, nameOf)}
              </button>
            </li>
          ))}
        </ul>
      )}
      <ul aria-label="Evidence" className="border-t border-line pt-2">
        <Branch program={program} evidence={evidence} nameOf={nameOf} onJump={onJump} depth={0} />
      </ul>
    </div>
  )
}

type NameOf = (node: NodeId) => string

/** What has to happen, and how far it is. */
function sentenceOf({ op, node, wanted, value, sides, by }: Lack, nameOf: NameOf): string {
  const [a, b] = sides
  if (!a || !b) {
    const what = nameOf(node)
    return value === null ? `${what} has no value yet.` : `${what} would have to be ${wanted}.`
  }
  const [first, second] = [nameOf(a.node), nameOf(b.node)]
  const claim = `${first} ${wanted ? '' : 'not '}${SIGNS[op] ?? op} ${second}`
  if (a.value === null || b.value === null)
    return `${claim}: ${a.value === null ? first : second} has no value yet.`
  const now = `${claim}: ${first} is ${number(a.value)}${isConstant(b) ? '' : `, ${second} ${number(b.value)}`}`
  if (by === null) return `${now}; it would have to come from the other side again.`
  const share = a.value === 0 ? '' : ` (${number(Number(Math.abs((by / a.value) * 100).toPrecision(3)))} %)`
  return by === 0
    ? `${now}: equal, and it has to pass.`
    : `${now}, ${number(Math.abs(by))}${share} too ${by > 0 ? 'low' : 'high'}.`
}

const isConstant = ({ title, names }: Side) => names.length === 0 && title === CONSTANT
const CONSTANT = catalogue.entry('constant')?.title

interface BranchProps {
  readonly program: Program
  readonly evidence: Evidence
  readonly nameOf: NameOf
  readonly depth: number
  readonly onJump: (origin: Origin) => void
}

/** Deeper conditions are opened by hand. */
const OPEN_DEPTH = 4

function Branch({ program, evidence, nameOf, depth, onJump }: BranchProps) {
  const { node, op, kind, value, inputs, margin } = evidence
  const isCondition = kind === 'bool'
  const [open, setOpen] = useState(isCondition && depth < OPEN_DEPTH)
  const shown = inputs.filter(each => each.op !== 'constant' && each.op !== 'flag')
  const sign = SIGNS[op]
  const [a, b] = inputs
  const text = sign && a && b ? `${nameOf(a.node)} ${sign} ${nameOf(b.node)}` : nameOf(node)
  const origin = program.origins[node]?.[0]
  return (
    <li>
      <span className="flex items-center gap-1 rounded px-1 py-0.5 hover:bg-hover">
        <button
          type="button"
          aria-label={open ? 'Close' : 'Open'}
          aria-expanded={open}
          disabled={shown.length === 0}
          onClick={() => setOpen(!open)}
          className="disabled:invisible"
        >
          <ChevronRight size={12} className={clsx('text-faint', open && 'rotate-90')} />
        </button>
        <button
          type="button"
          disabled={!origin}
          onClick={() => origin && onJump(origin)}
          className="min-w-0 flex-1 truncate text-left"
          title={origin?.kind === 'code' ? `${text}, line ${origin.line}` : text}
        >
          {text}
        </button>
        {margin !== undefined && (
          <span className="text-faint tabular-nums" title="How far the first side is from the second">
            {margin > 0 ? '+' : ''}
            {number(margin)}
          </span>
        )}
        <span
          className={clsx(
            'min-w-12 text-right tabular-nums',
            isCondition
              ? value === 1
                ? 'text-accent'
                : value === 0
                  ? 'text-soft'
                  : 'text-faint'
              : 'text-ink',
          )}
        >
          {value === null ? '–' : isCondition ? (value === 1 ? '✓ true' : '✗ false') : number(value)}
        </span>
      </span>
      {open && shown.length > 0 && (
        <ul className="ml-3 border-l border-line pl-1">
          {shown.map((each, at) => (
            <Branch
              key={`${each.node} ${at}`}
              program={program}
              evidence={each}
              nameOf={nameOf}
              depth={depth + 1}
              onJump={onJump}
            />
          ))}
        </ul>
      )}
    </li>
  )
}
