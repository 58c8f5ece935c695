'use client'
import { useEffect, useState } from 'react'
import { isTimeframe, type Timeframe } from '@/sandbox/ir/timeframe'
import { compareFirings, type Firing, type OutputChange } from '@/sandbox/run/behaviour'
import type { PreviewStore } from '../_editor/preview/store'
import { usePreview, usePreviewState } from '../_editor/preview/usePreview'
import type { Written } from './written'

/** What became of the signals of one symbol. */
export interface Compared {
  readonly symbol: string
  readonly bars: number
  readonly changes: readonly OutputChange[]
  /** Signals of the newer version. */
  readonly after: readonly Firing[]
}

export interface Comparison {
  readonly stores: readonly [was: PreviewStore, is: PreviewStore]
  readonly found: readonly Compared[]
  readonly timeframe: Timeframe
  /** The symbol whose bars are wanted now; null before both are compiled and when all is done. */
  readonly wanted: string | null
  readonly isDone: boolean
  /** Why nothing can be compared. */
  readonly stopped: string | null
  /** Goes on without the wanted symbol. */
  readonly skip: () => void
}

/** Runs both versions over one symbol after the other, each in a worker of its own. */
export function useComparison(before: Written, after: Written, symbols: readonly string[]): Comparison {
  const [was, is] = [usePreview(before), usePreview(after)]
  const [wasState, isState] = [usePreviewState(was), usePreviewState(is)]
  const [found, setFound] = useState<readonly Compared[]>([])
  const [skipped, setSkipped] = useState<readonly string[]>([])
  const own = isState.compiled?.program?.timeframe ?? wasState.compiled?.program?.timeframe
  const timeframe: Timeframe = own && isTimeframe(own) ? own : '1h'
  const next =
    symbols.find(each => !skipped.includes(each) && !found.some(({ symbol }) => symbol === each)) ?? null
  useEffect(() => {
    const [old, now] = [wasState.shown, isState.shown]
    if (!next || old?.bars.symbol !== next || now?.bars.symbol !== next) return
    if (old.bars.timeframe !== timeframe || now.bars.timeframe !== timeframe) return
    // bars that closed between the two answers would look like news
    if (old.ran.rows !== now.ran.rows) return
    setFound(list => [
      ...list,
      {
        symbol: next,
        bars: now.ran.rows,
        changes: compareFirings(old.ran.fired, now.ran.fired),
        after: now.ran.fired,
      },
    ])
  }, [wasState.shown, isState.shown, next, timeframe])
  const broken =
    (wasState.compiled?.ok === false && 'The older version') ||
    (isState.compiled?.ok === false && 'The newer one')
  return {
    stores: [was, is],
    found,
    timeframe,
    wanted: wasState.compiled && isState.compiled ? next : null,
    isDone: next === null,
    stopped: broken
      ? `${broken} does not compile, so there is nothing to compare.`
      : (wasState.stopped ?? isState.stopped),
    skip: () => setSkipped(list => (next ? [...list, next] : list)),
  }
}
