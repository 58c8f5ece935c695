// What a strategy was last run with, kept by this browser.
import { MODE_PRESET, type ModeDraft } from './modeDraft'
import type { ParamsDraft } from './ParamsForm'
import { PRESET, type SettingsDraft } from './settingsDraft'

export interface Remembered {
  readonly settings: SettingsDraft
  readonly params: ParamsDraft
  readonly mode: ModeDraft
}

export const FRESH: Remembered = { settings: PRESET, params: {}, mode: MODE_PRESET }

/** Strategies of which something is kept; the one that was run longest ago is forgotten first. */
const MOST = 50
const STORE = 'sluice.backtest.last'

type Kept = readonly (readonly [strategyId: string, last: Remembered])[]

export function remembered(strategyId: string): Remembered {
  const [, last] = kept().find(([id]) => id === strategyId) ?? []
  // a key that was added since has its preset
  return last
    ? {
        settings: { ...PRESET, ...last.settings },
        params: last.params,
        mode: { ...MODE_PRESET, ...last.mode },
      }
    : FRESH
}

export function remember(strategyId: string, last: Remembered): void {
  const rest = kept().filter(([id]) => id !== strategyId)
  localStorage.setItem(STORE, JSON.stringify([[strategyId, last], ...rest].slice(0, MOST)))
}

function kept(): Kept {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(STORE) ?? '[]')
    return Array.isArray(read) ? (read as Kept) : [] // written by `remember` alone
  } catch {
    return []
  }
}
