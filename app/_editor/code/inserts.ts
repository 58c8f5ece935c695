// A user's text as TypeScript reads it: with pieces put in that say what nothing in the text says. Nobody outside sees them.

/** A piece put in before the letter at a place of the text. */
export interface Insert {
  readonly at: number
  readonly text: string
  /** A caret at that place stands behind the piece, as it does behind an opening bracket; else before it. */
  readonly leads?: true
  /** What of the text is at fault when something is wrong about the piece; without it nobody is told. */
  readonly blames?: Stretch
}

export interface Stretch {
  readonly start: number
  readonly length: number
}

/** Inserts in the order in which they stand; those at one place keep theirs. */
export const ordered = (inserts: readonly Insert[]): readonly Insert[] =>
  [...inserts].sort((a, b) => a.at - b.at)

/** The text with everything put in. */
export function withInserts(text: string, inserts: readonly Insert[]): string {
  let from = 0
  const parts = inserts.map(({ at, text: piece }) => {
    const before = text.slice(from, at)
    from = at
    return before + piece
  })
  return parts.join('') + text.slice(from)
}

/** Where a place of the text is, once everything is put in. */
export function placeWithin(place: number, inserts: readonly Insert[]): number {
  const before = inserts.filter(({ at, leads }) => at < place || (at === place && leads))
  return before.reduce((sum, { text }) => sum + text.length, place)
}

/** Where a place is in the text itself; what stands in a piece is where the piece was put in. */
export function placeWithout(place: number, inserts: readonly Insert[]): number {
  let put = 0
  for (const { at, text } of inserts) {
    const start = at + put
    if (place <= start) break
    if (place < start + text.length) return at
    put += text.length
  }
  return place - put
}

/** The piece that a stretch of what is read lies in as a whole. */
export const pieceAround = ({ start, length }: Stretch, inserts: readonly Insert[]): Insert | null =>
  spans(inserts).find(({ from, to }) => start >= from && start < to && start + length <= to)?.insert ?? null

/** Whether a stretch of what is read has any part of a piece in it. */
export const touchesPiece = ({ start, length }: Stretch, inserts: readonly Insert[]): boolean =>
  spans(inserts).some(({ from, to }) => start < to && start + length > from)

function spans(inserts: readonly Insert[]) {
  let put = 0
  return inserts.map(insert => {
    const from = insert.at + put
    put += insert.text.length
    return { insert, from, to: from + insert.text.length }
  })
}
