'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { isTimeframe, type Timeframe } from '@/sandbox/ir/timeframe'
import { compareFirings, type OutputChange } from '@/sandbox/run/behaviour'
import type { PreviewStore } from '../_editor/preview/store'
import { usePreview, usePreviewState } from '../_editor/preview/usePreview'
import { usePreviewBars } from '../_editor/preview/usePreviewBars'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Failed, Loading } from '../_ui/States'
import type { Written } from './written'

interface BehaviourChangesProps {
  readonly before: Written
  readonly after: Written
}

/** Symbols that are compared, one after the other, and bars of each. */
const SYMBOLS = 12
const BARS = 2_000

interface Compared {
  readonly symbol: string
  readonly time: Float64Array
  readonly changes: readonly OutputChange[]
}

/** Which signals come, go and move when one version takes the other's place: both run over the same bars, here. */
export function BehaviourChanges(props: BehaviourChangesProps) {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const { data: venues, error } = useQuery(
    trpc.market.venues.queryOptions({ workspaceId: workspace.id }, { staleTime: 60_000 }),
  )
  const venue = venues?.[0]?.venue
  const { data: instruments } = useQuery(
    trpc.market.instruments.queryOptions(
      { workspaceId: workspace.id, venue: venue ?? '' },
      { enabled: venue !== undefined, staleTime: 60_000 },
    ),
  )
  if (error) return <Failed error={error} />
  if (!venue || !instruments) return <Loading rows={5} />
  const symbols = instruments.slice(0, SYMBOLS).map(({ symbol }) => symbol)
  if (symbols.length === 0) return <p className="p-4 text-soft">There are no bars to compare them on yet.</p>
  return <Over {...props} venue={venue} symbols={symbols} />
}

interface OverProps extends BehaviourChangesProps {
  readonly venue: string
  readonly symbols: readonly string[]
}

function Over({ before, after, venue, symbols }: OverProps) {
  const [was, is] = [usePreview(before), usePreview(after)]
  const [wasState, isState] = [usePreviewState(was), usePreviewState(is)]
  const [found, setFound] = useState<readonly Compared[]>([])
  const [opened, setOpened] = useState<string | null>(null)
  const own = isState.compiled?.program?.timeframe ?? wasState.compiled?.program?.timeframe
  const timeframe: Timeframe = own && isTimeframe(own) ? own : '1h'
  const symbol = symbols[found.length] ?? null
  const broken =
    (wasState.compiled && !wasState.compiled.ok && 'The older version') ||
    (isState.compiled && !isState.compiled.ok && 'What is written')
  useEffect(() => {
    const [old, now] = [wasState.shown, isState.shown]
    if (!symbol || old?.bars.symbol !== symbol || now?.bars.symbol !== symbol) return
    if (old.bars.timeframe !== timeframe || now.bars.timeframe !== timeframe) return
    setFound(list => [
      ...list,
      { symbol, time: now.bars.own.time, changes: compareFirings(old.ran.fired, now.ran.fired) },
    ])
  }, [wasState.shown, isState.shown, symbol, timeframe])
  const total = useMemo(() => totalOf(found), [found])
  if (broken)
    return <p className="p-4 text-soft">{broken} does not compile, so there is nothing to compare.</p>
  if (wasState.stopped || isState.stopped)
    return <p className="p-4 text-bad">{wasState.stopped ?? isState.stopped}</p>
  return (
    <div className="flex flex-col gap-2 p-4">
      {symbol && wasState.compiled && isState.compiled && (
        <Bars stores={[was, is]} venue={venue} symbol={symbol} timeframe={timeframe} />
      )}
      <p aria-live="polite" className="text-soft">
        {total.same && !symbol
          ? `The same signals on the last ${BARS.toLocaleString('en-US')} ${timeframe} bars of ${found.length} symbols.`
          : `${total.added} added, ${total.removed} removed, ${total.moved} moved, ${total.kept} kept on ${timeframe} bars of ${found.length} of ${symbols.length} symbols.`}
      </p>
      <table className="w-full text-left">
        <thead className="text-[11px] text-faint">
          <tr>
            <th className="py-1 font-normal">Symbol</th>
            <th className="font-normal">Output</th>
            <th className="text-right font-normal">Kept</th>
            <th className="text-right font-normal">Added</th>
            <th className="text-right font-normal">Removed</th>
            <th className="text-right font-normal">Moved</th>
          </tr>
        </thead>
        <tbody className="tabular-nums">
          {found.flatMap(each =>
            each.changes.map(change => {
              const key = `${each.symbol} ${change.output}`
              const isOpen = opened === key
              return [
                <tr key={key} className="border-t border-line">
                  <td>
                    <button
                      type="button"
                      aria-expanded={isOpen}
                      onClick={() => setOpened(isOpen ? null : key)}
                      className="py-1 hover:text-accent"
                    >
                      {each.symbol}
                    </button>
                  </td>
                  <td>{change.output}</td>
                  <td className="text-right">{change.kept}</td>
                  <td className="text-right text-gain">{change.added.length || '·'}</td>
                  <td className="text-right text-loss">{change.removed.length || '·'}</td>
                  <td className="text-right text-warn">{change.moved.length || '·'}</td>
                </tr>,
                isOpen && (
                  <tr key={`${key} bars`}>
                    <td colSpan={6} className="pb-2 text-[12px] text-soft">
                      <Changes change={change} time={each.time} />
                    </td>
                  </tr>
                ),
              ]
            }),
          )}
        </tbody>
      </table>
    </div>
  )
}

const MOST_TOLD = 40

function Changes({ change, time }: { change: OutputChange; time: Float64Array }) {
  const at = (bar: number) => new Date(time[bar] ?? 0).toISOString().slice(0, 16).replace('T', ' ')
  const lines = [
    ...change.added.map(bar => ({ bar, text: `added at ${at(bar)}` })),
    ...change.removed.map(bar => ({ bar, text: `removed at ${at(bar)}` })),
    ...change.moved.map(({ from, to }) => ({ bar: from, text: `moved from ${at(from)} to ${at(to)}` })),
  ].sort((a, b) => b.bar - a.bar)
  if (lines.length === 0) return 'Nothing has changed here.'
  return (
    <ul className="columns-2 pl-2">
      {lines.slice(0, MOST_TOLD).map(({ bar, text }) => (
        <li key={`${bar} ${text}`}>{text}</li>
      ))}
      {lines.length > MOST_TOLD && <li className="text-faint">and {lines.length - MOST_TOLD} older ones</li>}
    </ul>
  )
}

interface BarsProps {
  readonly stores: readonly [PreviewStore, PreviewStore]
  readonly venue: string
  readonly symbol: string
  readonly timeframe: Timeframe
}

/** Loads the same bars into both. */
function Bars({ stores: [was, is], ...series }: BarsProps) {
  const asked = { ...series, count: BARS, live: false }
  const [old, now] = [usePreviewBars(was, asked), usePreviewBars(is, asked)]
  const error = old.error ?? now.error
  return error ? <Failed error={error} onRetry={() => void now.refetch()} /> : null
}

function totalOf(found: readonly Compared[]) {
  const all = found.flatMap(({ changes }) => changes)
  const sum = (of: (change: OutputChange) => number) => all.reduce((total, each) => total + of(each), 0)
  const [kept, added, removed, moved] = [
    sum(each => each.kept),
    sum(each => each.added.length),
    sum(each => each.removed.length),
    sum(each => each.moved.length),
  ]
  return { kept, added, removed, moved, same: added + removed + moved === 0 }
}
