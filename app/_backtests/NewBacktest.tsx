'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { TIMEFRAMES, type Timeframe } from '@/sandbox/ir/timeframe'
import { useHere, useHref } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Button } from '../_ui/Button'
import { Dialog } from '../_ui/Dialog'
import { SelectField, TextField } from '../_ui/Field'
import { count } from '../_ui/numbers'
import { explain } from '../_ui/problem'
import { type Universe, wordsOfAll } from '../_universes/steps'
import { type Choices, problemAt, SIZINGS, settingsFrom, sizingOf } from './form'

interface NewBacktestProps {
  readonly open: boolean
  readonly onClose: () => void
  /** The strategy to test; chosen in the dialog when it is not given. */
  readonly strategyId?: string
  /** One version of it, where it is not the newest that compiles. */
  readonly versionId?: string
}

const ALL: Universe = { steps: [] }
const EVERYTHING = 'all'
const ONE = 'one'
const PRESET: Choices = {
  sizing: 'equityFraction',
  allowShort: true,
  closeAtEnd: false,
  exclusive: true,
  limitFill: 'touch',
}
/** Fields that show their own problem; whatever else was refused stands above the buttons. */
const AT_FIELDS =
  /^(name|from|to|strategyId|venue|timeframe|settings\.(cash|commission|slippage|sizing|maxPositions|leverage|timeStop))(\.|$)/

export function NewBacktest({ open, onClose, strategyId, versionId }: NewBacktestProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="medium"
      title="New backtest"
      about="Runs a strategy over history, with costs, and reports what it would have done."
    >
      <Form onClose={onClose} {...(strategyId && { strategyId })} {...(versionId && { versionId })} />
    </Dialog>
  )
}

function Form({ onClose, strategyId, versionId }: Omit<NewBacktestProps, 'open'>) {
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const asked = { workspaceId: workspace.id }
  const { data: strategies = [] } = useQuery(
    trpc.strategies.list.queryOptions(asked, { enabled: !strategyId }),
  )
  const { data: venues = [] } = useQuery(trpc.market.venues.queryOptions(asked))
  const { data: universes = [] } = useQuery(trpc.universes.list.queryOptions(asked))
  const [chosen, setChosen] = useState<string | null>(null)
  const [venueName, setVenue] = useState<string | null>(null)
  const [over, setOver] = useState<string>(ONE)
  const [symbol, setSymbol] = useState<string | null>(null)
  const [wanted, setTimeframe] = useState<Timeframe>('1h')
  const [choices, setChoices] = useState<Choices>(PRESET)
  const strategyOptions = strategies.map(({ id, name, latest }) => ({
    value: id,
    label: name,
    ...(!latest?.digest && { about: 'has problems to correct first', disabled: true }),
  }))
  const venue = venues.find(each => each.venue === venueName) ?? venues[0]
  const timeframes = venue?.timeframes ?? TIMEFRAMES
  const timeframe = timeframes.includes(wanted) ? wanted : (timeframes[0] ?? wanted)
  const { data: instruments = [] } = useQuery(
    trpc.market.instruments.queryOptions(
      { ...asked, venue: venue?.venue ?? '' },
      { enabled: venue !== undefined, staleTime: 60_000 },
    ),
  )
  const ofVenue = universes.filter(each => each.venue === venue?.venue)
  const one = symbol ?? instruments[0]?.symbol ?? ''
  const universe: Universe =
    over === ONE
      ? { steps: [{ kind: 'symbols', symbols: [one.trim().toUpperCase()] }] }
      : (ofVenue.find(({ id }) => id === over)?.universe ?? ALL)
  const { data: resolved } = useQuery(
    trpc.universes.resolve.queryOptions(
      { ...asked, venue: venue?.venue ?? '', universe },
      { enabled: venue !== undefined && over !== ONE, staleTime: 60_000 },
    ),
  )
  const create = useMutation(
    trpc.backtests.create.mutationOptions({
      onSuccess: async ({ id }) => {
        await queries.invalidateQueries({ queryKey: trpc.backtests.list.infiniteQueryKey() })
        router.push(href(`backtests/${id}`))
      },
    }),
  )
  const strategy = strategyId ?? chosen ?? strategyOptions.find(({ disabled }) => !disabled)?.value ?? ''
  const sizing = sizingOf(choices.sizing)
  const problem = create.error ? explain(create.error) : null
  const fields = problem?.fields ?? {}
  const elsewhere = Object.entries(fields).filter(([path]) => !AT_FIELDS.test(path))
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const text = (name: string) => String(data.get(name) ?? '').trim()
    create.mutate({
      ...asked,
      strategyId: strategy,
      timeframe,
      universe,
      settings: settingsFrom(data, choices),
      ...(versionId && { versionId }),
      ...(venue && { venue: venue.venue }),
      ...(text('name') && { name: text('name') }),
      ...(text('from') && { from: text('from') }),
      ...(text('to') && { to: text('to') }),
    })
  }
  const change = (part: Partial<Choices>) => setChoices(now => ({ ...now, ...part }))
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label="Name"
          name="name"
          maxLength={120}
          placeholder="by strategy and bars"
          problem={problemAt(fields, 'name')}
        />
        {strategyId ? (
          <TextField label="Strategy" value="The one that is open" disabled readOnly />
        ) : (
          <SelectField
            label="Strategy"
            options={strategyOptions}
            value={strategy}
            onChange={setChosen}
            problem={problemAt(fields, 'strategyId')}
          />
        )}
        <SelectField
          label="Venue"
          options={venues.map(each => ({
            value: each.venue,
            label: each.venue,
            ...(each.venue === 'simulated' && { about: 'computed prices, no market’s' }),
          }))}
          value={venue?.venue ?? ''}
          onChange={setVenue}
          problem={problemAt(fields, 'venue')}
        />
        <SelectField
          label="Bars"
          options={timeframes.map(each => ({ value: each, label: each }))}
          value={timeframe}
          onChange={setTimeframe}
          problem={problemAt(fields, 'timeframe')}
        />
        <SelectField
          label="Universe"
          hint={
            over === ONE
              ? 'A rule is best judged on many: choose a universe.'
              : resolved
                ? `${count(resolved.kept)} of ${count(resolved.listed)} symbols now; the run takes those of its first day.`
                : 'Counting …'
          }
          options={[
            { value: ONE, label: 'One symbol' },
            { value: EVERYTHING, label: 'All that are listed' },
            ...ofVenue.map(({ id, name, universe: of }) => ({
              value: id,
              label: name,
              about: wordsOfAll(of),
            })),
          ]}
          value={over === ONE || ofVenue.some(({ id }) => id === over) ? over : EVERYTHING}
          onChange={setOver}
        />
        {over === ONE ? (
          <TextField
            key="symbol"
            label="Symbol"
            list="backtest-symbols"
            value={one}
            onChange={event => setSymbol(event.target.value)}
          />
        ) : (
          <TextField
            key="positions"
            label="Most positions at a time"
            name="maxPositions"
            inputMode="numeric"
            placeholder="as many as there is money for"
            problem={problemAt(fields, 'settings.maxPositions')}
          />
        )}
        <datalist id="backtest-symbols">
          {instruments.map(each => (
            <option key={each.symbol} value={each.symbol} />
          ))}
        </datalist>
        <TextField
          label="From"
          name="from"
          type="date"
          hint="Empty: as long as is usual for these bars."
          problem={problemAt(fields, 'from', 'settings.from')}
        />
        <TextField
          label="To"
          name="to"
          type="date"
          hint="Empty: until now."
          problem={problemAt(fields, 'to', 'settings.to')}
        />
      </div>
      <fieldset className="grid gap-3 border-t border-line pt-3 sm:grid-cols-3">
        <legend className="sr-only">Money and costs</legend>
        <TextField
          label="Cash"
          name="cash"
          inputMode="decimal"
          defaultValue="10000"
          problem={problemAt(fields, 'settings.cash')}
        />
        <TextField
          label="Commission, percent"
          name="commission"
          inputMode="decimal"
          defaultValue="0.1"
          problem={problemAt(fields, 'settings.commission')}
        />
        <TextField
          label="Slippage, basis points"
          name="slippage"
          inputMode="decimal"
          defaultValue="2"
          problem={problemAt(fields, 'settings.slippage')}
        />
        <SelectField
          label="Size of an entry"
          options={SIZINGS.map(({ value, label, about }) => ({ value, label, about }))}
          value={choices.sizing}
          onChange={kind => change({ sizing: kind })}
        />
        <TextField
          key={choices.sizing}
          label={`${sizing.label}${sizing.unit === 'percent' ? ', percent' : ''}`}
          name="size"
          inputMode="decimal"
          defaultValue={sizing.preset}
          problem={problemAt(fields, 'settings.sizing')}
        />
        <div className="flex flex-col justify-end gap-1 pb-1">
          <Check
            label="Short positions"
            checked={choices.allowShort}
            onChange={allowShort => change({ allowShort })}
          />
          <Check
            label="Close all at the end"
            checked={choices.closeAtEnd}
            onChange={closeAtEnd => change({ closeAtEnd })}
          />
        </div>
      </fieldset>
      <details className="border-t border-line pt-3">
        <summary className="font-medium text-soft hover:text-ink">More settings</summary>
        <div className="mt-3 grid gap-3 sm:grid-cols-3">
          <TextField
            label="Leverage"
            name="leverage"
            inputMode="decimal"
            placeholder="1"
            problem={problemAt(fields, 'settings.leverage')}
          />
          <TextField
            label="Close after bars"
            name="timeStop"
            inputMode="numeric"
            placeholder="never"
            problem={problemAt(fields, 'settings.timeStop')}
          />
          <SelectField
            label="A limit order fills"
            options={[
              { value: 'touch', label: 'When its price is touched' },
              { value: 'through', label: 'One tick through it' },
            ]}
            value={choices.limitFill}
            onChange={limitFill => change({ limitFill })}
          />
          <Check
            label="An opposite signal reverses"
            checked={choices.exclusive}
            onChange={exclusive => change({ exclusive })}
          />
        </div>
      </details>
      {problem && (elsewhere.length > 0 || Object.keys(fields).length === 0) && (
        <p role="alert" className="text-bad">
          {elsewhere.length > 0 ? elsewhere.map(([, [sentence]]) => sentence).join(' ') : problem.sentence}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" busy={create.isPending}>
          Run backtest
        </Button>
      </div>
    </form>
  )
}

interface CheckProps {
  readonly label: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

const Check = ({ label, checked, onChange }: CheckProps) => (
  <label className="flex items-center gap-2 text-soft">
    <input
      type="checkbox"
      checked={checked}
      onChange={event => onChange(event.target.checked)}
      className="size-3.5 accent-accent"
    />
    {label}
  </label>
)
