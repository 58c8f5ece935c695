import type { ParamValue } from '../../sandbox/ir/program'
import { type SourceToken, sourceTokens } from './sourceTokens'

export type Values = Readonly<Record<string, ParamValue>>

export type Rewritten =
  | { readonly ok: true; readonly document: string }
  | { readonly ok: false; readonly message: string }

export interface Versioned {
  readonly kind: 'graph' | 'formula' | 'script'
  readonly document: string
}

/**
 * The document with other defaults of its parameters, and nothing else touched. The caller compiles it to see that it says what was
 * meant: see `saysTheSame` in apply.ts.
 */
export function withDefaults({ kind, document }: Versioned, values: Values): Rewritten {
  return kind === 'graph' ? inGraph(document, values) : inSource(document, values)
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function inGraph(document: string, values: Values): Rewritten {
  const graph: unknown = JSON.parse(document) // a version that compiles is JSON
  const params = isRecord(graph) && Array.isArray(graph.params) ? graph.params.filter(isRecord) : []
  const missing = Object.keys(values).find(wanted => !params.some(({ name }) => name === wanted))
  if (!isRecord(graph) || missing !== undefined)
    return refused(`The graph declares no parameter ${missing ?? ''}. Open it and set the values by hand.`)
  const next = {
    ...graph,
    params: params.map(each => {
      const name = String(each.name)
      return Object.hasOwn(values, name) ? { ...each, default: values[name] } : each
    }),
  }
  const indent = /^\{\s*\n(\s+)/.exec(document)?.[1]?.length ?? 0
  return { ok: true, document: JSON.stringify(next, null, indent) }
}

function inSource(document: string, values: Values): Rewritten {
  const tokens = sourceTokens(document)
  const edits: { readonly from: number; readonly to: number; readonly text: string }[] = []
  for (const [name, value] of Object.entries(values)) {
    const places = tokens.flatMap((_, at) => placeAt(tokens, at, name) ?? [])
    const [place] = places
    if (!place)
      return refused(
        `The default of ${name} is not written as a plain value in its declaration, so it can’t be replaced. Write it as ${name}: ${typeof value === 'number' ? 'int(' : '… ('}${shown(value)}, …), or set it by hand.`,
      )
    if (places.length > 1)
      return refused(
        `There are ${places.length} places that look like the declaration of ${name}. Set it by hand.`,
      )
    edits.push({ ...place, text: literal(value, document.slice(place.from, place.to)) })
  }
  let text = document
  for (const { from, to, text: put } of edits.sort((a, b) => b.from - a.from))
    text = text.slice(0, from) + put + text.slice(to)
  return { ok: true, document: text }
}

const KINDS = ['int', 'num', 'bool', 'choice']
const is = (token: SourceToken | undefined, text: string) => token?.kind === 'sign' && token.text === text

/** Where the value stands in `name: int(14, …)` or `name: 14`, if that begins at `at`. */
function placeAt(
  tokens: readonly SourceToken[],
  at: number,
  name: string,
): { readonly from: number; readonly to: number } | null {
  const key = tokens[at]
  const isName =
    (key?.kind === 'word' && key.text === name) || (key?.kind === 'text' && key.text.slice(1, -1) === name)
  if (!isName || !is(tokens[at + 1], ':')) return null
  const call = tokens[at + 2]
  const declares = call?.kind === 'word' && KINDS.includes(call.text) && is(tokens[at + 3], '(')
  const start = declares ? at + 4 : at + 2
  const negative = is(tokens[start], '-') && tokens[start + 1]?.kind === 'number'
  const first = tokens[start]
  const last = tokens[negative ? start + 1 : start]
  const after = tokens[negative ? start + 2 : start + 1]
  if (!first || !last || !isLiteral(last)) return null
  const ends = is(after, ',') || is(after, declares ? ')' : '}')
  return ends ? { from: first.from, to: last.to } : null
}

const isLiteral = ({ kind, text }: SourceToken): boolean =>
  kind === 'number' || kind === 'text' || text === 'true' || text === 'false'

/** A value as a source writes it, in the quotes that stood there. */
function literal(value: ParamValue, before: string): string {
  if (typeof value !== 'string') return String(value)
  const quote = before[0] === '"' || before[0] === '`' ? before[0] : "'"
  return quote + value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`) + quote
}

const shown = (value: ParamValue): string => (typeof value === 'string' ? `'${value}'` : String(value))

const refused = (message: string): Rewritten => ({ ok: false, message })
