'use client'
import { useId } from 'react'
import { CALENDARS } from '../_data/words'
import { SelectField, TextField } from '../_ui/Field'
import type { Preview } from './PreviewTable'
import type { Choices, Refused } from './upload'
import { isZone } from './zone'

/** What was chosen for a file so far. */
export type Chosen = Partial<Choices>

interface ImportFieldsProps {
  readonly choices: Choices
  readonly choose: (some: Chosen) => void
  readonly preview: Preview | null
  readonly isThere: boolean
  readonly problems: Refused['fields']
}

const FROM_FILE = 'file'
const LENGTHS = ['1m', '5m', '15m', '30m', '1h', '4h', '1d', '1w'] as const

/** What the file can't say, or might say wrong. */
export function ImportFields({ choices, choose, preview, isThere, problems }: ImportFieldsProps) {
  const zones = useId()
  const problem = (field: string) => problems[field]?.[0]
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <TextField
        label="Symbol"
        value={choices.symbol}
        onChange={event => choose({ symbol: event.target.value })}
        maxLength={40}
        required
        autoFocus
        hint="What rules call it."
        problem={problem('symbol')}
      />
      <TextField
        label="Name"
        value={choices.name}
        placeholder={choices.symbol}
        onChange={event => choose({ name: event.target.value })}
        maxLength={120}
        problem={problem('name')}
      />
      <TextField
        label="Currency"
        value={choices.currency}
        onChange={event => choose({ currency: event.target.value.toUpperCase() })}
        maxLength={12}
        required
        problem={problem('currency')}
      />
      <SelectField
        label="Trades"
        hint="Where its days and hours begin."
        value={choices.calendar}
        onChange={calendar => choose({ calendar })}
        options={Object.entries(CALENDARS).map(([value, label]) => ({ value, label }))}
        problem={problem('calendar')}
      />
      <SelectField
        label="Bars"
        value={choices.timeframe || FROM_FILE}
        onChange={value => choose({ timeframe: value === FROM_FILE ? '' : value })}
        options={[
          {
            value: FROM_FILE,
            label: preview?.timeframe ? `As in the file: ${preview.timeframe}` : 'As in the file',
          },
          ...LENGTHS.map(value => ({ value, label: value })),
        ]}
      />
      {(preview?.zone === 'none' || choices.zone !== '') && (
        <>
          <TextField
            label="Time zone"
            hint="The file’s times name none."
            list={zones}
            value={choices.zone}
            placeholder="UTC"
            onChange={event => choose({ zone: event.target.value.trim() })}
            problem={
              choices.zone !== '' && !isZone(choices.zone)
                ? 'Write one like America/New_York.'
                : problem('zone')
            }
          />
          <datalist id={zones}>
            {Intl.supportedValuesOf('timeZone').map(zone => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </>
      )}
      {(preview?.needsOrder || choices.dates !== '') && (
        <SelectField
          label="Dates"
          value={choices.dates || FROM_FILE}
          onChange={value => choose({ dates: value === FROM_FILE ? '' : value })}
          options={[
            { value: FROM_FILE, label: 'Choose', about: 'They can be read either way.' },
            { value: 'dmy', label: 'Day first' },
            { value: 'mdy', label: 'Month first' },
          ]}
        />
      )}
      {isThere && (
        <SelectField
          label="There already"
          value={choices.mode === 'add' ? 'add' : 'replace'}
          onChange={mode => choose({ mode })}
          options={[
            { value: 'replace', label: 'Replace its bars' },
            { value: 'add', label: 'Add to its bars', about: 'Where both have a bar, the file is right.' },
          ]}
        />
      )}
    </div>
  )
}
