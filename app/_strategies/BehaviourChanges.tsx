'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { usePreviewBars } from '../_editor/preview/usePreviewBars'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { count } from '../_ui/numbers'
import { Select } from '../_ui/Select'
import { Failed, Loading } from '../_ui/States'
import { ChangedSignals } from './ChangedSignals'
import { BARS, comparedSeries } from './comparedSeries'
import { type Compared, type Comparison, useComparison } from './useComparison'
import type { Written } from './written'

interface BehaviourChangesProps {
  readonly before: Written
  readonly after: Written
}

/** Symbols that are compared, one after the other. */
const SYMBOLS = 20
const ALL = 'all'

/** Which signals come, go and move when one version takes the other's place: both run over the same bars, here. */
export function BehaviourChanges(props: BehaviourChangesProps) {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const [chosen, setChosen] = useState(ALL)
  const { data: venues, error } = useQuery(
    trpc.market.venues.queryOptions({ workspaceId: workspace.id }, { staleTime: 60_000 }),
  )
  const venue = venues?.[0]?.venue
  const { data: universes = [] } = useQuery(
    trpc.universes.list.queryOptions({ workspaceId: workspace.id }, { staleTime: 60_000 }),
  )
  const ofVenue = universes.filter(each => each.venue === venue)
  const universe = ofVenue.find(({ id }) => id === chosen)
  const resolved = useQuery(
    trpc.universes.resolve.queryOptions(
      { workspaceId: workspace.id, venue: venue ?? '', universe: universe?.universe ?? { steps: [] } },
      { enabled: venue !== undefined, staleTime: 60_000 },
    ),
  )
  const failed = error ?? resolved.error
  if (failed) return <Failed error={failed} onRetry={() => void resolved.refetch()} />
  if (!venue || !resolved.data) return <Loading rows={5} />
  const members = resolved.data.members.map(({ symbol }) => symbol)
  const over = (
    <Select
      label="Universe"
      className="h-7! w-48! py-0!"
      value={universe ? chosen : ALL}
      onChange={setChosen}
      options={[
        { value: ALL, label: `all of ${venue}` },
        ...ofVenue.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  )
  return (
    <Over
      key={chosen}
      {...props}
      venue={venue}
      symbols={members.slice(0, SYMBOLS)}
      members={members.length}
      universes={over}
    />
  )
}

interface OverProps extends BehaviourChangesProps {
  readonly venue: string
  readonly symbols: readonly string[]
  /** Of the universe; the first of them are compared. */
  readonly members: number
  readonly universes: React.ReactNode
}

export interface ChosenRow {
  readonly symbol: string
  readonly output: string
}

function Over({ before, after, venue, symbols, members, universes }: OverProps) {
  const comparison = useComparison(before, after, symbols)
  const { found, stopped, wanted, timeframe } = comparison
  const [chosen, setChosen] = useState<ChosenRow | null>(null)
  if (stopped) return <p className="p-4 text-soft">{stopped}</p>
  const row = chosen ?? firstChanged(found)
  const shown = row && found.find(({ symbol }) => symbol === row.symbol)
  const change = row && shown?.changes.find(({ output }) => output === row.output)
  return (
    <div className="flex h-full min-h-0 flex-col">
      {wanted && <Bars comparison={comparison} venue={venue} symbol={wanted} />}
      <div className="flex shrink-0 flex-wrap items-center gap-3 border-b border-line bg-panel px-3 py-1.5">
        {universes}
        <Summary comparison={comparison} symbols={symbols.length} members={members} />
      </div>
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(330px,1fr)_minmax(0,2fr)]">
        <Rows found={found} chosen={row} onChoose={setChosen} />
        <div className="min-h-0 min-w-0 border-l border-line">
          {shown && change ? (
            <ChangedSignals
              key={`${shown.symbol} ${change.output}`}
              venue={venue}
              timeframe={timeframe}
              compared={shown}
              change={change}
            />
          ) : symbols.length === 0 ? (
            <p className="p-4 text-soft">There is no symbol in this universe now.</p>
          ) : (
            !comparison.isDone && <Loading rows={6} />
          )}
        </div>
      </div>
    </div>
  )
}

/** Where there is something to see, else where there is anything. */
function firstChanged(found: readonly Compared[]): ChosenRow | null {
  const rows = found.flatMap(({ symbol, changes }) => changes.map(change => ({ symbol, change })))
  const first =
    rows.find(({ change }) => change.added.length + change.removed.length + change.moved.length > 0) ??
    rows[0]
  return first ? { symbol: first.symbol, output: first.change.output } : null
}

interface SummaryProps {
  readonly comparison: Comparison
  readonly symbols: number
  readonly members: number
}

function Summary({ comparison: { found, isDone, timeframe }, symbols, members }: SummaryProps) {
  const all = found.flatMap(({ changes }) => changes)
  const sum = (of: (change: (typeof all)[number]) => number) =>
    all.reduce((total, each) => total + of(each), 0)
  const [kept, added, removed, moved] = [
    sum(each => each.kept),
    sum(each => each.added.length),
    sum(each => each.removed.length),
    sum(each => each.moved.length),
  ]
  const of = members > symbols ? `the first ${symbols} of ${count(members)} symbols` : `${symbols} symbols`
  return (
    <p role="status" className="min-w-0 flex-1 text-soft">
      {isDone && added + removed + moved === 0 ? (
        `The same signals on the last ${count(BARS)} ${timeframe} bars of ${of}.`
      ) : (
        <>
          <b className="font-semibold text-gain">{count(added)} added</b>,{' '}
          <b className="font-semibold text-loss">{count(removed)} removed</b>,{' '}
          <b className="font-semibold text-warn">{count(moved)} moved</b>, {count(kept)} kept on the last{' '}
          {count(BARS)} {timeframe} bars of {isDone ? of : `${found.length} of ${symbols} symbols so far`}.
        </>
      )}
    </p>
  )
}

interface RowsProps {
  readonly found: readonly Compared[]
  readonly chosen: ChosenRow | null
  readonly onChoose: (row: ChosenRow) => void
}

const Rows = ({ found, chosen, onChoose }: RowsProps) => (
  <div className="min-h-0 overflow-auto">
    <table className="w-full text-left">
      <thead className="sticky top-0 bg-ground text-[11px] text-faint">
        <tr>
          <th scope="col" className="py-1.5 pl-3 font-normal">
            Symbol
          </th>
          <th scope="col" className="font-normal">
            Output
          </th>
          {['Kept', 'Added', 'Removed', 'Moved'].map(title => (
            <th key={title} scope="col" className="pr-3 text-right font-normal">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="tabular-nums">
        {found.flatMap(({ symbol, changes }) =>
          changes.map(({ output, kept, added, removed, moved }) => {
            const isChosen = chosen?.symbol === symbol && chosen.output === output
            return (
              <tr
                key={`${symbol} ${output}`}
                className="border-t border-line hover:bg-hover has-aria-pressed:bg-hover"
              >
                <th scope="row" className="p-0 font-medium">
                  <button
                    type="button"
                    aria-pressed={isChosen}
                    aria-label={`${symbol} ${output}`}
                    onClick={() => onChoose({ symbol, output })}
                    className="w-full py-1 pl-3 text-left hover:text-accent"
                  >
                    {symbol}
                  </button>
                </th>
                <td className="text-soft">{output}</td>
                <td className="pr-3 text-right text-soft">{count(kept)}</td>
                <td className="pr-3 text-right text-gain">{added.length || '·'}</td>
                <td className="pr-3 text-right text-loss">{removed.length || '·'}</td>
                <td className="pr-3 text-right text-warn">{moved.length || '·'}</td>
              </tr>
            )
          }),
        )}
      </tbody>
    </table>
  </div>
)

interface BarsProps {
  readonly comparison: Comparison
  readonly venue: string
  readonly symbol: string
}

/** Loads the same bars into both. */
function Bars({ comparison, venue, symbol }: BarsProps) {
  const {
    stores: [was, is],
    timeframe,
    skip,
  } = comparison
  const asked = { ...comparedSeries(venue, symbol, timeframe), live: false }
  const [old, now] = [usePreviewBars(was, asked), usePreviewBars(is, asked)]
  const isEmpty = !now.isLoading && now.candles.length === 0
  useEffect(() => {
    if (isEmpty) skip()
  }, [isEmpty, symbol])
  const error = old.error ?? now.error
  return error ? <Failed error={error} onRetry={() => void now.refetch()} /> : null
}
