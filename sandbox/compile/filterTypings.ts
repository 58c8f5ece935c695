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
  readonly [name: string]: any
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
  const plain = signature.replace(/\{[^}]*\} = \{\}/, 'options = {}')
  const end = plain.indexOf(')')
  const [name, list] = plain.slice(0, end).split('(')
  const args = (list ?? '').split(', ').filter(Boolean)
  let optional = false
  const written = args.map(arg => {
    const [word, usual] = arg.split(' = ')
    optional ||= usual !== undefined
    const [argument, type = argument === 'klines' ? 'readonly Kline[]' : 'any'] = word!.split(': ')
    return `${argument}${optional ? '?' : ''}: ${type}`
  })
  return `${name}(${written.join(', ')})${plain.slice(end + 1)}`
}
