export type Kind = 'comment' | 'text' | 'number' | 'word' | 'name' | 'plain'

export interface Token {
  readonly kind: Kind
  readonly text: string
}

const WORDS =
  'as async await break case catch const continue default do else export false finally for from function if import in instanceof let new null of return switch throw true try type typeof undefined var void while'
const PATTERN = new RegExp(
  [
    String.raw`(?<comment>\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))`,
    String.raw`(?<text>'(?:\\.|[^'\\\n])*'?|"(?:\\.|[^"\\\n])*"?|\`(?:\\.|[^\`\\])*\`?)`,
    String.raw`(?<number>\b\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?\b)`,
    String.raw`(?<word>\b(?:${WORDS.replaceAll(' ', '|')})\b)`,
    String.raw`(?<name>\b[A-Za-z_$][\w$]*(?=\s*\())`,
  ].join('|'),
  'g',
)

/** Source text cut into what deserves a colour of its own. Joined again, the tokens are the text. */
export function tokens(source: string): Token[] {
  const found: Token[] = []
  let at = 0
  for (const match of source.matchAll(PATTERN)) {
    if (match.index > at) found.push({ kind: 'plain', text: source.slice(at, match.index) })
    const kind = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0]
    found.push({ kind: (kind ?? 'plain') as Kind, text: match[0] }) // the groups are named by kinds
    at = match.index + match[0].length
  }
  if (at < source.length) found.push({ kind: 'plain', text: source.slice(at) })
  return found
}
