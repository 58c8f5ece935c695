import type { ScriptOutput } from './script'

const IDENTIFIER = /^[A-Za-z_]\w{0,63}$/

/**
 * The loop over the bars, written for one script: copying ten columns into `bar` by name takes half as long when the
 * names stand in the code. Fields that the source never mentions become accessors, so they cost nothing.
 *
 * The text is the host's own; the names in it are checked here.
 */
export function writeDriver(
  fields: readonly string[],
  outputs: readonly ScriptOutput[],
  source: string,
): string {
  for (const name of [...fields, ...outputs.map(output => output.name)])
    if (!IDENTIFIER.test(name)) throw new Error(`"${name}" is no name for a column`)
  const mentioned = fields.map(name => source.includes(name))
  const copies = fields.map((name, n) => (mentioned[n] ? `bar.${name} = c${n}[i]` : ''))
  const accessors = fields.map((name, n) =>
    mentioned[n]
      ? ''
      : `Object.defineProperty(bar, '${name}', { enumerable: true, configurable: true, get: () => c${n}[bar.index] })`,
  )
  const plain = outputs.filter(({ from }) => from === 'output')
  const columns = outputs.filter(({ from }) => from === 'columns')
  const names = [...plain.map(({ name }) => name), ...(columns.length > 0 ? ['columns'] : [])]
  const stops = outputs.flatMap(({ kind }, n) =>
    kind === 'bool' ? [`(stopOn & ${1 << n} && o${n}[i] === 1)`] : [],
  )
  const parameters = [...fields.map((_, n) => `c${n}`), ...outputs.map((_, n) => `o${n}`)]
  const lines = [
    // Parameters, not constants: reading those from an inner function costs a check each time.
    `((columns, out, work, bar, context, { wrong, known }) => ((${parameters.join()}) => {`,
    `let v, unchecked = ${CHECKED_BARS}, names = ${JSON.stringify(names)}, columnNames = ${JSON.stringify(columns.map(({ name }) => name))}`,
    'bar.index = 0',
    ...accessors,
    ...fields.map((name, n) => (mentioned[n] ? `bar.${name} = NaN` : '')),
    // all symbols of a crossing share it: nothing of theirs may stay on it
    'Object.preventExtensions(bar)',
    'return (from, to, state, stopOn) => {',
    'for (let i = from; i < to; i++) {',
    'bar.index = i',
    ...copies,
    'let result = work(bar, state, context)',
    'if (result === undefined) continue',
    `if (result === true || result === false) ${onlyFilter(outputs)}`,
    'else {',
    `if (typeof result !== 'object' || result === null) wrong('what a bar returns', 'an object of outputs', result)`,
    'if (unchecked > 0 && unchecked-- > 0) known(result, names, columnNames)',
    ...outputs.map((output, n) => (output.from === 'output' ? take(output, n, 'result') : '')),
    ...(columns.length > 0
      ? [
          'if (result = result.columns) {',
          ...outputs.map((output, n) => (output.from === 'columns' ? take(output, n, 'result') : '')),
          '}',
        ]
      : []),
    '}',
    stops.length > 0 ? `if (stopOn !== 0 && (${stops.join(' || ')})) return i + 1` : '',
    '}',
    'return to',
    '}',
    '})(...columns, ...out))',
  ]
  return lines.filter(Boolean).join('\n')
}

/** Names of outputs are checked on the first bars only: a typing error shows at once. */
const CHECKED_BARS = 8

function take({ name, kind, from: source }: ScriptOutput, n: number, from: string): string {
  const stored =
    kind === 'bool'
      ? `v === true ? 1 : v === false ? 0 : v === undefined || v === null ? NaN : wrong('${name}', 'true or false', v)`
      : `typeof v === 'number' ? v : v === undefined || v === null ? NaN : ${source === 'columns' ? "typeof v === 'boolean' ? +v : " : ''}wrong('${name}', 'a number', v)`
  return `v = ${from}.${name}; o${n}[i] = ${stored}`
}

function onlyFilter(outputs: readonly ScriptOutput[]): string {
  const n = outputs.findIndex(({ name, from }) => name === 'filter' && from === 'output')
  return n < 0 ? `wrong('what a bar returns', 'an object of outputs', result)` : `o${n}[i] = result ? 1 : 0`
}
