'use client'
import { problemAt, type Refused } from '../_backtests/refused'
import { CheckField, SelectField, TextField } from '../_ui/Field'
import type { SearchDraft } from './draft'
import { TRIAL_METRICS } from './metrics'
import { type WindowSpan, Windows } from './Windows'

interface SearchFormProps {
  readonly draft: SearchDraft
  readonly onChange: (draft: SearchDraft) => void
  readonly refused: Refused
  /** Bars that stand for empty fields. */
  readonly usual: { readonly inSampleBars: number; readonly outOfSampleBars: number } | null
  readonly windows: readonly WindowSpan[]
}

export const SEARCH_SHOWN = ['walkForward', 'choosing', 'space.sampling'] as const

/** How many combinations are tried, how the best is told, and whether it is judged on bars nobody has seen. */
export function SearchForm({ draft, onChange, refused, usual, windows }: SearchFormProps) {
  const change = (part: Partial<SearchDraft>) => onChange({ ...draft, ...part })
  return (
    <>
      <fieldset className="grid gap-3 border-t border-line pt-3 sm:grid-cols-2 lg:grid-cols-4">
        <legend className="sr-only">What is tried, and what is best</legend>
        <SelectField
          label="Combinations"
          options={[
            { value: 'grid', label: 'All of them', about: 'Makes a map without holes.' },
            { value: 'random', label: 'Some at random', about: 'Covers large spaces with few trials.' },
          ]}
          value={draft.sampling}
          onChange={sampling => change({ sampling })}
          problem={problemAt(refused, 'space.sampling')}
        />
        <SelectField
          label="Best by"
          options={TRIAL_METRICS.map(({ id, title, better }) => ({
            value: id,
            label: title,
            ...(better === 'lower' && { about: 'lower is better' }),
          }))}
          value={draft.metric}
          onChange={metric => change({ metric })}
        />
        <SelectField
          label="Choose"
          options={[
            {
              value: 'plateau',
              label: 'The best neighbourhood',
              about: 'Values that stay good when they move a little.',
            },
            { value: 'peak', label: 'The best trial', about: 'A lone peak is often luck.' },
          ]}
          value={draft.by}
          onChange={by => change({ by })}
        />
        <TextField
          label="Least trades"
          inputMode="numeric"
          hint="Trials with fewer are not chosen."
          value={draft.minTrades}
          onChange={event => change({ minTrades: event.target.value })}
          problem={problemAt(refused, 'choosing.minTrades')}
        />
        {draft.sampling === 'random' && (
          <>
            <TextField
              label="How many"
              inputMode="numeric"
              value={draft.count}
              onChange={event => change({ count: event.target.value })}
            />
            <TextField
              label="Seed"
              inputMode="numeric"
              hint="The same seed tries the same ones."
              value={draft.seed}
              onChange={event => change({ seed: event.target.value })}
            />
          </>
        )}
      </fieldset>
      <fieldset className="flex flex-col gap-3 border-t border-line pt-3">
        <legend className="sr-only">Walk-forward</legend>
        <CheckField
          label="Walk forward: choose on one stretch, judge on the next, again and again"
          checked={draft.walks}
          onChange={walks => change({ walks })}
        />
        {draft.walks && (
          <>
            <div className="grid gap-3 sm:grid-cols-3">
              <SelectField
                label="Windows"
                options={[
                  { value: 'rolling', label: 'Rolling', about: 'Each stretch to choose on is as long.' },
                  { value: 'anchored', label: 'Anchored', about: 'All begin at the start, and grow.' },
                ]}
                value={draft.mode}
                onChange={mode => change({ mode })}
              />
              <TextField
                label="Bars to choose on"
                inputMode="numeric"
                placeholder={usual ? String(usual.inSampleBars) : 'a third of the period'}
                value={draft.inSample}
                onChange={event => change({ inSample: event.target.value })}
                problem={problemAt(refused, 'walkForward.inSampleBars', 'walkForward')}
              />
              <TextField
                label="Bars to judge on"
                inputMode="numeric"
                placeholder={usual ? String(usual.outOfSampleBars) : 'a ninth of the period'}
                value={draft.outOfSample}
                onChange={event => change({ outOfSample: event.target.value })}
                problem={problemAt(refused, 'walkForward.outOfSampleBars')}
              />
            </div>
            <Windows windows={windows} />
          </>
        )}
      </fieldset>
    </>
  )
}
