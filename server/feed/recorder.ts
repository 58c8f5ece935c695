import type { LiveBar, MarketProvider } from '../market/provider'
import type { BarStore } from '../market/store/store'
import type { BarName } from '../scheduler/due'
import { ComputedRecorder } from './computedRecorder'
import { MinuteRecorder } from './minuteRecorder'

export interface RecorderOptions {
  readonly store: BarStore
  readonly provider: MarketProvider
  /** Real time. */
  readonly now: () => number
  readonly onError: (error: unknown) => void
}

/** Keeps what a venue's stream closes. */
export interface Recorder {
  /** A closed minute, in the order of its symbol. */
  readonly take: (bar: LiveBar) => void
  /** Stores what was taken, and the slower bars that end with it. Whatever fails is tried again by the next call. */
  readonly keep: (closing: readonly BarName[]) => Promise<void>
}

/** Of a venue that computes its bars, those series are kept that somebody asked for; of others, all. */
export const recorderOf = (options: RecorderOptions): Recorder =>
  options.provider.computed ? new ComputedRecorder(options) : new MinuteRecorder(options)
