// The kinds of filters a universe may have: what each is called, what a new one holds, and what it says.
import type { Outputs } from '../_trpc/client'
import { count } from '../_ui/numbers'

export type Universe = Outputs['universes']['get']['universe']
export type Step = Universe['steps'][number]
export type StepKind = Step['kind']
export type StepOf<Kind extends StepKind> = Extract<Step, { kind: Kind }>
/** Filters between a least and a most. */
export type RangeStep = Extract<Step, { least?: number }>

interface Kind {
  readonly title: string
  readonly about: string
  /** Unit of what it compares. */
  readonly unit?: string
  readonly begin: () => Step
}

const DAYS = 30

export const KINDS: Readonly<Record<StepKind, Kind>> = {
  currency: {
    title: 'Quote currency',
    about: 'Quoted in one of these currencies.',
    begin: () => ({ kind: 'currency', currencies: [] }),
  },
  volumeRank: {
    title: 'Top by volume',
    about: 'Those of which most is traded a day, ranked among what is left.',
    begin: () => ({ kind: 'volumeRank', top: 100, days: DAYS }),
  },
  volume: {
    title: 'Volume a day',
    about: 'What is traded a day, in the quote currency, on average.',
    begin: () => ({ kind: 'volume', least: 1_000_000, days: DAYS }),
  },
  age: {
    title: 'Age',
    about: 'Days since the listing.',
    unit: 'days',
    begin: () => ({ kind: 'age', least: 90 }),
  },
  price: {
    title: 'Price',
    about: 'Last daily close.',
    begin: () => ({ kind: 'price', least: 1 }),
  },
  spread: {
    title: 'Spread',
    about: 'Estimated from closes and the middles of daily ranges (Abdi and Ranaldo 2017).',
    unit: 'bps',
    begin: () => ({ kind: 'spread', most: 100, days: DAYS }),
  },
  volatility: {
    title: 'Volatility',
    about: 'Deviation of a day’s log return.',
    unit: '% a day',
    begin: () => ({ kind: 'volatility', most: 10, days: DAYS }),
  },
  sectors: {
    title: 'Sector',
    about: 'Of one of these sectors.',
    begin: () => ({ kind: 'sectors', sectors: [] }),
  },
  symbols: {
    title: 'Only these symbols',
    about: 'A list of your own.',
    begin: () => ({ kind: 'symbols', symbols: [] }),
  },
  without: {
    title: 'Without these symbols',
    about: 'A list of what is never wanted.',
    begin: () => ({ kind: 'without', symbols: [] }),
  },
  screen: {
    title: 'Result of a screen',
    about: 'What the newest run of another screen matched, as of the bar.',
    begin: () => ({ kind: 'screen', screenId: '', keep: 'matched' }),
  },
  sample: {
    title: 'A part',
    about: 'The same share of what is left for ever, to try something on.',
    begin: () => ({ kind: 'sample', percent: 25 }),
  },
}

export const isRange = (step: Step): step is RangeStep =>
  ['volume', 'age', 'price', 'spread', 'volatility'].includes(step.kind)

/** Why a filter can't be applied yet; null when it can. The server says the same. */
export function lacks(step: Step): string | null {
  if (isRange(step)) {
    if (step.least === undefined && step.most === undefined) return 'Give a least or a most.'
    if (step.least !== undefined && step.most !== undefined && step.least > step.most)
      return 'The least is more than the most. Swap them.'
  }
  if ('days' in step && !(Number.isInteger(step.days) && step.days >= 2 && step.days <= 365))
    return 'Look back 2 to 365 days.'
  switch (step.kind) {
    case 'symbols':
    case 'without':
      return step.symbols.length === 0 ? 'Name at least one symbol.' : null
    case 'sectors':
      return step.sectors.length === 0 ? 'Choose at least one sector.' : null
    case 'currency':
      return step.currencies.length === 0 ? 'Choose at least one currency.' : null
    case 'screen':
      return step.screenId === '' ? 'Choose a screen.' : null
    case 'volumeRank':
      return step.top >= 1 && step.top <= 5_000 ? null : 'Keep 1 to 5,000.'
    case 'sample':
      return step.percent >= 1 && step.percent <= 100 ? null : 'Take 1 to 100 per cent.'
    default:
      return null
  }
}

const few = (list: readonly string[]): string =>
  list.length > 3 ? `${list.slice(0, 2).join(', ')} and ${list.length - 2} more` : list.join(', ')

function between({ least, most }: RangeStep, unit: string): string {
  const of = unit ? ` ${unit}` : ''
  if (least !== undefined && most !== undefined) return `${count(least)} to ${count(most)}${of}`
  return least !== undefined ? `from ${count(least)}${of}` : `up to ${count(most ?? 0)}${of}`
}

/** A filter in a few words. */
export function wordsOf(step: Step): string {
  switch (step.kind) {
    case 'symbols':
      return few(step.symbols)
    case 'without':
      return `without ${few(step.symbols)}`
    case 'sectors':
      return few(step.sectors)
    case 'currency':
      return `in ${few(step.currencies)}`
    case 'volumeRank':
      return `top ${count(step.top)} by volume`
    case 'screen':
      return step.keep === 'matched' ? 'matched by a screen' : 'not matched by a screen'
    case 'sample':
      return `${step.percent}% of them`
    default:
      return `${KINDS[step.kind].title.toLowerCase()} ${between(step, KINDS[step.kind].unit ?? '')}`
  }
}

export const wordsOfAll = ({ steps }: Universe): string =>
  steps.length === 0 ? 'all that are listed' : steps.map(wordsOf).join(' · ')
