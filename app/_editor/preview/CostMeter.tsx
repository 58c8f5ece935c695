'use client'
import { Popover } from '@base-ui/react/popover'
import { useQuery } from '@tanstack/react-query'
import clsx from 'clsx'
import { Gauge } from 'lucide-react'
import { TIMEFRAMES, type Timeframe } from '@/sandbox/ir/timeframe'
import { useHere } from '../../_session/workspace'
import { type Outputs, useTRPC } from '../../_trpc/client'
import { FLOAT } from '../../_ui/float'
import { count, number } from '../../_ui/numbers'
import { type Measured, microsOfSymbol, type Plan, planFor, reachOf, symbolsInTime, symbolsOf } from './cost'
import type { PreviewStore } from './store'
import { usePreviewState } from './usePreview'

interface CostMeterProps {
  readonly store: PreviewStore
  readonly matches: Outputs['previews']['matches'] | undefined
  readonly universe: string
  readonly timeframe: Timeframe
}

/** What the rule costs, and what it fits: the timeframe and universe that are looked at, and all others by plan. */
export function CostMeter({ store, matches, universe, timeframe }: CostMeterProps) {
  const { workspace } = useHere()
  const { compiled, checked } = usePreviewState(store)
  const { data: held } = useQuery(
    useTRPC().previews.plans.queryOptions(
      { workspaceId: workspace.id },
      { staleTime: Number.POSITIVE_INFINITY },
    ),
  )
  const microsPerBar = checked?.microsPerBar ?? Number.NaN
  if (!compiled?.ok || !Number.isFinite(microsPerBar))
    return <span className="text-faint">{compiled?.ok ? 'Measuring …' : ''}</span>
  const measured: Measured = {
    microsPerBar,
    barsNeeded: matches?.barsNeeded ?? 1,
    microsPerSymbol: matches?.microsPerSymbol ?? null,
  }
  const micros = microsOfSymbol(measured)
  const plans = held?.plans ?? []
  const own = plans.find(({ tier }) => tier === held?.tier)
  const most = own ? symbolsOf(own, timeframe, micros) : symbolsInTime(timeframe, micros)
  const isFit = !matches || matches.listed <= most
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={`Cost: ${number(microsPerBar)} µs a bar · fits ${count(most)} symbols`}
        className={clsx(
          'flex shrink-0 items-center gap-1.5 rounded px-1.5 py-0.5 tabular-nums hover:bg-hover',
          isFit ? 'text-soft' : 'text-warn',
        )}
      >
        <Gauge size={13} aria-hidden /> {number(microsPerBar)} µs a bar · fits {count(most)} symbols
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="top" align="end" sideOffset={6} className="z-50">
          <Popover.Popup className={clsx(FLOAT, 'w-[30rem] max-w-[95vw] p-3 text-[12px]')}>
            <Popover.Title className="text-[13px] font-semibold">What this rule costs</Popover.Title>
            <Popover.Description className="sr-only">
              How long judging a symbol takes, and how many symbols each plan and timeframe hold.
            </Popover.Description>
            <Measurements measured={measured} matches={matches} universe={universe} timeframe={timeframe} />
            {plans.length > 0 && (
              <ByPlan
                plans={plans}
                own={held?.tier ?? ''}
                micros={micros}
                listed={matches?.listed ?? null}
                timeframe={timeframe}
              />
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Measurements({
  measured,
  matches,
  universe,
  timeframe,
}: Pick<CostMeterProps, 'matches' | 'universe' | 'timeframe'> & { readonly measured: Measured }) {
  const micros = microsOfSymbol(measured)
  const rows = [
    ['One bar of one symbol, in this browser', `${number(measured.microsPerBar)} µs`],
    [
      measured.microsPerSymbol === null
        ? `One symbol at a close: the ${count(measured.barsNeeded)} bars it rests on`
        : `One symbol at a close, on the server (${count(measured.barsNeeded)} bars)`,
      took(micros),
    ],
    ...(matches
      ? [
          [
            `${universe}: ${count(matches.listed)} symbols at each ${timeframe} close`,
            took(micros * matches.listed),
          ],
        ]
      : []),
  ]
  return (
    <dl className="mt-2 grid grid-cols-[1fr_auto] gap-x-4 gap-y-0.5">
      {rows.map(([what, value]) => (
        <div key={what} className="contents">
          <dt className="text-soft">{what}</dt>
          <dd className="text-right text-ink tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

interface ByPlanProps {
  readonly plans: readonly Plan[]
  readonly own: string
  readonly micros: number
  /** Symbols of the universe, once it is known. */
  readonly listed: number | null
  readonly timeframe: Timeframe
}

function ByPlan({ plans, own, micros, listed, timeframe }: ByPlanProps) {
  const head = 'px-2 py-1 text-right font-medium first:pl-0 first:text-left'
  const cell = 'px-2 py-0.5 text-right tabular-nums'
  return (
    <>
      <p className="mt-2 border-t border-line pt-2">{verdictOf(plans, own, listed, micros, timeframe)}</p>
      <table className="mt-2 w-full border-collapse">
        <caption className="pb-1 text-left text-faint">Symbols that fit, by timeframe and plan</caption>
        <thead>
          <tr className="border-b border-line text-soft">
            <th scope="col" className={head}>
              Timeframe
            </th>
            {plans.map(({ tier }) => (
              <th key={tier} scope="col" className={clsx(head, tier === own && 'text-ink')}>
                {tier}
                {tier === own && <span className="text-faint"> (yours)</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {TIMEFRAMES.map(each => (
            <tr key={each} className={clsx(each === timeframe && 'bg-accent-wash')}>
              <th scope="row" className="py-0.5 pl-1 text-left font-normal text-soft">
                {each}
              </th>
              {plans.map(plan => {
                const fits = symbolsOf(plan, each, micros)
                const isShort = listed !== null && fits < listed
                return (
                  <td
                    key={plan.tier}
                    className={clsx(cell, isShort ? 'text-warn' : 'text-ink')}
                    title={isShort ? 'Fewer than this universe has' : undefined}
                  >
                    {isShort && '✗ '}
                    {count(fits)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
        <tbody className="border-t border-line">
          <tr>
            <th scope="row" className="py-0.5 pl-1 text-left font-normal text-soft">
              Backtest reaches back
            </th>
            {plans.map(plan => (
              <td key={plan.tier} className={clsx(cell, 'text-ink')}>
                {spanOf(reachOf(plan, listed ?? plan.symbols, timeframe))}
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row" className="py-0.5 pl-1 text-left font-normal text-soft">
              Symbols of a search
            </th>
            {plans.map(plan => (
              <td key={plan.tier} className={clsx(cell, 'text-ink')}>
                {count(plan.searched)}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <p className="mt-2 text-faint">
        A rule may take a tenth of the time between two closes. The plan says how many symbols one run has.
      </p>
    </>
  )
}

function verdictOf(
  plans: readonly Plan[],
  own: string,
  listed: number | null,
  micros: number,
  timeframe: Timeframe,
): string {
  if (listed === null) return 'How many symbols the universe has is not known yet.'
  const inTime = symbolsInTime(timeframe, micros)
  if (inTime < listed)
    return `At each ${timeframe} close there is time for ${count(inTime)} of the universe’s ${count(listed)} symbols. Take a slower timeframe or a narrower universe.`
  const smallest = planFor(plans, listed)
  if (!smallest) return `No plan holds ${count(listed)} symbols. Narrow the universe.`
  const holds = plans.find(({ tier }) => tier === own)
  return holds && holds.symbols >= listed
    ? `Your plan, ${own}, holds this universe.`
    : `The universe has ${count(listed)} symbols; the smallest plan that holds them is ${smallest.tier}.`
}

/** Microseconds as people read them. */
const took = (micros: number): string =>
  micros < 1_000
    ? `${number(micros)} µs`
    : micros < 1_000_000
      ? `${number(micros / 1_000)} ms`
      : `${number(micros / 1_000_000)} s`

const DAY = 86_400_000

function spanOf(ms: number | null): string {
  if (ms === null) return 'too many symbols'
  if (ms >= 365 * DAY) return `${number(Math.round((ms / (365 * DAY)) * 10) / 10)} years`
  return ms >= 2 * DAY ? `${count(Math.floor(ms / DAY))} days` : `${count(Math.floor(ms / 3_600_000))} hours`
}
