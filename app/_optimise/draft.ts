// What the dialog holds beside market, settings and ranges; and the part of a request it stands for.

import { typedNumber } from '../_ui/typedNumber'
import type { TrialStat } from './metrics'
import { fixedOf, type Range, valuesOf } from './ranges'

export interface SearchDraft {
  readonly sampling: 'grid' | 'random'
  readonly count: string
  readonly seed: string
  readonly metric: TrialStat
  readonly by: 'peak' | 'plateau'
  readonly minTrades: string
  readonly walks: boolean
  readonly mode: 'rolling' | 'anchored'
  /** Bars; empty: parts of the period that make a few windows. */
  readonly inSample: string
  readonly outOfSample: string
}

export const ANY_SEARCH: SearchDraft = {
  sampling: 'grid',
  count: '200',
  seed: '1',
  metric: 'sharpe',
  by: 'plateau',
  minTrades: '10',
  walks: false,
  mode: 'rolling',
  inSample: '',
  outOfSample: '',
}

/** A third of the period to choose on, and a ninth to judge on: six windows. */
export const usualWindows = (bars: number) => ({
  inSampleBars: Math.max(2, Math.ceil(bars / 3)),
  outOfSampleBars: Math.max(2, Math.ceil(bars / 9)),
})

/** Values that stay, and the space of those that move; null while a range is wrong or nothing moves. */
export function spaceAsked(ranges: readonly Range[], { sampling, count, seed }: SearchDraft) {
  const params: Record<string, { kind: 'values'; values: (string | number | boolean)[] }> = {}
  const fixed: Record<string, string | number | boolean> = {}
  for (const range of ranges) {
    const { name } = range.declared
    if (range.moves) {
      const values = valuesOf(range)
      if (typeof values === 'string') return null
      params[name] = { kind: 'values', values: [...values] }
    } else {
      const read = fixedOf(range)
      if (typeof read === 'string') return null
      fixed[name] = read.value
    }
  }
  if (Object.keys(params).length === 0) return null
  const wanted = typedNumber(count)
  const from = typedNumber(seed)
  if (
    sampling === 'random' &&
    !(Number.isInteger(wanted) && wanted > 0 && Number.isInteger(from) && from >= 0)
  )
    return null
  return {
    params: fixed,
    space: {
      params,
      sampling:
        sampling === 'grid'
          ? { kind: 'grid' as const }
          : { kind: 'random' as const, count: wanted, seed: from },
    },
  }
}

export function searchAsked(draft: SearchDraft, bars: number | null) {
  const usual = bars === null ? null : usualWindows(bars)
  const inSampleBars = draft.inSample.trim() === '' ? usual?.inSampleBars : typedNumber(draft.inSample)
  const outOfSampleBars =
    draft.outOfSample.trim() === '' ? usual?.outOfSampleBars : typedNumber(draft.outOfSample)
  const minTrades = typedNumber(draft.minTrades)
  return {
    choosing: {
      metric: draft.metric,
      by: draft.by,
      ...(Number.isInteger(minTrades) && { minTrades }),
    },
    walkForward:
      draft.walks && inSampleBars !== undefined && outOfSampleBars !== undefined
        ? { mode: draft.mode, inSampleBars, outOfSampleBars }
        : null,
  }
}
