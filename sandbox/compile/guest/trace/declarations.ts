// Parameters a document declares: int(14, 2, 200), num, bool, choice.
import { fits, wanted } from './entryCall'
import { atPlace, fail } from './fail'
import { shown } from './series'

interface Declared {
  readonly kind: 'int' | 'num' | 'bool' | 'choice'
  readonly default: number | boolean | string
  readonly min?: number | null
  readonly max?: number | null
  readonly choices?: readonly string[]
  readonly [more: string]: unknown
}

const declared = new WeakSet<object>()
const declare = (spec: Declared): Declared => {
  declared.add(spec)
  return Object.freeze(spec)
}
const titleOf = (title: unknown) => String(title ?? '').slice(0, 200)

const bounded =
  (kind: 'int' | 'num') =>
  (value: unknown, min?: unknown, max?: unknown, step?: unknown, title?: unknown): Declared => {
    for (const [name, each] of Object.entries({ default: value, min, max, step }))
      if (each !== undefined && !(typeof each === 'number' && Number.isFinite(each)))
        fail('bad-param', `${kind}: ${name} is ${shown(each)}; it must be a number.`)
    if (typeof value !== 'number') return fail('bad-param', `${kind}(default, min, max) needs a default.`)
    const spec = { kind, default: value, min: (min as number) ?? null, max: (max as number) ?? null }
    if (!fits(spec, value)) fail('bad-param', `${kind}: the default is ${value}; it must be ${wanted(spec)}.`)
    return declare({ ...spec, step: (step as number) ?? null, title: titleOf(title) })
  }

const int = bounded('int')
const num = bounded('num')

function bool(value: unknown, title?: unknown): Declared {
  if (typeof value !== 'boolean')
    return fail('bad-param', `bool(default) takes true or false, not ${shown(value)}.`)
  return declare({ kind: 'bool', default: value, title: titleOf(title) })
}

function choice(value: unknown, choices: unknown, title?: unknown): Declared {
  if (
    typeof value !== 'string' ||
    !Array.isArray(choices) ||
    !choices.every(each => typeof each === 'string') ||
    !choices.includes(value)
  )
    return fail('bad-param', "choice(default, ['a', 'b']) takes texts, and one of them as its default.")
  return declare({ kind: 'choice', default: value, choices: [...choices], title: titleOf(title) })
}

Object.assign(globalThis, { int, num, bool, choice })

type Value = number | boolean | string

/** Declared parameters with their values: the defaults, unless `overrides` has others. */
export function resolve(
  specs: unknown,
  overrides: Readonly<Record<string, unknown>>,
  placeOf: (key: string) => readonly [line: number, column: number],
): { readonly values: Record<string, Value>; readonly declarations: readonly object[] } {
  if (typeof specs !== 'object' || specs === null || Array.isArray(specs))
    fail('bad-param', 'params is an object: { length: int(14, 2, 200) }.', ...placeOf('params'))
  const values: Record<string, Value> = {}
  const declarations: object[] = []
  for (const [name, raw] of Object.entries(specs as object)) {
    const spec = atPlace(...placeOf(`params.${name}`), () =>
      typeof raw === 'number' ? num(raw) : typeof raw === 'boolean' ? bool(raw) : (raw as Declared),
    )
    if (typeof spec !== 'object' || spec === null || !declared.has(spec))
      fail(
        'bad-param',
        `The parameter ${name} is ${shown(raw)}; declare it with int, num, bool or choice.`,
        ...placeOf(`params.${name}`),
      )
    if (!/^[A-Za-z_]\w{0,39}$/.test(name))
      fail(
        'bad-param',
        `“${name.slice(0, 60)}” can’t be a parameter’s name. Use letters, digits and underscores.`,
        ...placeOf(`params.${name}`),
      )
    const value = Object.hasOwn(overrides, name) ? overrides[name] : spec.default
    if (!fits(spec, value))
      fail(
        'bad-param',
        `The parameter ${name} is ${shown(value)}; it must be ${wanted(spec)}.`,
        ...placeOf(`params.${name}`),
      )
    values[name] = value
    declarations.push({ name, value, ...spec })
  }
  for (const name of Object.keys(overrides))
    if (!Object.hasOwn(values, name))
      fail(
        'bad-param',
        `There is no parameter ${name}; there is ${Object.keys(values).join(', ') || 'none'}.`,
        ...placeOf('params'),
      )
  return { values, declarations }
}
