/** Something wrong with how a command was called: one sentence with the remedy, exit code 2. */
export class UsageError extends Error {}

/** The nearest of the known words, for a typing error. */
export function nearest(word: string, known: readonly string[]): string | null {
  const ranked = known.map(each => [distance(word, each), each] as const).sort(([a], [b]) => a - b)
  const [best] = ranked
  return best && best[0] <= Math.max(2, word.length / 3) ? best[1] : null
}

/** Letters to add, drop or change. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      )
    row = next
  }
  return row[b.length] ?? 0
}
