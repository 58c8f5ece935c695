import { CheckField, SelectField, TextField } from '../_ui/Field'
import type { Option } from '../_ui/Select'
import type { ModeDraft, ModeKey } from './modeDraft'
import { problemAt, type Refused } from './refused'

export interface ModeFieldsProps {
  readonly draft: ModeDraft
  readonly onChange: (draft: ModeDraft) => void
  /** What the server refused, by `settings.…`. */
  readonly refused: Refused
}

interface TextOptions {
  readonly hint?: string
  /** Where it is refused, if not at its own key. */
  readonly path?: string
  /** What is allowed, where the form's unit is not the settings'. */
  readonly says?: string
}

/** Fields of a draft that mark what was refused. */
export function modeFields({ draft, onChange, refused }: ModeFieldsProps) {
  const set = (key: ModeKey, value: string) => onChange({ ...draft, [key]: value })
  return {
    text: (key: ModeKey, label: string, { hint, path, says }: TextOptions = {}) => {
      const problem = problemAt(refused, path ?? `settings.${key}`)
      return (
        <TextField
          label={label}
          inputMode="decimal"
          autoComplete="off"
          value={draft[key]}
          hint={hint}
          onChange={event => set(key, event.target.value)}
          problem={problem && says ? `It must be ${says}.` : problem}
        />
      )
    },
    choice: (key: ModeKey, label: string, options: readonly Option<string>[]) => (
      <SelectField
        label={label}
        options={options}
        value={draft[key]}
        onChange={value => set(key, value)}
        problem={problemAt(refused, `settings.${key}`)}
      />
    ),
    flag: (key: ModeKey, label: string) => (
      <CheckField
        label={label}
        checked={draft[key] === 'yes'}
        onChange={checked => set(key, checked ? 'yes' : '')}
      />
    ),
  }
}
