/** A word, a number, a text in quotes or one sign of a source, where it stands. */
export interface SourceToken {
  readonly kind: 'word' | 'number' | 'text' | 'sign'
  readonly text: string
  readonly from: number
  readonly to: number
}

/** Blanks and comments, and then what a token can be. What is none of these is a sign. */
const SKIPPED = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y
const TOKENS = [
  ['word', /[A-Za-z_$][\w$]*/y],
  ['number', /(?:0[xXbBoO][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)/y],
  ['text', /'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"|`(?:[^`\\]|\\[\s\S])*`/y],
] as const

/**
 * A source cut into its pieces, without reading it: users' code is parsed inside the fence alone. A pattern between slashes may be cut
 * wrongly, so whoever changes a source by what is found here lets the compiler judge the outcome.
 */
export function sourceTokens(source: string): SourceToken[] {
  const tokens: SourceToken[] = []
  let at = 0
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at
    return pattern.exec(source)?.[0] ?? null
  }
  while (at < source.length) {
    const skipped = take(SKIPPED)
    if (skipped) {
      at += skipped.length
      continue
    }
    let found: { readonly kind: SourceToken['kind']; readonly text: string } | null = null
    for (const [kind, pattern] of TOKENS) {
      const text = take(pattern)
      if (text) {
        found = { kind, text }
        break
      }
    }
    const { kind, text } = found ?? { kind: 'sign' as const, text: source[at] ?? '' }
    tokens.push({ kind, text, from: at, to: at + text.length })
    at += text.length
  }
  return tokens
}
