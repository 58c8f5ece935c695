'use client'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { Declaration } from '@/sandbox/compile/graph/document'
import { Button } from '../../../_ui/Button'
import { inputClass } from '../../../_ui/inputClass'
import { declareParam, followingOf, moveParam, ownParams, removeParam } from '../../model/edits/params'
import type { Scene } from '../../model/graphState'
import { useSession } from '../context'
import { ListButtons } from './ListButtons'
import { NameInput } from './NameInput'
import { ParamDetails } from './ParamDetails'
import { ParamValue } from './ParamValue'
import { Heading, Note } from './Row'

interface ParamListProps {
  readonly scene: Scene
  /** What is said while there are none. */
  readonly none: string
}

/** The parameters that the strategy or a sub-graph declares: their defaults, bounds, and what follows them. */
export function ParamList({ scene, none }: ParamListProps) {
  const session = useSession()
  const params = ownParams(scene)
  return (
    <>
      <Heading>Parameters</Heading>
      {params.length === 0 && <Note>{none}</Note>}
      <ul aria-label="Parameters">
        {params.map((declared, at) => (
          <Param
            key={declared.name}
            scene={scene}
            declared={declared}
            isFirst={at === 0}
            isLast={at === params.length - 1}
          />
        ))}
      </ul>
      {!session.readOnly && <NewParam scene={scene} />}
    </>
  )
}

interface ParamProps {
  readonly scene: Scene
  readonly declared: Declaration
  readonly isFirst: boolean
  readonly isLast: boolean
}

function Param({ scene, declared, isFirst, isLast }: ParamProps) {
  const session = useSession()
  const [isOpen, setOpen] = useState(false)
  const { name } = declared
  const uses = followingOf(scene, name).length
  return (
    <li>
      <div className="flex items-center gap-1 py-0.5 pr-4 pl-2.5">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-label={`Bounds and uses of ${name}`}
          className="rounded p-0.5 text-faint hover:bg-hover hover:text-ink"
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? <ChevronDown size={12} /> : <ChevronRight size={12} />}
        </button>
        <NameInput
          label={`Name of the parameter ${name}`}
          value={name}
          readOnly={session.readOnly}
          className="h-7! min-w-0 flex-1 font-mono"
          onName={next => session.do(declareParam(scene, { ...declared, name: next }, name))}
        />
        <ParamValue
          declared={declared}
          onSet={next => session.do(declareParam(session.scene, next))}
          readOnly={session.readOnly}
        />
        {!session.readOnly && (
          <ListButtons
            name={name}
            isFirst={isFirst}
            isLast={isLast}
            onMove={by => session.do(moveParam(scene, name, by))}
            onRemove={() => session.do(removeParam(scene, name))}
          />
        )}
      </div>
      {isOpen ? (
        <ParamDetails scene={scene} declared={declared} />
      ) : (
        uses === 0 && <p className="pl-8 text-[11px] text-warn">No block follows it.</p>
      )}
    </li>
  )
}

const KINDS = [
  { kind: 'int', title: 'whole' },
  { kind: 'num', title: 'number' },
  { kind: 'bool', title: 'yes/no' },
  { kind: 'choice', title: 'choice' },
] as const

const FRESH = {
  int: { kind: 'int', default: 1 },
  num: { kind: 'num', default: 1 },
  bool: { kind: 'bool', default: false },
  choice: { kind: 'choice', default: 'a', choices: ['a', 'b'] },
} as const

function NewParam({ scene }: { readonly scene: Scene }) {
  const session = useSession()
  const [kind, setKind] = useState<Declaration['kind']>('int')
  const [name, setName] = useState('')
  const isTaken = ownParams(scene).some(each => each.name === name)
  return (
    <form
      className="flex items-center gap-1.5 px-4 pt-2"
      onSubmit={event => {
        event.preventDefault()
        const fresh = FRESH[kind]
        const declared: Declaration =
          fresh.kind === 'choice'
            ? { name, title: '', ...fresh, choices: [...fresh.choices] }
            : { name, title: '', ...fresh }
        if (!isTaken && session.do(declareParam(scene, declared))) setName('')
      }}
    >
      <input
        aria-label="Name of a new parameter"
        placeholder="new parameter"
        spellCheck={false}
        className={inputClass('h-7!')}
        value={name}
        onChange={event => setName(event.target.value)}
      />
      <select
        aria-label="Kind of the new parameter"
        className={inputClass('h-7! w-22! shrink-0 px-1!')}
        value={kind}
        onChange={event => setKind(KINDS.find(each => each.kind === event.target.value)?.kind ?? 'int')}
      >
        {KINDS.map(each => (
          <option key={each.kind} value={each.kind}>
            {each.title}
          </option>
        ))}
      </select>
      <Button
        type="submit"
        className="h-7!"
        blocked={
          name === '' ? 'Give it a name first.' : isTaken ? `There is a parameter ${name} already.` : null
        }
      >
        Declare
      </Button>
    </form>
  )
}
