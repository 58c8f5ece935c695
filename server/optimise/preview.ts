import type { WalkForward } from '../engine/optimise/types'
import { windowsOf } from '../engine/optimise/windows'
import { refuseFields } from '../errors'

interface Stretch {
  readonly from: number
  readonly to: number
}

/** Where the windows of a walk-forward lie before any bar is read: as if bars were spread evenly over the period. */
export function previewOf(
  walkForward: WalkForward | null,
  { from, to }: Stretch,
  bars: number,
): readonly { readonly inSample: Stretch; readonly outOfSample: Stretch }[] {
  if (!walkForward) return []
  const step = (to - from) / Math.max(1, bars - 1)
  const laid = windowsOf(
    Float64Array.from({ length: bars }, (_, at) => Math.round(from + at * step)),
    walkForward,
  )
  if (laid.ok) return laid.windows
  return refuseFields(
    Object.fromEntries(laid.problems.map(({ param, message }) => [`walkForward.${param}`, message])),
  )
}
