import type { Allowed, SpaceProblem, Span, WalkForward, Window } from './types'

/** Windows of one walk-forward. */
export const MOST_WINDOWS = 200

/**
 * Lays windows over a timeline: in-sample bars and, right after them, the out-of-sample bars that judge what was chosen there. Each
 * window's judged bars begin where the last one's end, so that together they are one stretch without gap or overlap; a last part shorter
 * than the others is judged all the same.
 */
export function windowsOf(
  timeline: Float64Array,
  { mode, inSampleBars, outOfSampleBars }: WalkForward,
): Allowed<{ readonly windows: readonly Window[] }> {
  const problems: SpaceProblem[] = []
  for (const [param, bars] of Object.entries({ inSampleBars, outOfSampleBars }))
    if (!(Number.isInteger(bars) && bars >= 2))
      problems.push({ param, message: `${param} is ${bars}; it must be a whole number from 2.` })
  if (problems.length > 0) return { ok: false, problems }
  const bars = timeline.length
  if (inSampleBars + outOfSampleBars > bars)
    return {
      ok: false,
      problems: [
        {
          param: 'inSampleBars',
          message: `A window takes ${grouped(inSampleBars + outOfSampleBars)} bars and the period has ${grouped(bars)}. Take a longer period or shorter parts.`,
        },
      ],
    }
  const count = Math.ceil((bars - inSampleBars) / outOfSampleBars)
  if (count > MOST_WINDOWS)
    return {
      ok: false,
      problems: [
        {
          param: 'outOfSampleBars',
          message: `There would be ${grouped(count)} windows; at most ${MOST_WINDOWS} are laid. Take longer out-of-sample parts.`,
        },
      ],
    }
  const span = (from: number, to: number): Span => ({
    from: timeline[from] ?? Number.NaN,
    to: timeline[to - 1] ?? Number.NaN,
    bars: to - from,
  })
  const windows = Array.from({ length: count }, (_, number): Window => {
    const seam = inSampleBars + number * outOfSampleBars
    return {
      inSample: span(mode === 'rolling' ? seam - inSampleBars : 0, seam),
      outOfSample: span(seam, Math.min(bars, seam + outOfSampleBars)),
    }
  })
  return { ok: true, windows }
}

const grouped = (count: number): string => count.toLocaleString('en-US')
