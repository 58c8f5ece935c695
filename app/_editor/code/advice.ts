// TypeScript's findings in the words of the language: what is wrong, what there is, what to write.
import { NUMBER_OUTPUTS, SIGNAL_OUTPUTS } from '@/sandbox/ir/program'
import type { Diagnostic } from './typescriptApi'

/** What the advice knows of the language. */
export interface Known {
  /** Names behind `ta.` */
  readonly indicators: ReadonlySet<string>
}

/** What is read by number: a series, or one value of it. */
const NO_LIST = /index type '(?:Series|Condition|Number|Boolean|number|boolean)\b/

type Rule = readonly [found: RegExp, say: (match: RegExpExecArray, known: Known) => string | null]

const RULES: readonly Rule[] = [
  [
    /^Cannot find name '(\w+)'/,
    ([, name = ''], { indicators }) => {
      const written = [...indicators].find(each => each.toLowerCase() === name.toLowerCase())
      return written ? `There is no ${name} by itself. It is ta.${written}.` : null
    },
  ],
  [/^Cannot find module/, () => 'A strategy imports nothing. Everything it needs is there by name.'],
  [
    /^'(state\.[\w.]+)' is possibly 'undefined'/,
    ([, field]) => `On the first bar nothing is in ${field}. Say what it begins with, as in (${field} ?? 0).`,
  ],
  [
    /^'(?:position|\w+\.position)' is possibly 'null'/,
    () => 'Nothing may be held, and position is null then. Ask first, as in position && position.entryPrice.',
  ],
  [
    /parameter of type 'Plain\b/,
    () => 'This is the same on every bar: a number or a parameter. A series changes from bar to bar.',
  ],
  [
    /^(?:Argument of type|Type) '(?:Series|number)' is not assignable to (?:parameter of )?type 'Condition\b/,
    () =>
      'This has to be a condition, true or false on every bar. Compare it with something, as in close > open.',
  ],
  [
    /^(?:Argument of type|Type) '"?([^'"]*)"?' is not assignable to (?:parameter of )?type 'Timeframe\b/,
    ([, given]) => `${given} is no timeframe. There are 1m, 5m, 15m, 30m, 1h, 4h, 1d and 1w.`,
  ],
  [
    /^Property '(\w+)' does not exist on type 'Chosen<(.*)>'\.(?: Did you mean '(\w+)')?/,
    ([, name, declared = '', meant]) =>
      lacking(`There is no parameter ${name}`, namesIn(declared), meant) ??
      `There is no parameter ${name}. Declare it, as in params: { ${name}: num(2, 0, 10) }.`,
  ],
  [
    /^Property '(\w+)' does not exist on type 'Bar<(.*)>'\.(?: Did you mean '(\w+)')?/,
    ([, name, columns = '', meant]) =>
      lacking(`The bar has no ${name}`, [...OF_EVERY_BAR, ...namesIn(columns)], meant),
  ],
  [
    /^Property '(\w+)' does not exist on type 'Market\b/,
    ([, name = ''], { indicators }) =>
      indicators.has(name)
        ? `${name} is no series of its own. It is ta.${name}.`
        : `There is no series ${name}. Indicators are behind ta, parameters behind params.`,
  ],
  [
    /^Property '(\w+)' does not exist on type '(?:Series|Condition)'/,
    ([, name]) => `A series has no ${name}. Its value some bars ago is ago(x, n).`,
  ],
  [
    NO_LIST,
    () =>
      'There is one value here, and no list of earlier ones. Of a series, ago(x, n) is the value n bars ago.',
  ],
  [
    /^Property '(\w+)' does not exist on type '(\{ readonly \w+: (?:Series|Condition);.*\})'\.(?: Did you mean '(\w+)')?/,
    ([, name, parts = '', meant]) => lacking(`There is no ${name} here`, namesIn(parts), meant),
  ],
  [
    /^Property '(\w+)' does not exist on type '(\{ .* \})'\.(?: Did you mean '(\w+)')?/,
    ([, name, fields = '', meant]) => lacking(`There is no ${name} here`, namesIn(fields), meant),
  ],
  [
    /'(\w+)' does not exist in type '(?:Outputs|Decided|Partial<.*)'\.(?: Did you mean to write '(\w+)')?/,
    ([, name, meant]) => lacking(`There is no output ${name}`, OUTPUTS, meant),
  ],
  [
    /'(\w+)' does not exist in type '(\{ readonly .* \})'\.(?: Did you mean to write '(\w+)')?/,
    ([, name, outputs = '', meant]) => lacking(`The block has no output ${name}`, namesIn(outputs), meant),
  ],
  [
    /is not assignable to type 'Answer'/,
    () => 'An output is a number or a condition; null where there is none.',
  ],
]

const OF_EVERY_BAR = ['time', 'open', 'high', 'low', 'close', 'volume']
const OUTPUTS = [...SIGNAL_OUTPUTS, ...NUMBER_OUTPUTS, 'columns']

/** The finding in our words; null where TypeScript's will do. */
export function advised(finding: string, known: Known): string | null {
  for (const [found, say] of RULES) {
    const match = found.exec(finding)
    const said = match && say(match, known)
    if (said) return said
  }
  return null
}

/** Names behind `ta.`, in the declarations of the language. */
export function indicatorsIn(declarations: string): ReadonlySet<string> {
  const [, body = ''] = /interface Indicators \{\n([\s\S]*?)\n\}/.exec(declarations) ?? []
  return new Set(Array.from(body.matchAll(/^ {2}(?:readonly )?(\w+)[(:]/gm), ([, name]) => name!))
}

/**
 * TypeScript finds every argument at fault that says nothing of its type; a strategy's may be so. Of those findings one is
 * heard: that something is read by number which is no list.
 */
export const isHeard = ({ code, messageText }: Pick<Diagnostic, 'code' | 'messageText'>): boolean =>
  code === INDEXED ? NO_LIST.test(headOf(messageText)) : code < 7000 || code > 7999
const INDEXED = 7053
const headOf = (said: string | object): string =>
  typeof said === 'string' ? said : 'messageText' in said ? String(said.messageText) : ''

/** What is lacking, and what is there instead. */
function lacking(what: string, names: readonly string[], meant: string | undefined): string | null {
  if (meant) return `${what}. Did you mean ${meant}?`
  if (names.length === 0) return null
  const last = names.at(-1)
  return `${what}. There ${names.length === 1 ? 'is' : 'are'} ${names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`}.`
}

/** `a` and `b` of `{ readonly a: Series; b?: number }`, as deep as the first braces. */
function namesIn(type: string): string[] {
  let depth = 0
  let flat = ''
  for (const sign of type) {
    if ('{<(['.includes(sign)) depth++
    else if ('}>)]'.includes(sign)) depth--
    else if (depth <= 1) flat += sign
  }
  return [...flat.matchAll(/(?:^|;)\s*(?:readonly )?(\w+)\??:/g)].map(([, name]) => name!)
}
