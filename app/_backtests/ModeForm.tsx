'use client'
import { Segments } from '../_ui/Segments'
import { EventFields } from './EventFields'
import { MODE_WORDS, modeOf } from './modeDraft'
import type { ModeFieldsProps } from './modeFields'
import { RankFields } from './RankFields'

const MODES = (['signals', 'rank', 'events'] as const).map(value => ({
  value,
  label: MODE_WORDS[value].label,
}))

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
        <span className="text-faint">{MODE_WORDS[mode].about}</span>
      </div>
      {mode === 'rank' && <RankFields {...props} />}
      {mode === 'events' && <EventFields {...props} />}
    </div>
  )
}
