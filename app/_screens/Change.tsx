import clsx from 'clsx'
import { change } from '../_ui/numbers'

/** Told by sign, arrow and colour, so that no one of them is needed. */
export const Change = ({ value }: { value: number | null | undefined }) => (
  <span
    className={clsx(value != null && value > 0 && 'text-gain', value != null && value < 0 && 'text-loss')}
  >
    {value != null && value !== 0 && (
      <span aria-hidden className="mr-1 text-[9px]">
        {value > 0 ? '▲' : '▼'}
      </span>
    )}
    {change(value)}
  </span>
)
