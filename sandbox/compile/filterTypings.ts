import { FILTER_HELPERS } from './filterHelpers'

/** What a filter of the old shape finds around it, for the code editor. */
export const filterTypings = (): string => `/** A value for every kline; null until the series begins. */
type Values = (number | null)[]
/** \`[openTime, open, high, low, close, volume, closeTime, quoteVolume, …]\`, and by name. */
interface Kline extends ReadonlyArray<number> {
${KLINE.map(name => `  readonly ${name}: number`).join('\n')}
}
/** The last 24 hours. */
interface Ticker {
  readonly symbol: string
  readonly s: string
${TICKER.map(name => `  readonly ${name}: number`).join('\n')}
}
/** A price row with much volume. */
interface VolumeNode {
  readonly price: number
  readonly volume: number
  /** Share of the largest row, 0 to 100. */
  readonly strength: number
  readonly priceRange: readonly [number, number]
  readonly buyVolume: number
  readonly sellVolume: number
}
interface Helpers {
${FILTER_HELPERS.map(({ signature, summary }) => `  /** ${summary} */\n  ${typed(signature)}`).join('\n')}
}
declare const ticker: Ticker
declare const klines: readonly Kline[]
declare const helpers: Helpers
declare const highVolumeNodes: VolumeNode[]
`

const KLINE = 'openTime open high low close volume closeTime quoteVolume'.split(' ')
const TICKER =
  'lastPrice openPrice highPrice lowPrice priceChange priceChangePercent volume quoteVolume c o h l p P v q'.split(
    ' ',
  )

/** A signature of the guide with a type for every argument; what has a default may be left out. */
function typed(signature: string): string {
  const [given, options = ''] = /\{([^}]*)\} = \{\}/.exec(signature) ?? []
  const plain = given ? signature.replace(given, 'options = {}') : signature
  const types: Readonly<Record<string, string>> = { ...TYPES, options: typedOptions(options) }
  const end = plain.indexOf(')')
  const [name, list] = plain.slice(0, end).split('(')
  const args = (list ?? '').split(', ').filter(Boolean)
  let optional = false
  const written = args.map(arg => {
    const [word, usual] = arg.split(' = ')
    optional ||= usual !== undefined
    const [argument = '', type = types[argument] ?? 'number'] = word!.split(': ')
    return `${argument}${optional ? '?' : ''}: ${type}`
  })
  return `${name}(${written.join(', ')})${plain.slice(end + 1)}`
}

/** Of arguments that are no numbers. */
const TYPES: Readonly<Record<string, string>> = {
  klines: 'readonly Kline[]',
  values: 'Values',
  nodes: 'readonly VolumeNode[]',
}

/** `lookback = 100, buckets = 30`: numbers, all of which may be left out. */
const typedOptions = (options: string): string =>
  `{ ${options
    .split(',')
    .map(each => `${each.split('=')[0]!.trim()}?: number`)
    .join('; ')} }`
