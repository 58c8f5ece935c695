// Settings as a form holds them: each a text, an empty one where nothing is asked for. And the settings they stand for.
import type { Settings, SettingsInput } from '@/server/engine/backtest/settings'

/** What a form begins with. Flags are `yes` or empty. */
export const PRESET = {
  cash: '10000',
  commissionBy: 'percent',
  'commission.percent': '0.1',
  'commission.maker': '0.02',
  'commission.taker': '0.05',
  'commission.perUnit': '',
  'commission.fixed': '',
  slippageIn: 'bps',
  slippage: '2',
  'spread.bps': '',
  sizing: 'equityFraction',
  size: '100',
  lot: '',
  tick: '',
  minNotional: '',
  maxPositions: '',
  leverage: '1',
  maintenancePercent: '',
  pyramiding: '1',
  allowShort: 'yes',
  exclusive: 'yes',
  closeAtEnd: '',
  limitFill: 'touch',
  stopRole: 'protect',
  moveStops: '',
  'trailing.percent': '',
  'trailing.from': 'extreme',
  'trailing.distance': 'entry',
  'trailing.start': 'entry',
  bracket: 'entryBar',
  'entryOrder.bars': '',
  'entryOrder.replace': 'yes',
  timeStop: '',
  warmUp: 'settled',
  riskFreeRate: '',
  periodsPerYear: '',
}

export type DraftKey = keyof typeof PRESET
export type SettingsDraft = Readonly<Record<DraftKey, string>>

export const SIZING_KINDS = ['equityFraction', 'freeFraction', 'notional', 'units', 'riskPerTrade'] as const
export type SizingKind = (typeof SIZING_KINDS)[number]

/** What an entry's size is typed as, and what stands there at first. */
export const SIZE_UNIT: Readonly<
  Record<SizingKind, { readonly isPercent: boolean; readonly preset: string }>
> = {
  equityFraction: { isPercent: true, preset: '100' },
  freeFraction: { isPercent: true, preset: '50' },
  notional: { isPercent: false, preset: '1000' },
  units: { isPercent: false, preset: '1' },
  riskPerTrade: { isPercent: true, preset: '1' },
}

export const isSizing = (text: string): text is SizingKind =>
  (SIZING_KINDS as readonly string[]).includes(text)

/** Those of the keys in which a draft is not what a form begins with. */
export const changedOf = (draft: SettingsDraft, keys: readonly DraftKey[]): readonly DraftKey[] =>
  keys.filter(key => draft[key].trim() !== PRESET[key])

const THOUSANDS = /^[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/

/** A number as people type it: `1,000.5`, `0,5`. What is none stays the text it is, for the server to refuse by its key. */
export function typed(text: string): number | string | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  const plain = THOUSANDS.test(trimmed) ? trimmed.replaceAll(',', '') : trimmed.replace(',', '.')
  const value = Number(plain)
  return Number.isFinite(value) ? value : trimmed
}

const hundredth = (text: string): number | string | undefined => {
  const value = typed(text)
  return typeof value === 'number' ? value / 100 : value
}

const isOn = (text: string): boolean => text === 'yes'

/** What a draft asks for. Settings that are not in it are the engine's to fill in. */
export function settingsFrom(draft: SettingsDraft): SettingsInput {
  const number = (key: DraftKey) => typed(draft[key])
  const { sizing } = draft
  const isPercent = isSizing(sizing) && SIZE_UNIT[sizing].isPercent
  const settings = {
    cash: number('cash'),
    commission: {
      ...(draft.commissionBy === 'percent'
        ? { percent: number('commission.percent') ?? 0 }
        : { maker: number('commission.maker') ?? 0, taker: number('commission.taker') ?? 0 }),
      perUnit: number('commission.perUnit'),
      fixed: number('commission.fixed'),
    },
    slippage: { [draft.slippageIn]: number('slippage') ?? 0 },
    spread: { bps: number('spread.bps') ?? 0 },
    sizing: { [sizing]: (isPercent ? hundredth(draft.size) : number('size')) ?? '' },
    lot: number('lot'),
    tick: number('tick'),
    minNotional: number('minNotional'),
    maxPositions: number('maxPositions'),
    leverage: number('leverage'),
    maintenancePercent: number('maintenancePercent'),
    pyramiding: number('pyramiding'),
    allowShort: isOn(draft.allowShort),
    exclusive: isOn(draft.exclusive),
    closeAtEnd: isOn(draft.closeAtEnd),
    limitFill: draft.limitFill,
    stopRole: draft.stopRole,
    moveStops: isOn(draft.moveStops),
    trailing: {
      percent: number('trailing.percent'),
      from: draft['trailing.from'],
      distance: draft['trailing.distance'],
      start: draft['trailing.start'],
    },
    bracket: draft.bracket,
    entryOrder: { bars: number('entryOrder.bars'), replace: isOn(draft['entryOrder.replace']) },
    timeStop: number('timeStop'),
    warmUp: draft.warmUp,
    riskFreeRate: hundredth(draft.riskFreeRate),
    periodsPerYear: number('periodsPerYear'),
  }
  return defined(settings) as SettingsInput // a stranger's to the server, which reads every key
}

/** The draft that asks for these settings. */
export function draftOf(settings: Partial<Settings>): SettingsDraft {
  const { commission, slippage, sizing = {}, trailing, entryOrder, riskFreeRate } = settings
  const kind = SIZING_KINDS.find(each => sizing[each] !== undefined) ?? 'equityFraction'
  const size = sizing[kind]
  const hundredfold = (value: number) => Number((value * 100).toPrecision(15))
  const text = (value: number | undefined, preset = ''): string =>
    value === undefined ? preset : String(value)
  const flag = (value: boolean | undefined, preset: string): string =>
    value === undefined ? preset : value ? 'yes' : ''
  const isMakerTaker = commission?.maker !== undefined || commission?.taker !== undefined
  return {
    ...PRESET,
    cash: text(settings.cash, PRESET.cash),
    ...(commission && {
      commissionBy: isMakerTaker ? 'makerTaker' : 'percent',
      'commission.percent': isMakerTaker ? PRESET['commission.percent'] : text(commission.percent, '0'),
      ...(isMakerTaker && {
        'commission.maker': text(commission.maker, '0'),
        'commission.taker': text(commission.taker, '0'),
      }),
      'commission.perUnit': text(commission.perUnit),
      'commission.fixed': text(commission.fixed),
    }),
    ...(slippage && {
      slippageIn: slippage.ticks === undefined ? 'bps' : 'ticks',
      slippage: text(slippage.ticks ?? slippage.bps, '0'),
    }),
    'spread.bps': settings.spread?.bps ? text(settings.spread.bps) : '',
    sizing: kind,
    size:
      size === undefined
        ? SIZE_UNIT[kind].preset
        : text(SIZE_UNIT[kind].isPercent ? hundredfold(size) : size),
    lot: text(settings.lot),
    tick: text(settings.tick),
    minNotional: text(settings.minNotional),
    maxPositions: text(settings.maxPositions),
    leverage: text(settings.leverage, PRESET.leverage),
    maintenancePercent: settings.maintenancePercent ? text(settings.maintenancePercent) : '',
    pyramiding: text(settings.pyramiding, PRESET.pyramiding),
    allowShort: flag(settings.allowShort, PRESET.allowShort),
    exclusive: flag(settings.exclusive, PRESET.exclusive),
    closeAtEnd: flag(settings.closeAtEnd, PRESET.closeAtEnd),
    limitFill: settings.limitFill ?? PRESET.limitFill,
    stopRole: settings.stopRole ?? PRESET.stopRole,
    moveStops: flag(settings.moveStops, PRESET.moveStops),
    'trailing.percent': text(trailing?.percent),
    'trailing.from': trailing?.from ?? PRESET['trailing.from'],
    'trailing.distance': trailing?.distance ?? PRESET['trailing.distance'],
    'trailing.start': trailing?.start ?? PRESET['trailing.start'],
    bracket: settings.bracket ?? PRESET.bracket,
    'entryOrder.bars': text(entryOrder?.bars),
    'entryOrder.replace': flag(entryOrder?.replace, PRESET['entryOrder.replace']),
    timeStop: text(settings.timeStop),
    warmUp: settings.warmUp ?? PRESET.warmUp,
    riskFreeRate: riskFreeRate ? text(hundredfold(riskFreeRate)) : '',
    periodsPerYear: text(settings.periodsPerYear),
  }
}

/** Without the keys that have no value, in it and in what it holds. */
function defined(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]): [string, unknown][] => {
      if (each === undefined) return []
      return [
        [key, typeof each === 'object' && each !== null ? defined(each as Record<string, unknown>) : each],
      ]
    }),
  )
}
