'use client'
import type { Declaration } from '@/sandbox/compile/graph/document'
import { inputClass } from '../../../_ui/inputClass'
import { declareParam, followingOf, unfollowParam } from '../../model/edits/params'
import { type Scene, sceneOf } from '../../model/graphState'
import { titleOf } from '../../model/titles'
import { placeOf, wayTo } from '../../model/uses'
import { useSession } from '../context'
import { NumberInput } from '../NumberInput'

interface ParamDetailsProps {
  readonly scene: Scene
  readonly declared: Declaration
}

/** A parameter's title and bounds, and every field that follows it. */
export function ParamDetails({ scene, declared }: ParamDetailsProps) {
  const session = useSession()
  const set = (next: Declaration) => session.do(declareParam(session.scene, next))
  return (
    <div className="mx-4 mb-1 flex flex-col gap-1 border-l border-line pl-3">
      <label className="flex items-center gap-2">
        <span className="w-14 text-faint">Title</span>
        <input
          className={inputClass('h-7!')}
          value={declared.title}
          placeholder={declared.name}
          readOnly={session.readOnly}
          onChange={event => set({ ...declared, title: event.target.value.slice(0, 200) })}
        />
      </label>
      {(declared.kind === 'int' || declared.kind === 'num') && <Bounds declared={declared} onSet={set} />}
      {declared.kind === 'choice' && <Choices declared={declared} onSet={set} />}
      <Uses scene={scene} name={declared.name} />
    </div>
  )
}

type Numeric = Extract<Declaration, { kind: 'int' | 'num' }>
type Choice = Extract<Declaration, { kind: 'choice' }>

interface PartProps<Kind extends Declaration> {
  readonly declared: Kind
  readonly onSet: (declared: Declaration) => void
}

const BOUNDS = [
  { key: 'min', title: 'At least' },
  { key: 'max', title: 'At most' },
  { key: 'step', title: 'Step' },
] as const

/** A bound never leaves the default outside. */
function Bounds({ declared, onSet }: PartProps<Numeric>) {
  const session = useSession()
  const limits = {
    min: { max: declared.default },
    max: { min: declared.default },
    step: { min: declared.kind === 'int' ? 1 : 1e-9 },
  }
  return (
    <div className="flex gap-2">
      {BOUNDS.map(({ key, title }) => (
        <label key={key} className="flex min-w-0 flex-col gap-0.5">
          <span className="text-faint">{title}</span>
          <NumberInput
            className="h-6! w-full"
            label={`${title}, ${declared.name}`}
            placeholder="–"
            readOnly={session.readOnly}
            value={declared[key] ?? null}
            whole={declared.kind === 'int'}
            {...limits[key]}
            onSet={value => {
              const { [key]: _, ...rest } = declared
              onSet(value === undefined ? rest : { ...rest, [key]: value })
            }}
          />
        </label>
      ))}
    </div>
  )
}

function Choices({ declared, onSet }: PartProps<Choice>) {
  const session = useSession()
  return (
    <label className="flex items-center gap-2">
      <span className="w-14 text-faint">Choices</span>
      <input
        className={inputClass('h-7!')}
        defaultValue={declared.choices.join(', ')}
        readOnly={session.readOnly}
        onBlur={event => {
          const choices = [
            ...new Set(
              event.target.value
                .split(',')
                .map(each => each.trim().slice(0, 80))
                .filter(Boolean),
            ),
          ].slice(0, 100)
          if (choices.length > 0)
            onSet({
              ...declared,
              choices,
              default: choices.includes(declared.default) ? declared.default : choices[0]!,
            })
        }}
      />
    </label>
  )
}

/** What follows a parameter: a click goes there. */
function Uses({ scene, name }: { readonly scene: Scene; readonly name: string }) {
  const session = useSession()
  const { graph } = scene
  const uses = followingOf(scene, name)
  if (uses.length === 0)
    return <p className="text-warn">No block follows it. Choose it at a block’s field.</p>
  return (
    <ul aria-label={`What follows ${name}`} className="flex flex-col">
      {uses.map(({ within, block, field }) => {
        const place = placeOf(graph, within, block.id)
        const way = within === null ? null : (graph.subgraphs.get(within)?.name ?? within)
        return (
          <li key={`${within} ${block.id} ${field}`} className="flex items-center gap-1">
            <button
              type="button"
              disabled={place === null}
              title={place === null ? 'No block uses this sub-graph.' : 'Show the block'}
              className="min-w-0 flex-1 truncate rounded px-1 text-left text-soft enabled:hover:bg-hover enabled:hover:text-ink"
              onClick={() => place !== null && session.goTo(here(place))}
            >
              {way !== null && within !== scene.within && <span className="text-faint">{way} › </span>}
              {titleOf(block, graph)} <span className="text-faint">{field.replace(/^\w+:/, '')}</span>
            </button>
            {!session.readOnly && (
              <button
                type="button"
                className="rounded px-1 text-[11px] text-faint hover:bg-hover hover:text-ink"
                aria-label={`Let ${titleOf(block, graph)} no longer follow ${name}`}
                onClick={() => session.do(unfollowParam(sceneOf(graph, within), block.id, field))}
              >
                let go
              </button>
            )}
          </li>
        )
      })}
    </ul>
  )

  /** On the sheet that is shown one stays, whichever way one came there. */
  function here(place: string): string {
    const way = wayTo(graph, scene.within)
    if (scene.within === null || way === null || !place.startsWith(`${way}/`)) return place
    return [...session.state.path.map(({ block }) => block), place.slice(way.length + 1)].join('/')
  }
}
