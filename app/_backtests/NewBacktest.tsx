'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { useHere, useHref } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Button } from '../_ui/Button'
import { Dialog } from '../_ui/Dialog'
import { explain } from '../_ui/problem'
import { ANY_MARKET, MARKET_SHOWN, MarketForm, marketAsked, useMarket } from './MarketForm'
import { ModeForm } from './ModeForm'
import { MODE_SHOWN, modeOf, settingsOfMode } from './modeDraft'
import { ParamsForm, paramsFrom } from './ParamsForm'
import { unplacedOf } from './refused'
import { FRESH, type Remembered, remember, remembered } from './remembered'
import { SETTINGS_SHOWN, SettingsForm } from './SettingsForm'
import { type NewRunProps, SUBJECT_SHOWN, SubjectFields, useSubject } from './subject'

export function NewBacktest({ open, onClose, strategyId, versionId }: NewRunProps) {
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

function Form({ onClose, strategyId, versionId }: Omit<NewRunProps, 'open'>) {
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [market, setMarket] = useState(ANY_MARKET)
  const [edited, setEdited] = useState<{ readonly of: string; readonly last: Remembered } | null>(null)
  const subject = useSubject(strategyId, versionId)
  const { strategyId: strategy, version } = subject
  // what is entered before the strategies have come stays
  const isEdited = edited !== null && (edited.of === strategy || edited.of === '')
  const last = isEdited ? edited.last : strategy === '' ? FRESH : remembered(strategy)
  const change = (part: Partial<Remembered>) => setEdited({ of: strategy, last: { ...last, ...part } })
  const declared = version?.params ?? []
  const here = useMarket(market, version?.timeframe ?? null)
  const create = useMutation(
    trpc.backtests.create.mutationOptions({
      onSuccess: async ({ id }) => {
        remember(strategy, last)
        await queries.invalidateQueries({ queryKey: trpc.backtests.list.infiniteQueryKey() })
        router.push(href(`backtests/${id}`))
      },
    }),
  )
  const problem = create.error ? explain(create.error) : null
  const refused = problem?.fields ?? {}
  const shown = [
    ...SUBJECT_SHOWN,
    ...MARKET_SHOWN,
    ...SETTINGS_SHOWN,
    ...MODE_SHOWN,
    ...declared.map(each => `params.${each.name}`),
  ]
  const unplaced = unplacedOf(problem, shown)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({
      workspaceId: workspace.id,
      strategyId: strategy,
      ...marketAsked(market, here),
      params: paramsFrom(declared, last.params),
      settings: settingsOfMode(last.mode, last.settings),
      ...(versionId && { versionId }),
      ...(name.trim() !== '' && { name: name.trim() }),
    })
  }
  const startByKey = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.currentTarget.requestSubmit()
  }
  return (
    <form onSubmit={submit} onKeyDown={startByKey} noValidate className="flex flex-col gap-4">
      <ModeForm draft={last.mode} onChange={mode => change({ mode })} refused={refused} />
      <div className="grid gap-3 sm:grid-cols-2">
        <SubjectFields subject={subject} name={name} onName={setName} refused={refused} />
        <MarketForm draft={market} onChange={setMarket} market={here} refused={refused} />
      </div>
      <ParamsForm
        declared={declared}
        draft={last.params}
        onChange={params => change({ params })}
        refused={refused}
      />
      <SettingsForm
        draft={last.settings}
        onChange={settings => change({ settings })}
        refused={refused}
        isOneSymbol={here.isOne}
        mode={modeOf(last.mode)}
      />
      {unplaced && (
        <p role="alert" className="text-bad">
          {unplaced}
        </p>
      )}
      <div className="sticky -bottom-5 -mx-5 -mb-5 flex items-center justify-end gap-2 border-t border-line bg-raised px-5 py-3">
        <span className="flex-1 text-[12px] text-faint">
          {version &&
            !version.canBeTraded &&
            modeOf(last.mode) !== 'rank' &&
            'This strategy gives out nothing to trade.'}
        </span>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          look="primary"
          busy={create.isPending}
          blocked={
            strategy === ''
              ? 'Choose a strategy.'
              : version === undefined || here.venue === null
                ? 'The strategy and the market are being looked up.'
                : here.isOne && here.symbol.trim() === '' && 'Name a symbol.'
          }
          title="Ctrl-Enter"
        >
          Run backtest
        </Button>
      </div>
    </form>
  )
}
