// What a hover adds to what TypeScript knows: how much of the past a value rests on, a small example, the page to read on.
import type { CatalogueEntry } from '@/sandbox/catalogue/define'
import { exampleOf } from '@/sandbox/catalogue/docs/example'
import { memoryText } from '@/sandbox/catalogue/docs/memoryText'
import { sampleMemory } from '@/sandbox/catalogue/docs/sampleRun'
import { entries } from '@/sandbox/catalogue/index'
import { writtenCall } from '@/sandbox/compile/api'

/** Entries by the way they are written: `ta.rsi`, `within`, `>`, and a sign before one value as `-a`. */
const WRITTEN: ReadonlyMap<string, CatalogueEntry> = new Map(
  entries.flatMap((entry): [string, CatalogueEntry][] => {
    const call = writtenCall(entry)
    if (call.kind === 'implicit') return []
    if (call.kind === 'sign') return [[call.arity === 1 ? `${call.sign}a` : call.sign, entry]]
    return [[call.path.join('.'), entry]]
  }),
)

export interface Place {
  readonly entry: CatalogueEntry
  /** Columns of the word or sign, from 1; the end is behind it. */
  readonly from: number
  readonly to: number
  /** TypeScript has no words about signs. */
  readonly isSign: boolean
}

const SIGN = /\*\*|&&|\|\||[<>=!]==?|[<>]|[-+*/%!]/g
const WORD = /[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)?/g

/** The entry that is written at a column of a line; null where there is none, as in a comment or a text. */
export function entryAt(line: string, column: number): Place | null {
  if (isQuiet(line, column)) return null
  for (const { 0: text, index } of line.matchAll(WORD)) {
    const from = index + 1
    if (column < from || column > from + text.length) continue
    const [first = '', second] = text.split('.')
    // in ta.rsi, ta is but the way to it
    if (second && column <= from + first.length) return null
    // m.close of slower bars is close
    const entry = WRITTEN.get(text) ?? (second && first !== 'ta' ? WRITTEN.get(second) : WRITTEN.get(text))
    return entry ? { entry, from, to: from + text.length, isSign: false } : null
  }
  for (const { 0: text, index } of line.matchAll(SIGN)) {
    const from = index + 1
    if (column < from || column >= from + text.length) continue
    if (text === '>' && line[index - 1] === '=') return null // an arrow
    const isUnary = (text === '-' || text === '!') && !/[\w)\]]\s*$/.test(line.slice(0, index))
    const plain = text === '===' ? '==' : text === '!==' ? '!=' : text
    const entry = WRITTEN.get(isUnary ? `${text}a` : plain)
    return entry ? { entry, from, to: from + text.length, isSign: true } : null
  }
  return null
}

/** Inside a comment or a text, as far as one line tells. */
function isQuiet(line: string, column: number): boolean {
  const before = line.slice(0, column - 1)
  if (/^\s*(\*|\/\*)/.test(line)) return true
  let quote = ''
  for (let at = 0; at < before.length; at++) {
    const sign = before[at]!
    if (quote) {
      if (sign === '\\') at++
      else if (sign === quote) quote = ''
    } else if (sign === '/' && before[at + 1] === '/') return true
    else if (sign === "'" || sign === '"' || sign === '`') quote = sign
  }
  return quote !== ''
}

/** Markdown about an entry; with its summary and formula where nobody else says them. */
export function hoverText({ entry, isSign }: Pick<Place, 'entry' | 'isSign'>, origin: string): string {
  const { id, title, summary, formula } = entry
  const head = isSign ? [`**${title}.** ${summary}`, formula.split('\n').map(code).join('  \n')] : []
  const memory = memoryText(sampleMemory(entry))
  const example = exampleOf(entry)
    .split('\n')
    .filter(line => /^ {2}(const|return)/.test(line))
    .map(line => line.trim())
  return [
    ...head,
    memory,
    `\`\`\`typescript\n${example.join('\n')}\n\`\`\``,
    `[More about ${title}](${origin}/docs/catalogue/${id})`,
  ].join('\n\n')
}

const code = (line: string): string => `\`${line.replaceAll('`', '’')}\``
