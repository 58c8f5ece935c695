import type { Outputs } from '../_trpc/client'

export type Instrument = Outputs['data']['series']['instrument']
export type Flag = keyof Outputs['data']['coverage']['flags']

export const CALENDARS: Readonly<Record<Instrument['calendar'], string>> = {
  always: 'round the clock',
  weekdays: 'weekdays',
  xnys: 'New York sessions',
}

/** What is doubtful about a bar: in a table, and on the chart. */
export const FLAG_WORDS: Readonly<Record<Flag, { readonly title: string; readonly about: string }>> = {
  afterGap: { title: 'after a gap', about: 'Bars that the calendar has are missing right before it.' },
  outlier: { title: 'outlier', about: 'Its price lies where the bars around it say it can’t have been.' },
  zeroVolume: { title: 'no volume', about: 'Nothing was traded.' },
  stale: { title: 'stale', about: 'One of a row that repeats one price without trades.' },
  inconsistent: {
    title: 'inconsistent',
    about: 'Its numbers contradict each other, or its time the bar before.',
  },
  offSession: { title: 'off session', about: 'The calendar has no trading then.' },
}

const UNITS = ['B', 'kB', 'MB', 'GB'] as const

export function bytes(count: number): string {
  const size = Math.min(UNITS.length - 1, count > 0 ? Math.floor(Math.log10(count) / 3) : 0)
  const value = count / 1000 ** size
  return `${value < 10 && size > 0 ? value.toFixed(1) : Math.round(value)} ${UNITS[size]}`
}

/** As date fields hold it. */
export const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10)
