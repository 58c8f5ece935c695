'use client'
import type { Option } from '../_ui/Select'
import { type ModeFieldsProps, modeFields } from './modeFields'

/** What counts as an instance, and how far ahead it is followed. */
export function EventFields(props: ModeFieldsProps) {
  const form = modeFields(props)
  return (
    <fieldset className="grid gap-3 sm:grid-cols-2">
      <legend className="sr-only">Event study</legend>
      {form.text('events.horizons', 'Returns after, bars', {
        hint: 'From the next open to the close of that bar.',
      })}
      {form.choice('events.streaks', 'Of bars in a row', STREAKS)}
      {form.text('events.apart', 'At least apart, bars', { hint: 'Between instances of one symbol.' })}
      {form.text('events.before', 'Bars shown before')}
    </fieldset>
  )
}

const STREAKS: readonly Option<string>[] = [
  { value: 'first', label: 'The first counts' },
  { value: 'every', label: 'Each counts', about: 'Their returns overlap.' },
]
