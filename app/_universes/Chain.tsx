'use client'
import clsx from 'clsx'
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react'
import type { Outputs } from '../_trpc/client'
import { Button, IconButton } from '../_ui/Button'
import { Menu, MenuItem } from '../_ui/Menu'
import { count } from '../_ui/numbers'
import { StepFields } from './StepFields'
import { KINDS, lacks, type Step, type StepKind } from './steps'
import type { Placed, useChain } from './useChain'

type Resolved = Outputs['universes']['resolve']

interface ChainProps {
  readonly venue: string
  readonly chain: ReturnType<typeof useChain>
  readonly instruments: Outputs['market']['instruments']
  /** What each complete filter leaves, in order; undefined until it is known. */
  readonly resolved: Resolved | undefined
  readonly disabled: boolean
}

/** The filters from top to bottom, with how many instruments go into each and come out. */
export function Chain({ venue, chain, instruments, resolved, disabled }: ChainProps) {
  const counts = countsOf(chain.steps, resolved)
  return (
    <ol aria-label="Filters" className="flex flex-col gap-2 p-4">
      <li className="flex items-baseline justify-between rounded-md border border-line bg-raised px-3 py-2">
        <span className="font-medium">Listed at {venue}</span>
        <Left of={resolved?.listed} />
      </li>
      {chain.steps.map(({ key, step }, at) => (
        <li key={key} aria-label={KINDS[step.kind].title} className="rounded-md border border-line bg-panel">
          <div className="flex items-center gap-1 border-b border-line py-1 pr-1 pl-3">
            <h3 className="min-w-0 flex-1 truncate font-medium" title={KINDS[step.kind].about}>
              {KINDS[step.kind].title}
            </h3>
            {!disabled && (
              <>
                <IconButton label="Move up" disabled={at === 0} onClick={() => chain.move(key, -1)}>
                  <ArrowUp size={14} />
                </IconButton>
                <IconButton
                  label="Move down"
                  disabled={at === chain.steps.length - 1}
                  onClick={() => chain.move(key, 1)}
                >
                  <ArrowDown size={14} />
                </IconButton>
                <IconButton label="Remove this filter" onClick={() => chain.remove(key)}>
                  <X size={14} />
                </IconButton>
              </>
            )}
          </div>
          <div className="flex flex-col gap-2 px-3 py-2.5">
            <StepFields
              step={step}
              instruments={instruments}
              disabled={disabled}
              onChange={changed => chain.edit(key, changed)}
            />
            <Outcome step={step} counted={counts.get(key)} listed={resolved?.listed ?? 0} />
          </div>
        </li>
      ))}
      {!disabled && (
        <li>
          <Menu
            trigger={
              <Button icon={<Plus size={15} />} className="w-full">
                Add a filter
              </Button>
            }
          >
            {(Object.keys(KINDS) as StepKind[]).map(kind => (
              <MenuItem key={kind} onPick={() => chain.add(KINDS[kind].begin())}>
                <span className="block font-medium">{KINDS[kind].title}</span>
                <span className="block text-[12px] text-faint">{KINDS[kind].about}</span>
              </MenuItem>
            ))}
          </Menu>
        </li>
      )}
    </ol>
  )
}

interface Counted {
  readonly before: number
  readonly kept: number
  readonly unknown: number
}

/** Counts by the key of the filter. Only complete ones were counted. */
function countsOf(steps: readonly Placed[], resolved: Resolved | undefined): ReadonlyMap<number, Counted> {
  const counts = new Map<number, Counted>()
  if (!resolved) return counts
  let before = resolved.listed
  let at = 0
  for (const { key, step } of steps) {
    if (lacks(step)) continue
    const counted = resolved.steps[at++]
    if (!counted) break
    counts.set(key, { before, ...counted })
    before = counted.kept
  }
  return counts
}

function Outcome({ step, counted, listed }: { step: Step; counted: Counted | undefined; listed: number }) {
  const missing = lacks(step)
  if (missing)
    return (
      <p role="alert" className="text-warn">
        {missing} Until then this filter is left out.
      </p>
    )
  if (!counted) return <p className="text-faint">Counting …</p>
  const out = counted.before - counted.kept
  return (
    <div className="flex items-center gap-3">
      <div aria-hidden className="h-1.5 min-w-0 flex-1 overflow-hidden rounded-full bg-hover">
        <div
          className="h-full rounded-full bg-accent transition-[width] motion-reduce:transition-none"
          style={{ width: `${listed > 0 ? (100 * counted.kept) / listed : 0}%` }}
        />
      </div>
      <span className="text-faint tabular-nums">
        {out === 0 ? 'takes out none' : `takes out ${count(out)}`}
        {counted.unknown > 0 && ` (${count(counted.unknown)} for want of data)`}
      </span>
      <Left of={counted.kept} />
    </div>
  )
}

const Left = ({ of }: { of: number | undefined }) => (
  <output className={clsx('font-medium tabular-nums', of === 0 && 'text-bad')}>
    {of === undefined ? '–' : `${count(of)} left`}
  </output>
)
