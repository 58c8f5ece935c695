'use client'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge } from '../_ui/Badge'
import { CheckField, SelectField, TextField } from '../_ui/Field'
import type { Option } from '../_ui/Select'
import type { Mode } from './modeDraft'
import { problemAt, type Refused } from './refused'
import { changedOf, type DraftKey, isSizing, PRESET, type SettingsDraft, SIZE_UNIT } from './settingsDraft'

interface SettingsFormProps {
  readonly draft: SettingsDraft
  readonly onChange: (draft: SettingsDraft) => void
  /** What the server refused, by `settings.…`. */
  readonly refused: Refused
  /** One symbol has one position, so there is nothing to share out. */
  readonly isOneSymbol: boolean
  /** Settings that it has no use for are not asked for. */
  readonly mode?: Mode
}

/** Money, costs and orders of a simulated account: the usual ones in sight, all others behind a line that counts what is changed. */
export function SettingsForm(props: SettingsFormProps) {
  const { draft, onChange, refused, isOneSymbol, mode = 'signals' } = props
  const trades = mode !== 'events'
  const bySignals = mode === 'signals'
  const form = fieldsOf(props)
  const changed = changedOf(draft, MORE)
  const isRefused = problemAt(refused, ...MORE.map(key => `settings.${key}`)) !== undefined
  return (
    <>
      <fieldset className="grid gap-3 border-t border-line pt-3 sm:grid-cols-3">
        <legend className="sr-only">Money and costs</legend>
        {trades && form.text('cash', 'Cash', { placeholder: PRESET.cash })}
        {draft.commissionBy === 'percent' ? (
          form.text('commission.percent', 'Commission, percent', { placeholder: '0' })
        ) : (
          <div className="grid grid-cols-2 gap-2">
            {form.text('commission.maker', 'Maker, percent', { placeholder: '0' })}
            {form.text('commission.taker', 'Taker, percent', { placeholder: '0' })}
          </div>
        )}
        {form.text('slippage', draft.slippageIn === 'ticks' ? 'Slippage, ticks' : 'Slippage, basis points', {
          placeholder: '0',
          paths: ['settings.slippage'],
        })}
        {bySignals &&
          form.choice('sizing', 'Size of an entry', SIZINGS, kind =>
            onChange({ ...draft, sizing: kind, ...(isSizing(kind) && { size: SIZE_UNIT[kind].preset }) }),
          )}
        {bySignals &&
          form.text('size', sizeLabel(draft.sizing), {
            paths: ['settings.sizing'],
            ...sizeSays(draft.sizing),
          })}
        <div className="flex flex-col justify-end gap-1 pb-1">
          {mode !== 'rank' && form.flag('allowShort', 'Short positions')}
          {trades && form.flag('closeAtEnd', 'Close all at the end')}
        </div>
      </fieldset>
      <details open={isRefused || undefined} className="group border-t border-line pt-3">
        <summary className="flex cursor-default items-center gap-2 font-medium text-soft hover:text-ink">
          <ChevronRight size={14} className="group-open:rotate-90" />
          More settings
          {changed.length > 0 && (
            <Badge title={changed.map(key => TITLES[key] ?? key).join(', ')}>{changed.length} changed</Badge>
          )}
        </summary>
        <div className="mt-3 flex flex-col gap-4">
          <Group title="Costs">
            {form.choice('commissionBy', 'Commission', COMMISSIONS)}
            {form.text('commission.perUnit', 'For each unit', { placeholder: '0' })}
            {form.text('commission.fixed', 'For each fill', { placeholder: '0' })}
            {form.choice('slippageIn', 'Slippage in', SLIPPAGES)}
            {form.text('spread.bps', 'Spread, basis points', {
              placeholder: '0',
              hint: 'Paid once, at the entry.',
            })}
          </Group>
          {trades && (
            <Group title="Sizes">
              {bySignals &&
                !isOneSymbol &&
                form.text('maxPositions', 'Most positions at a time', { placeholder: 'as money allows' })}
              {form.text('lot', 'Lot step', { placeholder: 'the instrument’s own' })}
              {form.text('tick', 'Price tick', { placeholder: 'the instrument’s own' })}
              {form.text('minNotional', 'Least worth of an entry', { placeholder: 'the instrument’s own' })}
              {form.text('leverage', 'Leverage', { placeholder: '1' })}
              {form.text('maintenancePercent', 'Maintenance margin, percent', { placeholder: '0' })}
              {bySignals && form.text('pyramiding', 'Entries on one side', { placeholder: '1' })}
            </Group>
          )}
          {bySignals && (
            <Group title="Orders">
              {form.choice('limitFill', 'A limit order fills', LIMIT_FILLS)}
              {form.choice('stopRole', 'The rule’s stop price', STOP_ROLES)}
              {form.choice('bracket', 'Stop and target work', BRACKETS)}
              {form.text('trailing.percent', 'Trailing stop, percent', { placeholder: 'none' })}
              {form.choice('trailing.from', 'Trailing follows', TRAILING_FROM)}
              {form.choice('trailing.distance', 'Its distance is', TRAILING_DISTANCE)}
              {form.choice('trailing.start', 'It guards', TRAILING_START)}
              {form.text('entryOrder.bars', 'Waiting entries lapse after', {
                placeholder: 'never',
                unit: 'bars',
              })}
              {form.text('timeStop', 'Positions close after', { placeholder: 'never', unit: 'bars' })}
              <div className="flex flex-col justify-end gap-1 pb-1 sm:col-span-3">
                {form.flag('exclusive', 'An opposite signal closes and reverses')}
                {form.flag('moveStops', 'Stops follow the rule’s stop price while a position is open')}
                {form.flag('entryOrder.replace', 'A newer signal replaces a waiting entry')}
              </div>
            </Group>
          )}
          <Group title="Figures">
            {form.choice('warmUp', 'Signals count', WARM_UPS)}
            {trades &&
              form.text('riskFreeRate', 'Risk-free rate, percent a year', {
                placeholder: '0',
                says: 'a percentage from −100 to 1,000',
              })}
            {trades &&
              form.text('periodsPerYear', 'Days of trading in a year', { placeholder: 'by the calendar' })}
          </Group>
        </div>
      </details>
    </>
  )
}

/** Behind the line. */
const MORE = (Object.keys(PRESET) as DraftKey[]).filter(
  key =>
    !(
      [
        'cash',
        'commission.percent',
        'commission.maker',
        'commission.taker',
        'slippage',
        'sizing',
        'size',
        'allowShort',
        'closeAtEnd',
      ] as readonly DraftKey[]
    ).includes(key),
)

/** Paths of an input's settings that have a field here. */
export const SETTINGS_SHOWN: readonly string[] = [
  ...Object.keys(PRESET).map(key => `settings.${key}`),
  'settings.slippage',
  'settings.sizing',
]

interface TextOptions {
  readonly placeholder?: string
  readonly hint?: string
  readonly unit?: string
  /** Where it is refused, if not at its own key. */
  readonly paths?: readonly string[]
  /** What is allowed, where the form's unit is not the settings'. */
  readonly says?: string
}

function fieldsOf({ draft, onChange, refused }: SettingsFormProps) {
  const set = (key: DraftKey, value: string) => onChange({ ...draft, [key]: value })
  const labelOf = (label: string, { unit }: TextOptions) => (unit ? `${label}, ${unit}` : label)
  return {
    text: (key: DraftKey, label: string, options: TextOptions = {}) => {
      const problem = problemAt(refused, ...(options.paths ?? [`settings.${key}`]))
      return (
        <TextField
          label={labelOf(label, options)}
          inputMode="decimal"
          autoComplete="off"
          value={draft[key]}
          placeholder={options.placeholder}
          hint={options.hint}
          onChange={event => set(key, event.target.value)}
          problem={problem && options.says ? `It must be ${options.says}.` : problem}
        />
      )
    },
    choice: (
      key: DraftKey,
      label: string,
      options: readonly Option<string>[],
      choose = (value: string) => set(key, value),
    ) => (
      <SelectField
        label={label}
        options={options}
        value={draft[key]}
        onChange={choose}
        problem={key === 'sizing' ? undefined : problemAt(refused, `settings.${key}`)}
      />
    ),
    flag: (key: DraftKey, label: string) => (
      <CheckField
        label={label}
        checked={draft[key] === 'yes'}
        onChange={checked => set(key, checked ? 'yes' : '')}
      />
    ),
  }
}

const Group = ({ title, children }: { title: string; children: ReactNode }) => (
  <fieldset>
    <legend className="mb-1.5 text-[11px] font-semibold tracking-wide text-faint uppercase">{title}</legend>
    <div className="grid gap-3 sm:grid-cols-3">{children}</div>
  </fieldset>
)

function sizeLabel(sizing: string): string {
  const label = SIZINGS.find(({ value }) => value === sizing)?.label ?? 'Size'
  return isSizing(sizing) && SIZE_UNIT[sizing].isPercent ? `${label}, percent` : label
}

const sizeSays = (sizing: string): TextOptions =>
  isSizing(sizing) && SIZE_UNIT[sizing].isPercent ? { says: 'a percentage above 0, at most 100' } : {}

const SIZINGS: readonly Option<string>[] = [
  { value: 'equityFraction', label: 'Share of equity', about: 'Grows with what was won.' },
  { value: 'freeFraction', label: 'Share of free money', about: 'Of what is not tied up in positions.' },
  { value: 'notional', label: 'Fixed money', about: 'The same amount in each position.' },
  { value: 'units', label: 'Fixed quantity', about: 'So many units or shares.' },
  {
    value: 'riskPerTrade',
    label: 'Risk of each trade',
    about: 'Lost if the stop fills; the rule needs a stop price.',
  },
]

const COMMISSIONS: readonly Option<string>[] = [
  { value: 'percent', label: 'Percent of the money' },
  { value: 'makerTaker', label: 'Maker and taker', about: 'Less for orders that waited in the book.' },
]

const SLIPPAGES: readonly Option<string>[] = [
  { value: 'bps', label: 'Basis points' },
  { value: 'ticks', label: 'Ticks' },
]

const LIMIT_FILLS: readonly Option<string>[] = [
  { value: 'touch', label: 'When its price is touched' },
  { value: 'through', label: 'One tick through it' },
]

const STOP_ROLES: readonly Option<string>[] = [
  { value: 'protect', label: 'Guards the position' },
  { value: 'enter', label: 'Is where it is entered' },
]

const BRACKETS: readonly Option<string>[] = [
  { value: 'entryBar', label: 'From the entry’s bar on' },
  { value: 'nextBar', label: 'From the bar after it' },
]

const TRAILING_FROM: readonly Option<string>[] = [
  { value: 'extreme', label: 'Highs and lows' },
  { value: 'close', label: 'Closes' },
]

const TRAILING_DISTANCE: readonly Option<string>[] = [
  { value: 'entry', label: 'That of the entry' },
  { value: 'current', label: 'Each bar’s own' },
]

const TRAILING_START: readonly Option<string>[] = [
  { value: 'entry', label: 'From the entry’s price on' },
  { value: 'close', label: 'Once the entry’s bar closed' },
]

const WARM_UPS: readonly Option<string>[] = [
  { value: 'settled', label: 'Once values are settled' },
  { value: 'first', label: 'From the first value on' },
]

/** What a changed setting is called where there is no room for its field. */
const TITLES: Partial<Record<DraftKey, string>> = {
  commissionBy: 'commission',
  'commission.perUnit': 'commission of each unit',
  'commission.fixed': 'commission of each fill',
  slippageIn: 'slippage',
  'spread.bps': 'spread',
  lot: 'lot step',
  tick: 'price tick',
  minNotional: 'least worth',
  maxPositions: 'most positions',
  maintenancePercent: 'maintenance margin',
  pyramiding: 'entries on one side',
  exclusive: 'opposite signals',
  limitFill: 'limit fills',
  stopRole: 'stop price',
  moveStops: 'moving stops',
  'trailing.percent': 'trailing stop',
  'trailing.from': 'trailing stop',
  'trailing.distance': 'trailing distance',
  'trailing.start': 'trailing start',
  bracket: 'stop and target',
  'entryOrder.bars': 'waiting entries',
  'entryOrder.replace': 'newer signals',
  timeStop: 'time stop',
  warmUp: 'warm-up',
  riskFreeRate: 'risk-free rate',
  periodsPerYear: 'days in a year',
}
