// Runs inside the fence. Turns a user's TypeScript into JavaScript that records: types become blanks, so that lines and
// columns stay the user's, and the signs of the language become calls that understand series. Bundled into one text by
// scripts/bundle-guests.mjs.
import { tsPlugin } from '@sveltejs/acorn-typescript'
import { type Node, Parser, type Token } from 'acorn'
import { Edits } from './edits'
import { Refusal } from './refusal'
import { rewrite } from './rewrite'

export interface Ingested {
  readonly ok: true
  readonly code: string
  /** Where text was put in: per line (from 1), ascending pairs of generated column and the user's. */
  readonly shifts: Readonly<Record<number, readonly (readonly [generated: number, user: number])[]>>
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

export function ingest(source: string): Ingested | Refused {
  const tokens: Token[] = []
  let tree: Node
  try {
    tree = TypeScriptParser.parse(source, {
      ecmaVersion: 'latest',
      sourceType: 'module',
      locations: true,
      onToken: tokens,
    }) as Node
  } catch (thrown) {
    return syntaxProblem(thrown)
  }
  const edits = new Edits(source)
  try {
    rewrite(tree, tokens, source, edits)
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown
    const { code, message, line, column } = thrown
    return { ok: false, problem: { code, message, line, column } }
  }
  return { ok: true, ...edits.apply() }
}

function syntaxProblem(thrown: unknown): Refused {
  const { message, loc } = thrown as { message?: string; loc?: { line: number; column: number } }
  if (!loc) throw thrown // out of stack or memory: the host tells that better
  const sentence = String(message).replace(/ \(\d+:\d+\)$/, '')
  return {
    ok: false,
    problem: { code: 'syntax', message: `${sentence}.`, line: loc.line, column: loc.column + 1 },
  }
}
