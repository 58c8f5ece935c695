export const FIELDS = ['time', 'open', 'high', 'low', 'close', 'volume'] as const
export type Field = (typeof FIELDS)[number]

/** What a column of a file is taken for. `clock` is a time of day beside its date. */
export type Role = Field | 'clock' | 'adjusted' | 'ignored'

/** Titles as files of bars have them, in lower case and without the signs around their words. */
const TITLES: Readonly<Record<Exclude<Role, 'clock' | 'ignored'>, readonly string[]>> = {
  time: [
    'time',
    'date',
    'datetime',
    'date time',
    'date and time',
    'timestamp',
    'open time',
    'opentime',
    'unix',
    'unix timestamp',
    'epoch',
    'ts',
    't',
    'gmt time',
    'local time',
    'utc',
    'time utc',
    'time period start',
    'time open',
    'begin',
    'start',
    'start time',
    'day',
    'dt',
    'datum',
    'zeit',
  ],
  open: [
    'open',
    'o',
    'open price',
    'opening',
    'first',
    'price open',
    'open bid',
    'bid open',
    'eroffnung',
    'erster',
  ],
  high: ['high', 'h', 'high price', 'max', 'price high', 'high bid', 'bid high', 'hoch', 'tageshoch'],
  low: ['low', 'l', 'low price', 'min', 'price low', 'low bid', 'bid low', 'tief', 'tagestief'],
  close: [
    'close',
    'c',
    'close price',
    'closing',
    'last',
    'close last',
    'price',
    'price close',
    'close bid',
    'bid close',
    'schluss',
    'schlusskurs',
  ],
  volume: [
    'volume',
    'vol',
    'v',
    'volume traded',
    'traded volume',
    'qty',
    'quantity',
    'tickvol',
    'tick volume',
    'volumen',
    'stuck',
  ],
  adjusted: ['adj close', 'adjclose', 'adjusted close', 'adjusted', 'adj close price'],
}

/** `<TICKVOL>`, `Adj. Close*`, `Eröffnung`, `Close/Last` in the words of the lists above, which have no accents. */
export const wordsOf = (title: string): string =>
  title
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/** What the columns under these titles are taken for; each field once, by the title that names it best. */
export function rolesOf(titles: readonly string[]): readonly Role[] {
  const words = titles.map(wordsOf)
  const roles: Role[] = words.map(() => 'ignored')
  const take = (role: Exclude<Role, 'clock' | 'ignored'>) => {
    for (const title of TITLES[role]) {
      const at = words.findIndex((each, column) => each === title && roles[column] === 'ignored')
      if (at >= 0) {
        roles[at] = role
        return
      }
    }
  }
  // A date in one column and a time of day in another: the date is what tells the bar's day.
  const date = words.findIndex(each => each === 'date' || each === 'datum')
  const time = words.findIndex(each => each === 'time' || each === 'zeit')
  const unix = words.findIndex(each => ['unix', 'unix timestamp', 'epoch'].includes(each))
  if (unix >= 0) roles[unix] = 'time'
  else if (date >= 0 && time >= 0) {
    roles[date] = 'time'
    roles[time] = 'clock'
  } else take('time')
  for (const role of ['adjusted', 'open', 'high', 'low', 'close', 'volume'] as const) take(role)
  // MetaTrader counts ticks in one column and units in another, which is often empty; others name the coin they count.
  if (!roles.includes('volume')) {
    const at = words.findIndex((each, column) => /^vol(ume)?\b/.test(each) && roles[column] === 'ignored')
    if (at >= 0) roles[at] = 'volume'
  }
  return roles
}
