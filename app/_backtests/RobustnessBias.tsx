import { AlertTriangle, ArrowRight, Check } from 'lucide-react'
import Link from 'next/link'
import { useHref } from '../_session/workspace'
import type { Report, Told } from './backtest'
import { Nothing, Part } from './Part'

type Bias = NonNullable<Report['bias']>
type Culprit = Extract<Bias['start'], { kind: 'unsettled' }>['culprit']
type Origin = Culprit['origins'][number]

const PREFIX: Readonly<Record<Bias['prefix']['kind'], string>> = {
  clean: 'sees nothing of the future',
  peeks: 'looks ahead',
  untested: 'too few bars',
}
const START: Readonly<Record<Bias['start']['kind'], string>> = {
  settles: 'forgets where history began',
  endless: 'never forgets where history began',
  unsettled: 'remembers longer than it says',
  untested: 'too few bars',
}

/** By a link the strategy has no id: there is no way to it. */
type Linked = Told & { readonly strategy: { readonly id?: string } }

/** Whether the rule could have known what it acted on, by symbol, with the way to what is guilty. */
export function RobustnessBias({ backtest: { report, strategy, version } }: { backtest: Linked }) {
  const { bias } = report
  if (!bias)
    return (
      <Part title="Does the rule look ahead?">
        <Nothing>It was not checked: its script failed on a part of the history.</Nothing>
      </Part>
    )
  const places = placesOf(bias)
  const isBad = [bias.prefix.kind === 'peeks', bias.start.kind === 'unsettled']
  return (
    <Part title="Does the rule look ahead?">
      <ul>
        {bias.says.map((sentence, at) => (
          <li key={sentence} className="flex gap-2 py-1">
            {isBad[at] ? (
              <AlertTriangle size={14} className="mt-0.5 shrink-0 text-bad" />
            ) : (
              <Check size={14} className="mt-0.5 shrink-0 text-good" />
            )}
            <span className={isBad[at] ? 'text-bad' : undefined}>{sentence}</span>
          </li>
        ))}
      </ul>
      {strategy.id !== undefined && places.length > 0 && (
        <Places places={places} path={`strategies/${strategy.id}?version=${version.number}`} />
      )}
      <ul aria-label="Checked symbols" className="mt-2 flex flex-wrap gap-x-6 gap-y-1 text-soft">
        {(bias.checked.length > 0
          ? bias.checked
          : [{ symbol: bias.symbol, prefix: bias.prefix.kind, start: bias.start.kind }]
        ).map(({ symbol, prefix, start }) => (
          <li key={symbol}>
            <span className="font-medium text-ink">{symbol}</span> {PREFIX[prefix]}, {START[start]}
          </li>
        ))}
      </ul>
      {bias.unchecked.map(sentence => (
        <p key={sentence} className="mt-1 text-faint">
          {sentence}
        </p>
      ))}
    </Part>
  )
}

interface Place {
  readonly label: string
  readonly query: string
}

function Places({ places, path }: { places: readonly Place[]; path: string }) {
  const href = useHref()
  return (
    <p className="mt-1 flex flex-wrap gap-3 print:hidden">
      {places.map(({ label, query }) => (
        <Link
          key={query}
          href={href(`${path}&${query}`)}
          className="flex items-center gap-1 text-accent hover:underline"
        >
          {label} <ArrowRight size={13} aria-hidden />
        </Link>
      ))}
    </p>
  )
}

/** Where in the document the guilty operators stand, each once. */
function placesOf({ prefix, start }: Bias): Place[] {
  const culprits = [
    ...(prefix.kind === 'peeks' && prefix.culprit ? [prefix.culprit] : []),
    ...(start.kind === 'unsettled' ? [start.culprit] : start.kind === 'endless' ? start.culprits : []),
  ]
  const places = culprits.flatMap(({ origins }) => origins.map(placeOf))
  return [...new Map(places.map(place => [place.query, place])).values()]
}

const placeOf = (origin: Origin): Place =>
  origin.kind === 'block'
    ? { label: `Show block ${origin.block}`, query: `block=${encodeURIComponent(origin.block)}` }
    : { label: `Show line ${origin.line}`, query: `line=${origin.line}` }
