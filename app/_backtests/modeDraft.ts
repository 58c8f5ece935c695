// What is made of a rule's outputs, as a form holds it: each a text, as in the draft of settings.
import type { Mode, SettingsInput } from '@/server/engine/backtest/settings'
import { type SettingsDraft, settingsFrom, typed } from './settingsDraft'

export type { Mode }

/** What a form begins with; flags are `yes` or empty. */
export const MODE_PRESET = {
  mode: 'signals',
  'rank.top': '10',
  'rank.every': '20',
  'rank.weights': 'equal',
  'rank.volatilityBars': '20',
  'rank.maxWeight': '100',
  'rank.band': '1',
  'rank.shortBottom': '',
  'rank.invested': '100',
  'events.horizons': '1, 5, 10, 20',
  'events.streaks': 'first',
  'events.apart': '1',
  'events.before': '10',
}

export type ModeKey = keyof typeof MODE_PRESET
export type ModeDraft = Readonly<Record<ModeKey, string>>

export const modeOf = ({ mode }: ModeDraft): Mode => (mode === 'rank' || mode === 'events' ? mode : 'signals')

/** What a mode is called in a form, in a list, and what it makes of a rule. */
export const MODE_WORDS: Readonly<
  Record<Mode, { readonly label: string; readonly short: string; readonly about: string }>
> = {
  signals: {
    label: 'Trade signals',
    short: 'signals',
    about: 'Entries and exits of the rule are traded with one account.',
  },
  rank: {
    label: 'Rebalance by rank',
    short: 'rank',
    about: 'The symbols with the best score are held, and changed for better ones every so often.',
  },
  events: {
    label: 'Event study',
    short: 'events',
    about: 'Nothing is traded: what prices did after each signal, beside what they usually did.',
  },
}

/** Settings that a mode has a use for beside its own; of trading by signals, all. */
const OF_RANK = [
  'cash',
  'commission',
  'slippage',
  'spread',
  'lot',
  'tick',
  'minNotional',
  'leverage',
  'maintenancePercent',
  'closeAtEnd',
  'warmUp',
  'riskFreeRate',
  'periodsPerYear',
] as const satisfies readonly (keyof SettingsInput)[]
const OF_EVENTS = [
  'commission',
  'slippage',
  'spread',
  'tick',
  'allowShort',
  'warmUp',
] as const satisfies readonly (keyof SettingsInput)[]

const picked = (settings: SettingsInput, keys: readonly (keyof SettingsInput)[]): SettingsInput =>
  Object.fromEntries(Object.entries(settings).filter(([key]) => keys.some(each => each === key)))

/** What both drafts ask for together. What is no number stays the text it is, for the server to refuse by its key. */
export function settingsOfMode(mode: ModeDraft, draft: SettingsDraft): SettingsInput {
  const settings = settingsFrom(draft)
  const number = (key: ModeKey) => typed(mode[key]) ?? ''
  const part = (key: ModeKey) => {
    const value = number(key)
    return typeof value === 'number' ? value / 100 : value
  }
  switch (modeOf(mode)) {
    case 'signals':
      return settings
    case 'rank': {
      const asked = {
        mode: 'rank',
        ...picked(settings, OF_RANK),
        sizing: { equityFraction: part('rank.invested') },
        rank: {
          top: number('rank.top'),
          every: number('rank.every'),
          weights: mode['rank.weights'],
          ...(mode['rank.weights'] === 'inverseVolatility' && {
            volatilityBars: number('rank.volatilityBars'),
          }),
          maxWeight: part('rank.maxWeight'),
          band: number('rank.band'),
          shortBottom: mode['rank.shortBottom'] === 'yes',
        },
      }
      return asked as SettingsInput // a stranger's to the server, which reads every key
    }
    case 'events': {
      const asked = {
        mode: 'events',
        ...picked(settings, OF_EVENTS),
        events: {
          horizons: mode['events.horizons']
            .split(/[\s,;]+/)
            .filter(Boolean)
            .map(text => typed(text)),
          streaks: mode['events.streaks'],
          apart: number('events.apart'),
          before: number('events.before'),
        },
      }
      return asked as SettingsInput // likewise
    }
  }
}

/** Paths of an input's settings that the fields of a mode show. */
export const MODE_SHOWN: readonly string[] = [
  ...Object.keys(MODE_PRESET).map(key => `settings.${key}`),
  'settings.sizing',
]
