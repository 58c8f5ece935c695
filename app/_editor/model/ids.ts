import type { GraphBlock } from '@/sandbox/compile/graph/document'

/** Makes an id that nothing has yet; the word helps whoever reads the document. */
export type NewId = (word: string) => string

const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'

/** Ids such as `rsi-k3x9t2`. Random, so two people who add at the same time never meet. */
export const newIds =
  (random: () => number): NewId =>
  word =>
    `${cleaned(word)}-${Array.from({ length: 6 }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join('')}`

const cleaned = (word: string): string => word.replace(/[^A-Za-z0-9]/g, '').slice(0, 40) || 'b'

/** The word an id of that block begins with. */
export function wordOf(block: GraphBlock): string {
  switch (block.kind) {
    case 'operator':
      return block.entry
    case 'output':
      return block.output
    case 'column':
      return block.column
    case 'subgraph':
      return block.use.replace(/-.*$/, '')
    default:
      return block.kind
  }
}
