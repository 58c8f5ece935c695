/** Lines `from` up to before `to`, counted from 0, become `lines`. */
export interface LineEdit {
  readonly from: number
  readonly to: number
  readonly lines: readonly string[]
}

/** Texts that differ in more lines than that, multiplied, are replaced in one piece. */
const MOST_COMPARED = 400_000

/**
 * What makes one text the other, line by line, from the top down: what stays the same stays untouched, so that a caret, a fold and a
 * marker beside an edit keep their place.
 */
export function lineEdits(before: string, after: string): LineEdit[] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  const most = Math.min(old.length, now.length)
  let start = 0
  while (start < most && old[start] === now[start]) start++
  let end = 0
  while (end < most - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end++
  const [was, is] = [old.slice(start, old.length - end), now.slice(start, now.length - end)]
  if (was.length === 0 && is.length === 0) return []
  if (was.length * is.length > MOST_COMPARED) return [{ from: start, to: start + was.length, lines: is }]
  return hunks(was, is).map(({ from, to, lines }) => ({ from: from + start, to: to + start, lines }))
}

/** By the longest common run of lines: what is in neither's run is an edit. */
function hunks(was: readonly string[], is: readonly string[]): LineEdit[] {
  const width = is.length + 1
  const common = new Uint32Array((was.length + 1) * width)
  for (let i = was.length - 1; i >= 0; i--)
    for (let j = is.length - 1; j >= 0; j--)
      common[i * width + j] =
        was[i] === is[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!)
  const found: LineEdit[] = []
  let [i, j] = [0, 0]
  while (i < was.length || j < is.length) {
    if (i < was.length && j < is.length && was[i] === is[j]) {
      i++
      j++
      continue
    }
    const [from, first] = [i, j]
    while (i < was.length || j < is.length) {
      if (i < was.length && j < is.length && was[i] === is[j]) break
      const skipsOld = common[(i + 1) * width + j] ?? 0
      const skipsNew = common[i * width + j + 1] ?? 0
      if (j >= is.length || (i < was.length && skipsOld >= skipsNew)) i++
      else j++
    }
    found.push({ from, to: i, lines: is.slice(first, j) })
  }
  return found
}
