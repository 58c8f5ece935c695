// What a strategy was last run with, kept by this browser.
import type { ParamsDraft } from './ParamsForm'
import { PRESET, type SettingsDraft } from './settingsDraft'

export interface Remembered {
  readonly settings: SettingsDraft
  readonly params: ParamsDraft
}

export const FRESH: Remembered = { settings: PRESET, params: {} }

/** Strategies of which something is kept; the one that was run longest ago is forgotten first. */
const MOST = 50
const STORE = 'sluice.backtest.last'

type Kept = readonly (readonly [strategyId: string, last: Remembered])[]

export function remembered(strategyId: string): Remembered {
  const [, last] = kept().find(([id]) => id === strategyId) ?? []
  // a key that was added since has its preset
  return last ? { settings: { ...PRESET, ...last.settings }, params: last.params } : FRESH
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
