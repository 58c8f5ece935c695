'use client'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useMemo, useState } from 'react'
import { ANY_MARKET, MARKET_SHOWN, MarketForm, marketAsked, useMarket } from '../_backtests/MarketForm'
import { unplacedOf } from '../_backtests/refused'
import { FRESH, remembered } from '../_backtests/remembered'
import { SETTINGS_SHOWN, SettingsForm } from '../_backtests/SettingsForm'
import { type SettingsDraft, settingsFrom } from '../_backtests/settingsDraft'
import { type NewRunProps, SUBJECT_SHOWN, SubjectFields, useSubject } from '../_backtests/subject'
import { useHere, useHref } from '../_session/workspace'
import { type Outputs, useTRPC } from '../_trpc/client'
import { Button } from '../_ui/Button'
import { Dialog } from '../_ui/Dialog'
import { count, lasted } from '../_ui/numbers'
import { explain } from '../_ui/problem'
import { ANY_SEARCH, searchAsked, spaceAsked, usualWindows } from './draft'
import { ParamRanges } from './ParamRanges'
import { gridSize, proposed, type Range } from './ranges'
import { SEARCH_SHOWN, SearchForm } from './SearchForm'

/** Typing is followed by one question, not by one a letter. */
const ASK_AFTER_MS = 350

export function NewOptimisation({ open, onClose, strategyId, versionId }: NewRunProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="large"
      title="Optimise"
      about="Tries many values of a strategy’s parameters over history, and shows where they are good and where they are only lucky."
    >
      <Form onClose={onClose} {...(strategyId && { strategyId })} {...(versionId && { versionId })} />
    </Dialog>
  )
}

function Form({ onClose, strategyId, versionId }: Omit<NewRunProps, 'open'>) {
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const here = { workspaceId: workspace.id }
  const [name, setName] = useState('')
  const [draft, setDraft] = useState(ANY_MARKET)
  const [search, setSearch] = useState(ANY_SEARCH)
  const [edited, setEdited] = useState<{ readonly of: string; readonly ranges: readonly Range[] } | null>(
    null,
  )
  const [ownSettings, setSettings] = useState<SettingsDraft | null>(null)
  const subject = useSubject(strategyId, versionId)
  const { strategyId: strategy, version } = subject
  const usualRanges = useMemo(() => proposed(version?.params ?? []), [version])
  const of = version?.versionId ?? ''
  const ranges = edited?.of === of ? edited.ranges : usualRanges
  const settings = ownSettings ?? (strategy === '' ? FRESH : remembered(strategy)).settings
  const market = useMarket(draft, version?.timeframe ?? null)
  const space = spaceAsked(ranges, search)

  const asked = (bars: number | null) => ({
    ...here,
    strategyId: strategy,
    ...marketAsked(draft, market),
    ...(space ?? { params: {}, space: NO_SPACE }),
    ...searchAsked(search, bars),
    settings: settingsFrom(settings),
    ...(versionId && { versionId }),
  })
  const hasSymbols = !market.isOne || market.symbol.trim() !== ''
  const mayAsk = space !== null && market.venue !== null && strategy !== '' && hasSymbols
  // windows are cut from the bars of the period, which have to be known first
  const period = useSettled({ ...asked(null), walkForward: null })
  const counted = useQuery(
    trpc.optimise.estimate.queryOptions(period, {
      enabled: mayAsk && isWhole(period),
      retry: false,
      placeholderData: keepPreviousData,
    }),
  )
  const bars = counted.data?.timelineBars ?? null
  const whole = useSettled(asked(bars))
  const weighed = useQuery(
    trpc.optimise.estimate.queryOptions(whole, {
      enabled: mayAsk && isWhole(whole) && whole.walkForward !== null,
      retry: false,
      placeholderData: keepPreviousData,
    }),
  )
  const estimate = search.walks ? weighed : counted
  const create = useMutation(
    trpc.optimise.create.mutationOptions({
      onSuccess: async ({ id }) => {
        await queries.invalidateQueries({ queryKey: trpc.optimise.list.infiniteQueryKey() })
        router.push(href(`optimise/${id}`))
      },
    }),
  )
  const failed = create.error ?? (mayAsk ? estimate.error : null)
  const problem = failed ? explain(failed) : null
  const refused = problem?.fields ?? {}
  const shown = [...SUBJECT_SHOWN, ...MARKET_SHOWN, ...SETTINGS_SHOWN, ...SEARCH_SHOWN]
  const unplaced = unplacedOf(problem, shown)
  const tooLarge = estimate.data?.tooLarge ?? null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({ ...asked(bars), ...(name.trim() !== '' && { name: name.trim() }) })
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <div className="grid gap-3 sm:grid-cols-2">
        <SubjectFields subject={subject} name={name} onName={setName} refused={refused} />
      </div>
      <section aria-label="Parameters" className="border-t border-line pt-3">
        {ranges.length > 0 ? (
          <ParamRanges ranges={ranges} onChange={next => setEdited({ of, ranges: next })} />
        ) : (
          <p className="text-soft">
            {version
              ? 'This version declares no parameters. Give it some, such as params: { length: int(14, 2, 200) }, and use params.length in the rule.'
              : 'Choose a strategy.'}
          </p>
        )}
      </section>
      <SearchForm
        draft={search}
        onChange={setSearch}
        refused={refused}
        usual={bars === null ? null : usualWindows(bars)}
        windows={search.walks ? (weighed.data?.windows ?? []) : []}
      />
      <div className="grid gap-3 border-t border-line pt-3 sm:grid-cols-2">
        <MarketForm draft={draft} onChange={setDraft} market={market} refused={refused} />
      </div>
      <SettingsForm draft={settings} onChange={setSettings} refused={refused} isOneSymbol={market.isOne} />
      {(unplaced || tooLarge) && (
        <p role="alert" className="text-bad">
          {tooLarge ?? unplaced}
        </p>
      )}
      <div className="sticky -bottom-5 -mx-5 -mb-5 flex items-center justify-end gap-2 border-t border-line bg-raised px-5 py-3">
        <Told ranges={ranges} isGrid={search.sampling === 'grid'} estimate={estimate.data} />
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          look="primary"
          busy={create.isPending}
          blocked={space ? tooLarge : 'Correct the ranges first; at least one parameter has to move.'}
        >
          Start
        </Button>
      </div>
    </form>
  )
}

/** What was settled may be from before the strategy's parameters were known. */
const isWhole = ({ space }: { readonly space: { readonly params: object } }) =>
  Object.keys(space.params).length > 0

const NO_SPACE = { params: {}, sampling: { kind: 'grid' as const } }

interface ToldProps {
  readonly ranges: readonly Range[]
  readonly isGrid: boolean
  readonly estimate: Outputs['optimise']['estimate'] | undefined
}

/** `1,024 runs of 8,760 bars, about 3 s`, and what the plan allows. */
function Told({ ranges, isGrid, estimate }: ToldProps) {
  const grid = gridSize(ranges)
  if (grid === null) return <Note>A range is not right yet.</Note>
  if (!estimate) return <Note>{isGrid ? `${runs(grid)}` : 'Counting …'}</Note>
  const windows = estimate.windows.length > 0 ? ` in ${count(estimate.windows.length)} windows` : ''
  return (
    <Note>
      <span className="font-medium text-ink">
        {runs(estimate.trials)}
        {windows}, about {lasted(Math.max(estimate.ms, 100))}
      </span>
      <span>
        {count(estimate.bars)} bars of {estimate.symbols === 1 ? 'one symbol' : `${estimate.symbols} symbols`}
        {!isGrid && `, of ${count(grid)} combinations`}; your plan allows {count(estimate.limit.trials)} runs
      </span>
    </Note>
  )
}

const runs = (trials: number): string => (trials === 1 ? '1 run' : `${count(trials)} runs`)

const Note = ({ children }: { children: React.ReactNode }) => (
  <p role="status" className="flex flex-1 flex-wrap gap-x-3 text-[12px] text-faint tabular-nums">
    {children}
  </p>
)

/** A value once it has stayed the same for a moment. */
function useSettled<Value>(value: Value): Value {
  const key = JSON.stringify(value)
  const [settled, setSettled] = useState({ key, value })
  useEffect(() => {
    if (key === settled.key) return
    const timer = setTimeout(() => setSettled({ key, value: JSON.parse(key) as Value }), ASK_AFTER_MS) // the same as JSON
    return () => clearTimeout(timer)
  }, [key, settled.key])
  return settled.value
}
