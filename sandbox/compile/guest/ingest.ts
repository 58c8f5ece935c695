// Runs inside the fence. Turns a user's TypeScript into JavaScript that records: types become blanks, so that lines and
// columns stay the user's, and the signs of the language become calls that understand series. Bundled into one text by
// scripts/bundle-guests.mjs.
import { tsPlugin } from '@sveltejs/acorn-typescript'
import { Parser, type Token } from 'acorn'
import { type ScriptShape, shapeOf, topLevel } from './barFunction'
import { Edits } from './edits'
import { BODY_HEAD, filterOf } from './filter'
import { Refusal } from './refusal'
import { rewrite } from './rewrite'
import { isFunction, type Tree, walk } from './tree'

export interface Ingested {
  readonly ok: true
  readonly code: string
  /** Where text was put in: per line (from 1), ascending pairs of generated column and the user's. */
  readonly shifts: Readonly<Record<number, readonly (readonly [generated: number, user: number])[]>>
  /** The functions that run bar by bar, as the calls in `code` number them. */
  readonly shapes: readonly ScriptShape[]
  /** Whether the document is the one function of the old filter shape, and nothing of it is traced. */
  readonly filter: boolean
}

export interface Refused {
  readonly ok: false
  readonly problem: {
    readonly code: string
    readonly message: string
    readonly line: number
    readonly column: number
  }
}

const TypeScriptParser = Parser.extend(tsPlugin())

/**
 * Most documents hold no types, and reading them as plain JavaScript takes a fraction of the time. What plain JavaScript refuses, and
 * what it reads as a chained comparison (`f<T>(x)`), is read again with types; all that is left means the same in both.
 */
export function ingest(source: string): Ingested | Refused {
  const plain = ingestAs(Parser, source)
  if (plain.ok || (plain.problem.code !== 'syntax' && plain.problem.code !== 'chained-comparison'))
    return plain
  return ingestAs(TypeScriptParser, source)
}

function ingestAs(parser: typeof Parser, source: string): Ingested | Refused {
  const tokens: Token[] = []
  let tree: Tree
  try {
    // an expression of the base class types the result; the plugin's nodes are read field by field
    tree = parser.parse(source, {
      ecmaVersion: 'latest',
      sourceType: 'module',
      locations: true,
      allowReturnOutsideFunction: true,
      onToken: tokens,
    }) as unknown as Tree
  } catch (thrown) {
    return syntaxProblem(thrown, source)
  }
  try {
    return read(tree, tokens, source)
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown
    const { code, message, line, column } = thrown
    return { ok: false, problem: { code, message, line, column } }
  }
}

function read(tree: Tree, tokens: readonly Token[], source: string): Ingested {
  const edits = new Edits(source)
  const expressions = rewrite(tree, tokens, source, edits)
  const blanked = edits.blanked()
  const scope = topLevel(tree)
  const filter = filterOf(tree, scope)
  if (filter === 'body') {
    refuseAwait(tree)
    const pieces = [{ line: 2, userLine: 1, userColumn: 1 }]
    const body = (text: string) => `${BODY_HEAD}\n${text}\n}`
    const shape = { ...FILTER, text: body(source), code: body(blanked), pieces }
    return { ok: true, code: '', shifts: {}, shapes: [shape], filter: true }
  }
  if (filter) {
    const shape = shapeOf(filter, scope, source, blanked, true)
    return { ok: true, code: '', shifts: {}, shapes: [shape], filter: true }
  }
  const shapes = expressions.map(expression => shapeOf(expression, scope, source, blanked, false))
  return { ok: true, ...edits.apply(), shapes, filter: false }
}

function refuseAwait(tree: Tree): void {
  for (const node of walk(tree, each => !isFunction(each)))
    if (node.type === 'AwaitExpression')
      throw new Refusal(
        'not-supported',
        'A filter answers each bar at once and can wait for nothing. Take the await out.',
        node,
      )
}

const FILTER = {
  outputs: [{ name: 'filter', kind: 'bool', from: 'output' }],
  fields: ['time', 'open', 'high', 'low', 'close', 'volume'],
  reads: [],
  usesParams: false,
  readsPosition: false,
  keepsState: false,
} as const satisfies Partial<ScriptShape>

function syntaxProblem(thrown: unknown, source: string): Refused {
  const { message, loc } = thrown as { message?: string; loc?: { line: number; column: number } }
  if (!loc) throw thrown // out of stack or memory: the host tells that better
  const sentence = String(message).replace(/\.? \(\d+:\d+\)$/, '')
  const { line, column } = within(source, loc)
  return {
    ok: false,
    problem: { code: 'syntax', message: `${sentence}.`, line, column: column + 1 },
  }
}

/** The parser counts a place behind a line's end on from there. */
function within(source: string, { line, column }: { line: number; column: number }) {
  return { line, column: Math.min(column, source.split('\n')[line - 1]?.length ?? 0) }
}
