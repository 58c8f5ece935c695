/** Throws what the host reads as a problem: its code, the place where that is known better than by the stack, a sentence. */
export function fail(code: string, sentence: string, line?: number, column?: number): never {
  const error = new TypeError(sentence)
  error.name = `Problem(${code}${line ? `@${line}:${column}` : ''})`
  throw error
}

/** Fails over a word of the source: the host looks for it from the place on. */
export const failOver = (word: string, code: string, sentence: string, line?: number, column?: number) =>
  fail(/^[\w$]{1,60}$/.test(word) ? `${code}~${word}` : code, sentence, line, column)

const UNPLACED = /^Problem\([a-z-]+(~[\w$]+)?\)$/

/** Gives a problem thrown inside `make` this place, if there is one and it has none. */
export function atPlace<T>(line: number | undefined, column: number | undefined, make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (line && error instanceof TypeError && UNPLACED.test(error.name))
      error.name = `${error.name.slice(0, -1)}@${line}:${column})`
    throw error
  }
}

/** The end of a sentence about an unknown name: “; did you mean rsi?”, or to check its spelling. */
export function suggestion(found: string, names: readonly string[]): string {
  let best = ''
  let least = Math.min(3, Math.ceil(found.length / 2))
  for (const name of names) {
    const steps = distance(found.toLowerCase(), name.toLowerCase(), least)
    if (steps < least) {
      least = steps
      best = name
    }
  }
  return best ? `; did you mean ${best}?` : '. Check its spelling.'
}

/** Edits from one word to the other, a swap of neighbours counting one; `most` when there are as many or more. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) >= most) return most
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let steps = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        steps = Math.min(steps, before[j - 2]! + 1)
      row.push(steps)
    }
    before = last
    last = row
  }
  return last[b.length]!
}
