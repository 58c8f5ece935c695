// Lot, tick and least worth that nobody said are each instrument's own.
import { readSettings, type Settings, type SettingsProblem, settingsOf } from '../engine/backtest/settings'
import { STEP_KEYS, type StepKey, type Steps } from '../engine/backtest/steps'
import type { Assumption } from '../engine/report/assumptions'
import type { Instrument, MarketProvider } from '../market/provider'
import type { TaskSymbol } from './task'

/** Settings with the steps that are left to the instruments; what stands in their place is what an instrument without them has. */
export type Leaving = Settings & { readonly leaves?: readonly StepKey[] }

type LeavingResult =
  | { readonly ok: true; readonly settings: Leaving }
  | { readonly ok: false; readonly problems: readonly SettingsProblem[] }

/** Reads settings of a stranger. Slippage in ticks asks for no tick where that is the instrument's. */
export function readLeaving(value: unknown): LeavingResult {
  const said: Readonly<Record<string, unknown>> = { ...(value as object | null | undefined) }
  const leaves = STEP_KEYS.filter(key => said[key] === undefined)
  const read = readSettings(said.tick === undefined ? { ...said, tick: STAND_IN } : said)
  return read.ok ? { ok: true, settings: leavingOf(read.settings, leaves) } : read
}

/** Settings as they were kept: `leaves` beside the others. */
export function keptSettings(value: object): Leaving {
  const { leaves = [], ...rest } = value as Leaving // written from one
  const settings = settingsOf(leaves.includes('tick') ? { ...rest, tick: STAND_IN } : rest)
  return leavingOf(settings, leaves)
}

/** Any tick: it is only there while settings are read. */
const STAND_IN = 1

function leavingOf({ tick, ...rest }: Settings, leaves: readonly StepKey[]): Leaving {
  const hasTick = tick !== undefined && !leaves.includes('tick')
  return { ...rest, ...(hasTick && { tick }), ...(leaves.length > 0 && { leaves }) }
}

/**
 * The steps of an instrument, of those that are left to it. Files do not tell how their symbols are traded: from them comes nothing but
 * a tick where slippage counts in ticks.
 */
export function stepsOf(
  { leaves = [], slippage }: Leaving,
  { live }: Pick<MarketProvider, 'live'>,
  instrument: Pick<Instrument, StepKey>,
): Steps {
  const taken = leaves.filter(key => live || (key === 'tick' && slippage.ticks))
  return Object.fromEntries(taken.flatMap(key => (instrument[key] > 0 ? [[key, instrument[key]]] : [])))
}

export interface Stepped {
  readonly settings: Settings
  readonly symbols: readonly TaskSymbol[]
}

/** Steps that all symbols have in common are settings like any others. */
export function stepped({ leaves: _leaves, ...settings }: Leaving, symbols: readonly TaskSymbol[]): Stepped {
  const [first, ...others] = symbols
  if (others.some(({ steps }) => STEP_KEYS.some(key => steps?.[key] !== first?.steps?.[key])))
    return { settings, symbols }
  return {
    settings: { ...settings, ...first?.steps },
    symbols: symbols.map(({ steps: _steps, ...symbol }) => symbol),
  }
}

/** What a report says of the steps it took from the venue; none where the settings say them all. */
export function stepsAssumptions(symbols: readonly Pick<TaskSymbol, 'steps'>[]): readonly Assumption[] {
  const said = (
    [
      ['lot', 'lots of'],
      ['tick', 'ticks of'],
      ['minNotional', 'entries worth at least'],
    ] as const
  ).flatMap(([key, words]) => {
    const values = new Set(symbols.flatMap(({ steps }) => steps?.[key] ?? []))
    const [only] = values
    return only === undefined ? [] : [`${words} ${values.size === 1 ? only : 'its own'}`]
  })
  return said.length === 0
    ? []
    : [
        {
          id: 'instrument-steps',
          text: `Each instrument is traded in the steps its venue tells: ${said.join(', ')}.`,
          trades: null,
        },
      ]
}
