'use client'
import { Segments } from '../_ui/Segments'
import { EventFields } from './EventFields'
import { type Mode, modeOf } from './modeDraft'
import type { ModeFieldsProps } from './modeFields'
import { RankFields } from './RankFields'

const MODES = [
  { value: 'signals', label: 'Trade signals' },
  { value: 'rank', label: 'Rebalance by rank' },
  { value: 'events', label: 'Event study' },
] as const satisfies readonly { value: Mode; label: string }[]

const ABOUT: Readonly<Record<Mode, string>> = {
  signals: 'Entries and exits of the rule are traded with one account.',
  rank: 'The symbols with the best score are held, and changed for better ones every so often.',
  events: 'Nothing is traded: what prices did after each signal, beside what they usually did.',
}

/** What is made of the rule, and what that asks for. */
export function ModeForm(props: ModeFieldsProps) {
  const { draft, onChange } = props
  const mode = modeOf(draft)
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Segments
          label="What is run"
          options={MODES}
          value={mode}
          onChange={value => onChange({ ...draft, mode: value })}
        />
        <span className="text-faint">{ABOUT[mode]}</span>
      </div>
      {mode === 'rank' && <RankFields {...props} />}
      {mode === 'events' && <EventFields {...props} />}
    </div>
  )
}
