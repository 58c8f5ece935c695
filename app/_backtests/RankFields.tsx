'use client'
import type { Option } from '../_ui/Select'
import { type ModeFieldsProps, modeFields } from './modeFields'

/** How symbols are ranked, and how much of each is held. */
export function RankFields(props: ModeFieldsProps) {
  const form = modeFields(props)
  const { draft } = props
  return (
    <fieldset className="grid gap-3 sm:grid-cols-3">
      <legend className="sr-only">Rebalance by rank</legend>
      {form.text('rank.top', 'Symbols held', { hint: 'Those with the best score.' })}
      {form.text('rank.every', 'Rebalance every, bars')}
      {form.choice('rank.weights', 'Weights', WEIGHTS)}
      {draft['rank.weights'] === 'inverseVolatility' &&
        form.text('rank.volatilityBars', 'Volatility over, bars')}
      {form.text('rank.maxWeight', 'Most for one, percent', {
        says: 'a percentage above 0, at most 100',
      })}
      {form.text('rank.band', 'Leave alone within, percent', {
        hint: 'Of equity: smaller differences are not traded.',
      })}
      {form.text('rank.invested', 'Invested, percent of equity', {
        path: 'settings.sizing',
        says: 'a percentage above 0, at most 100',
      })}
      <div className="flex flex-col justify-center">
        {form.flag('rank.shortBottom', 'Sell as many of the worst short')}
      </div>
    </fieldset>
  )
}

const WEIGHTS: readonly Option<string>[] = [
  { value: 'equal', label: 'Equal' },
  { value: 'score', label: 'By score', about: 'In proportion; longs need one above 0.' },
  { value: 'inverseVolatility', label: 'By calm', about: 'The less a symbol moves, the more is held.' },
]
