import type { CatalogueEntry } from '../define'
import { callOf, partsOf } from './call'
import { outputsOf } from './outputs'
import { wiringOf } from './wiring'

/** The call with its ports wired and its parameters at their defaults. */
const sampleCall = (entry: CatalogueEntry): string => {
  const words = new Map<string, string>()
  for (const port of entry.inputs) words.set(port.name, wiringOf(entry, port).code)
  for (const param of entry.params) {
    words.set(param.name, typeof param.default === 'string' ? `'${param.default}'` : String(param.default))
  }
  const call = callOf(entry)
  const [, name, list] = /^([\w.]+)\((.*)\)$/.exec(call) ?? []
  if (name === undefined || list === undefined) {
    // an operator of the language: what is wired keeps together
    return call.replace(/(?<![\w.'])[a-z]\w*/gi, word => grouped(words.get(word) ?? word))
  }
  const values = [...words.values()]
  const names = list === '' ? [] : list.split(', ')
  const spelled = names.map(
    (word, at) => words.get(word) ?? (names.length === values.length ? values[at] : word),
  )
  return `${name}(${spelled.join(', ')})`
}

const grouped = (code: string): string => (/^[\w.]+(\(.*\))?$/.test(code) ? code : `(${code})`)

const FIELDS = ['open', 'high', 'low', 'close', 'volume', 'time', 'hl2', 'hlc3', 'ohlc4', 'hlcc4', 'barIndex']
const GLOBALS_OF_CALLBACK = [...FIELDS, 'ta']

/** A whole formula that uses the entry, ready to paste. */
export const exampleOf = (entry: CatalogueEntry): string => {
  const call = sampleCall(entry)
  const parts = partsOf(entry)
  const outputs = outputsOf(entry)
  const flag = outputs.find(output => output.kind === 'bool')
  const name = nameOf(entry)
  const read = (output: string) => (parts.length > 0 ? `${name}.${output}` : name)
  const shown = outputs.filter(output => output.kind === 'number').map(output => output.name)
  const columns = shown.map(output => (parts.length > 0 ? `${output}: ${read(output)}` : read(output)))
  const results = [
    ...(flag ? [`filter: ${read(flag.name)}`] : []),
    ...(columns.length > 0 ? [`columns: { ${columns.join(', ')} }`] : []),
  ]
  // a series that is simply there comes with the callback's argument
  const given =
    callOf(entry) === entry.id ? [...new Set([...GLOBALS_OF_CALLBACK, entry.id])] : GLOBALS_OF_CALLBACK
  const used = given.filter(word => new RegExp(`(?<![\\w.'])${word}\\b`).test(call))
  return `export default strategy({ name: '${entry.title.replaceAll("'", '’')}', timeframe: '1h' }, ${used.length > 0 ? `({ ${used.join(', ')} })` : '()'} => {
  const ${name} = ${call}
  return { ${results.join(', ')} }
})
`
}

const RESERVED = new Set([
  ...FIELDS,
  'ta',
  'where',
  'ago',
  'within',
  'sequence',
  'na',
  'nz',
  'math',
  'log',
  'symbol',
  'tf',
])

/** A variable name that hides nothing the example needs. */
const nameOf = (entry: CatalogueEntry): string =>
  RESERVED.has(entry.id) || callOf(entry) === entry.id ? 'result' : entry.id
