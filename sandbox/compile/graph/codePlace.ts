// Where a place in a printed graph lies in the text of the code block that stands there.
import { readGraph } from './document'
import { flatten } from './flat'
import { type Printed, printFlat } from './print'

export interface CodePlace {
  readonly line: number
  readonly column?: number
}

/** The place in the block's own text; null where the block is no code or the place is beside its text. */
export function placeInBlock(
  { text, statements, codes }: Pick<Printed, 'text' | 'statements' | 'codes'>,
  block: string,
  line: number,
  column?: number | null,
): CodePlace | null {
  const code = codes.get(block)
  const statement = statements.find(each => each.block === block)
  if (!code || !statement || line < statement.from || line > statement.to) return null
  const { source, over } = code
  // it was printed without the space around it
  const space = source.slice(0, source.length - source.trimStart().length)
  const skipped = space.split('\n')
  const own = source.trim().split('\n')
  const at = line - statement.from
  if (at >= own.length) return null
  const there = { line: at + skipped.length }
  if (column == null) return there
  if (at > 0) return { ...there, column }
  const printed = text.split('\n')[statement.from - 1] ?? ''
  const begins = over === 'bars' ? printed.lastIndexOf(own[0] ?? '') : printed.indexOf(own[0] ?? '')
  const inside = column - begins
  return begins >= 0 && inside > 0 ? { ...there, column: inside + (skipped.at(-1)?.length ?? 0) } : there
}

/** The same for a document, which is printed for it. */
export function placeInGraph(
  document: string,
  block: string,
  line: number,
  column?: number | null,
): CodePlace | null {
  const read = readGraph(document)
  return read.ok ? placeInBlock(printFlat(read.graph, flatten(read.graph)), block, line, column) : null
}
