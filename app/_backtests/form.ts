// What the dialog asks for, and the settings it stands for.
import type { SettingsInput } from '@/server/engine/backtest/settings'

export type SizingKind = 'equityFraction' | 'freeFraction' | 'notional' | 'units' | 'riskPerTrade'

interface Sizing {
  readonly value: SizingKind
  readonly label: string
  readonly about: string
  /** What stands in the field, and how it is asked for. */
  readonly unit: 'percent' | 'money' | 'units'
  readonly preset: string
}

export const SIZINGS: readonly Sizing[] = [
  {
    value: 'equityFraction',
    label: 'Share of equity',
    about: 'Grows with what was won.',
    unit: 'percent',
    preset: '100',
  },
  {
    value: 'freeFraction',
    label: 'Share of free money',
    about: 'Of what is not tied up in positions.',
    unit: 'percent',
    preset: '50',
  },
  {
    value: 'notional',
    label: 'Fixed money',
    about: 'The same amount in each position.',
    unit: 'money',
    preset: '1000',
  },
  { value: 'units', label: 'Fixed quantity', about: 'So many units or shares.', unit: 'units', preset: '1' },
  {
    value: 'riskPerTrade',
    label: 'Risk of each trade',
    about: 'Lost if the stop fills; the rule needs a stop price.',
    unit: 'percent',
    preset: '1',
  },
]

export const sizingOf = (kind: SizingKind): Sizing =>
  SIZINGS.find(({ value }) => value === kind) ?? (SIZINGS[0] as Sizing) // the list is not empty

export interface Choices {
  readonly sizing: SizingKind
  readonly allowShort: boolean
  readonly closeAtEnd: boolean
  readonly exclusive: boolean
  readonly limitFill: 'touch' | 'through'
}

/** A number as it was typed; what is empty is not asked for, and what is none is left for the server to refuse. */
function typed(fields: FormData, name: string): number | undefined {
  const text = String(fields.get(name) ?? '')
    .trim()
    .replace(',', '.')
  return text === '' ? undefined : Number(text)
}

/** Only what was said: the rest is the engine's to fill in. */
export function settingsFrom(fields: FormData, choices: Choices): SettingsInput {
  const { sizing, allowShort, closeAtEnd, exclusive, limitFill } = choices
  const size = typed(fields, 'size')
  const scaled = size !== undefined && sizingOf(sizing).unit === 'percent' ? size / 100 : size
  return defined({
    cash: typed(fields, 'cash'),
    commission: { percent: typed(fields, 'commission') ?? 0 },
    slippage: { bps: typed(fields, 'slippage') ?? 0 },
    sizing: { [sizing]: scaled },
    maxPositions: typed(fields, 'maxPositions'),
    leverage: typed(fields, 'leverage'),
    timeStop: typed(fields, 'timeStop'),
    allowShort,
    closeAtEnd,
    exclusive,
    limitFill,
  })
}

const defined = <Value extends object>(value: Value) =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [Key in keyof Value]: Exclude<Value[Key], undefined>
  } // what has no value is not there

/** The first sentence about each field, where the server refused some; a path is known by its beginning too. */
export const problemAt = (
  refused: Readonly<Record<string, readonly string[]>>,
  ...paths: readonly string[]
): string | undefined => {
  for (const [path, [sentence]] of Object.entries(refused))
    if (sentence && paths.some(each => path === each || path.startsWith(`${each}.`)))
      return sentence.replace(/^settings\./, '')
  return undefined
}
