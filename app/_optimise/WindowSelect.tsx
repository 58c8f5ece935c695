import { utcDay } from '../_ui/numbers'
import { Select } from '../_ui/Select'
import type { Optimisation } from './metrics'

interface WindowSelectProps {
  readonly optimisation: Optimisation
  readonly value: number | null
  readonly onChange: (window: number | null) => void
}

const ALL = 'all'

/** Of a walk-forward: the stretch that trials are told of. */
export function WindowSelect({ optimisation, value, onChange }: WindowSelectProps) {
  const windows = optimisation.outcome?.walkForward?.windows ?? []
  if (windows.length === 0) return null
  return (
    <Select
      label="Window"
      options={[
        { value: ALL, label: 'Median of all windows' },
        ...windows.map(({ inSample }, at) => ({
          value: String(at),
          label: `Window ${at + 1}`,
          about: `${utcDay(inSample.from)} – ${utcDay(inSample.to)}`,
        })),
      ]}
      value={value === null ? ALL : String(value)}
      onChange={next => onChange(next === ALL ? null : Number(next))}
      className="h-7! w-48!"
    />
  )
}
