import type { ReportInput } from '../report/input'
import { HEADLINE, type Headline, type HeadlineId, headlineOf } from './headline'

/** A rule on the bars it was made with, and on bars it had not seen. */
export interface Split {
  /** First moment out of sample, UTC ms. */
  readonly at: number
  readonly inSample: Headline
  readonly outOfSample: Headline
  /** Out of sample as a share of in sample; null where one of them is missing or the first is not above 0. */
  readonly kept: Readonly<Record<HeadlineId, number | null>>
}

interface SplitCheck {
  readonly time: Float64Array
  /** Share of the bars that are in sample. */
  readonly share: number
  /** Runs over bars that open from `from` to `to`; earlier ones may warm it up. Null: the beginning or the end. */
  readonly run: (period: { readonly from: number | null; readonly to: number | null }) => ReportInput
}

/** Runs both parts by themselves; null where one of them would be empty. */
export function splitRun({ time, share, run }: SplitCheck): Split | null {
  const bar = Math.round(time.length * share)
  if (bar < 1 || bar >= time.length) return null
  const at = time[bar]!
  const inSample = headlineOf(run({ from: null, to: at - 1 }))
  const outOfSample = headlineOf(run({ from: at, to: null }))
  const keptOf = (id: HeadlineId): number | null => {
    const [before, after] = [inSample.stats[id], outOfSample.stats[id]]
    return before === null || after === null || before <= 0 ? null : after / before
  }
  return {
    at,
    inSample,
    outOfSample,
    kept: Object.fromEntries(HEADLINE.map(id => [id, keptOf(id)])) as Split['kept'],
  }
}
