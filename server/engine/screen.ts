/** What a screen says of one symbol at one bar. A missing number is null. */
export interface ScreenRow {
  readonly symbol: string
  readonly matched: boolean
  readonly score: number | null
  readonly close: number
  /** Since the bar before, as a fraction. */
  readonly change: number | null
  /** The program's columns, in their order. */
  readonly values: readonly (number | null)[]
}

/** Best first: matches before the rest, then by score, then by symbol. A row without a score follows those with one. */
export function rankRows<Row extends Pick<ScreenRow, 'symbol' | 'matched' | 'score'>>(
  rows: readonly Row[],
): Row[] {
  return [...rows].sort(
    (a, b) =>
      Number(b.matched) - Number(a.matched) ||
      compareScores(a.score, b.score) ||
      (a.symbol < b.symbol ? -1 : a.symbol > b.symbol ? 1 : 0),
  )
}

function compareScores(a: number | null, b: number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return b - a
}
