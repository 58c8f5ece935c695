// strategy(…), script(…), perBar(…) and the old filter shape: what a document may be, and the recording it ends in.
import type { ScriptShape } from '../barFunction'
import { document, market } from './api'
import { resolve } from './declarations'
import { atPlace, fail, failOver, suggestion } from './fail'
import { calls, clocks, type Input, inputOf, mark, marks, name, names, recordScript, refs } from './recorder'
import { Guard, isParts, isSeries, isSymbolic, partsOf, shown } from './series'

declare const OUTPUTS: readonly string[]
declare const SIGNALS: readonly string[]
declare const TIMEFRAMES: readonly string[]
declare const MOST_COLUMNS: number

type Market = ReturnType<typeof market>

/** What the file exports, until it is clear what to make of it. */
type Exported =
  | { readonly kind: 'formula'; readonly settings: object; readonly body: (m: Market) => unknown }
  | {
      readonly kind: 'script'
      readonly settings: object
      readonly columns: ((m: Market) => unknown) | null
      readonly at: number
    }

const documents = new WeakMap<object, Exported>()
let exported: unknown = null
const warnings: { code: string; message: string; line: number; column: number }[] = []

type Spot = readonly [line: number, column: number]
type SomeSpot = readonly [line?: number, column?: number]
let exportedAt: Spot = [1, 1]
/** Where documents stand in the source, and what is written out in them: `timeframe`, `params.length`, `return.filter`. */
const spots = new WeakMap<object, { readonly at: Spot; readonly keys: Readonly<Record<string, Spot>> }>()

const isSettings = (given: unknown): given is object =>
  typeof given === 'object' && given !== null && !isSeries(given) && !isParts(given) && !Array.isArray(given)

/** What a call of strategy or script gives: something to export, and nothing else. */
function made(what: Exported): object {
  const handle = Object.freeze({})
  documents.set(handle, what)
  return handle
}

/** Numbers of the scripts in use, with their columns as recorded. */
const scripts: { readonly at: number; readonly fields: readonly string[] }[] = []
let shapes: readonly ScriptShape[] = []

/** Columns of a script: those declared, then the fields of the bar that its code reads. */
function columnsOf(
  declared: unknown,
  at: number,
  m: Market,
  placeOf: ((key: string) => Spot) | null,
): { fields: string[]; inputs: Input[] } {
  const fields: string[] = []
  const inputs: Input[] = []
  const add = (field: string, value: unknown, [line, column]: SomeSpot) => {
    if (!/^[A-Za-z_]\w{0,39}$/.test(field) || field === 'index')
      fail(
        'bad-output',
        `The column “${field.slice(0, 60)}” can’t be used. Use letters, digits and underscores, and not index.`,
        line,
        column,
      )
    if (fields.includes(field))
      fail('bad-output', `There are two columns ${field}. Give one of them another name.`, line, column)
    fields.push(field)
    inputs.push(atPlace(line, column, () => inputOf(value, `columns: ${field}`)))
  }
  if (declared !== undefined && !isSettings(declared))
    fail(
      'bad-output',
      `The columns are ${shown(declared)}; return an object of series: ({ close, ta }) => ({ rsi: ta.rsi(close, 14) }).`,
      ...(placeOf?.('return') ?? []),
    )
  for (const [field, value] of Object.entries((declared as object) ?? {})) {
    name(value, field)
    const spot = placeOf?.(`return.${field}`) ?? []
    if (isParts(value)) for (const part of Object.keys(value)) add(`${field}_${part}`, value[part], spot)
    else add(field, value, spot)
  }
  for (const field of shapes[at]!.fields)
    if (!fields.includes(field)) add(field, (m as Record<string, unknown>)[field], [])
  // how many bars there are is seen from a column
  if (fields.length === 0) add('time', (m as Record<string, unknown>).time, [])
  const known = [...new Set([...BAR_FIELDS, ...fields])]
  for (const { name: read, line, column } of shapes[at]!.reads)
    if (!fields.includes(read) && !(read in Object.prototype))
      fail(
        'unknown-name',
        `The bar has no ${read.slice(0, 60)}${suggestion(read, known)} It has ${known.join(', ')}.`,
        line,
        column,
      )
  if (fields.length > 60)
    fail('bad-output', `There are ${fields.length} columns; at most 60 fit. Leave some out.`)
  return { fields, inputs }
}

const BAR_FIELDS = ['time', 'open', 'high', 'low', 'close', 'volume']

const outputName = ({ name, from }: ScriptShape['outputs'][number]) =>
  from === 'columns' ? `columns.${name}` : name

Object.assign(globalThis, {
  strategy(settings: unknown, body: unknown) {
    if (!isSettings(settings) || typeof body !== 'function')
      return fail('bad-strategy', "Write strategy({ name: '…' }, ({ close, ta }) => ({ filter: … })).")
    return made({ kind: 'formula', settings, body: body as (m: Market) => unknown })
  },
  /** The rewriter adds the number of the script in this file. */
  script(settings: unknown, columns: unknown, onBar: unknown, at: unknown) {
    const [declare, number] = typeof at === 'number' ? [columns, at] : [null, onBar]
    if (
      !isSettings(settings) ||
      typeof number !== 'number' ||
      (declare !== null && typeof declare !== 'function')
    )
      return fail(
        'bad-strategy',
        "Write script({ name: '…' }, ({ close, ta }) => ({ rsi: ta.rsi(close, 14) }), (bar, state) => ({ filter: … })).",
      )
    return made({ kind: 'script', settings, columns: declare as ((m: Market) => unknown) | null, at: number })
  },
  perBar(columns: unknown, _onBar: unknown, at: unknown) {
    if (typeof at !== 'number')
      return fail(
        'bad-argument',
        'Write perBar({ close }, (bar, state) => ({ … })), with the function written out there.',
      )
    const { fields, inputs } = columnsOf(columns, at, market(document.params), null)
    const outputs = shapes[at]!.outputs.map(outputName)
    scripts.push({ at, fields })
    const series = recordScript(scripts.length - 1, inputs, outputs)
    const plain = Object.fromEntries(
      Object.entries(series).map(([key, each]) => [key.replace(/^columns\./, ''), each]),
    )
    return partsOf('perBar', plain)
  },
  __made(value: unknown, line: number, column: number, keys: Readonly<Record<string, Spot>>) {
    spots.set(Object(value), { at: [line, column], keys })
    return value
  },
  __export(value: unknown, line: number, column: number) {
    exported = value
    exportedAt = [line, column]
    return value
  },
})

const SETTINGS = ['name', 'timeframe', 'params', 'summary', 'tags']

function outputInput(output: string, value: unknown): Input {
  if (typeof value === 'number' && SIGNALS.includes(output))
    return fail('bad-output', `${output} is a number; it must be a condition. Compare it with something.`)
  if (isSeries(value) || typeof value === 'number' || typeof value === 'boolean')
    return inputOf(value, output)
  if (isParts(value))
    return fail('bad-output', `${output} has several parts; name one of ${Object.keys(value).join(', ')}.`)
  return fail('bad-output', `${output} is ${shown(value)}; it must be a series.`)
}

/** Runs the document once; the recording as text. */
export function enter(input: string): string {
  const given: { params: Record<string, unknown>; shapes: readonly ScriptShape[]; filter: boolean } =
    JSON.parse(input)
  shapes = given.shapes
  const spot = spots.get(Object(exported))
  const placeOf = (key = ''): Spot => spot?.keys[key] ?? spot?.at ?? exportedAt
  const doc = given.filter
    ? ({ kind: 'script', settings: { name: '' }, columns: null, at: 0 } as const)
    : documents.get(Object(exported))
  if (!doc)
    return fail(
      'no-strategy',
      'The file has to end in one: export default strategy({ name: … }, ({ close, ta }) => ({ filter: … })).',
      ...placeOf(),
    )
  const {
    name: called = '',
    timeframe = null,
    params: specs = {},
    ...more
  } = doc.settings as Record<string, unknown>
  if (typeof called !== 'string' || called.length > 80)
    fail('bad-strategy', 'name is a text of at most 80 characters.', ...placeOf('name'))
  if (timeframe !== null && !(typeof timeframe === 'string' && TIMEFRAMES.includes(timeframe)))
    fail(
      'bad-strategy',
      `timeframe is ${shown(timeframe)}; use one of ${TIMEFRAMES.join(', ')}.`,
      ...placeOf('timeframe'),
    )
  for (const key of Object.keys(more)) {
    if (SETTINGS.includes(key)) continue
    const [line, column] = placeOf(key)
    const message = `${key.slice(0, 60)} is no setting and does nothing; there are ${SETTINGS.join(', ')}.`
    warnings.push({ code: 'unknown-setting', message, line, column })
  }
  const { values, declarations } = resolve(specs, given.params, placeOf)
  document.params = guarded(values)
  document.timeframe = timeframe as string | null
  const m = market(document.params)
  const outputs: Record<string, Input> = {}
  const columns: [string, Input][] = []
  if (doc.kind === 'formula') collect(doc.body(m), outputs, columns, placeOf)
  else {
    const { at } = doc
    const { fields, inputs } = columnsOf(doc.columns?.(m), at, m, placeOf)
    scripts.push({ at, fields })
    const series = recordScript(0, inputs, shapes[at]!.outputs.map(outputName))
    mark(Object.values(series)[0], ...placeOf())
    for (const output of shapes[at]!.outputs) {
      if (output.from === 'output' && !OUTPUTS.includes(output.name))
        failOver(output.name, 'bad-output', noOutput(output.name), ...placeOf())
      const one = outputInput(output.name, series[outputName(output)])
      if (output.from === 'columns') columns.push([output.name, one])
      else outputs[output.name] = one
    }
  }
  return JSON.stringify({
    kind: doc.kind,
    name: called,
    timeframe,
    params: declarations,
    clocks,
    calls,
    marks: calls.map((_, at) => marks[at] ?? null),
    names,
    refs,
    outputs,
    columns,
    scripts,
    warnings,
  })
}

const guarded = (values: object): object =>
  new Guard(Object.freeze(values), {
    get(target, key) {
      if (typeof key === 'symbol' || key in target || key === 'toJSON') return Reflect.get(target, key)
      return fail(
        'bad-param',
        `There is no parameter ${key}; there is ${Object.keys(target).join(', ') || 'none'}. Declare it in params.`,
      )
    },
  })

function collect(
  result: unknown,
  outputs: Record<string, Input>,
  columns: [string, Input][],
  placeOf: (key?: string) => Spot,
): void {
  if (isLater(result))
    fail(
      'not-supported',
      'The function is async or a generator, and it runs once, at once. Write it as a plain function.',
      ...placeOf(),
    )
  if (isSeries(result) || !isSettings(result))
    fail(
      'no-output',
      `The function returns ${shown(result)}. Return the outputs by name: ({ filter: …, score: … }).`,
      ...placeOf('return'),
    )
  for (const [key, value] of Object.entries(result as object)) {
    if (value === undefined) continue
    const spot = placeOf(`return.${key}`)
    if (key !== 'columns') {
      if (!OUTPUTS.includes(key)) fail('bad-output', noOutput(key), ...spot)
      outputs[key] = atPlace(...spot, () => outputInput(key, value))
      mark(value, ...spot)
      continue
    }
    if (!isSettings(value))
      fail('bad-output', `columns is ${shown(value)}; it must be an object of series: { rsi }.`, ...spot)
    for (const [column, each] of Object.entries(value as object))
      addColumn(column, each, columns, placeOf(`return.columns.${column}`))
  }
  if (columns.length === 0 && Object.keys(outputs).length === 0)
    fail('no-output', NOTHING, ...placeOf('return'))
}

const NOTHING = 'Nothing is returned. Return at least one output, for example ({ filter: rsi < 30 }).'

function addColumn(column: string, value: unknown, columns: [string, Input][], spot: Spot): void {
  if (!/^[A-Za-z_][\w.]{0,63}$/.test(column))
    fail(
      'bad-output',
      `The column name “${column.slice(0, 60)}” can’t be used. Use letters, digits and underscores, and begin with a letter.`,
      ...spot,
    )
  name(value, column)
  const add = (called: string, each: unknown) =>
    columns.push([called, atPlace(...spot, () => outputInput(`columns.${column}`, each))])
  if (isParts(value)) for (const part of Object.keys(value)) add(`${column}.${part}`, value[part])
  else add(column, value)
  mark(value, ...spot)
  if (columns.length > MOST_COLUMNS)
    fail('bad-output', `There are more than ${MOST_COLUMNS} columns. Leave some out.`, ...spot)
}

const noOutput = (key: string): string =>
  `There is no output ${key.slice(0, 60)}${suggestion(key, OUTPUTS)} There are ${OUTPUTS.join(', ')} and columns.`

/** A promise or a generator. */
const isLater = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !isSymbolic(value) &&
  (typeof (value as { then?: unknown }).then === 'function' ||
    typeof (value as { next?: unknown }).next === 'function')
