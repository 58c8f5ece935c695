import type { Settings } from './settings'

/** An instrument's own smallest steps, where the settings leave them to it. */
export type Steps = Readonly<Partial<Pick<Settings, 'lot' | 'tick' | 'minNotional'>>>

export const STEP_KEYS = ['lot', 'tick', 'minNotional'] as const
export type StepKey = (typeof STEP_KEYS)[number]

/** The settings by which one instrument is traded. */
export const withSteps = <Own extends Settings>(settings: Own, steps: Steps | undefined): Own =>
  steps ? { ...settings, ...steps } : settings
