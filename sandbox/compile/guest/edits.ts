// Text laid over a source without moving its lines: blanks where types were, calls around what they record.

const WORD = /[\w$]/

export class Edits {
  readonly #source: string
  readonly #before = new Map<number, string>()
  readonly #after = new Map<number, string>()
  readonly #blanks: { from: number; to: number }[] = []
  readonly #signs = new Map<number, string>()
  readonly #swaps = new Map<number, { to: number; text: string }>()

  constructor(source: string) {
    this.#source = source
  }

  /** Puts text in front of what begins at `at`; of several, the first asked for stands outermost. */
  before(at: number, text: string): void {
    this.#before.set(at, (this.#before.get(at) ?? '') + text)
  }

  /** Puts text behind what ends at `at`; of several, the first asked for stands outermost. */
  after(at: number, text: string): void {
    this.#after.set(at, text + (this.#after.get(at) ?? ''))
  }

  /** Takes text out and leaves its room, line breaks included. */
  blank(from: number, to: number): void {
    if (to > from) this.#blanks.push({ from, to })
  }

  /** Puts one sign where text was taken out: what the types there ended or closed. */
  sign(at: number, sign: ';' | ')'): void {
    this.#signs.set(at, sign)
  }

  /** Puts other text in the place of one sign. */
  swap(from: number, to: number, text: string): void {
    this.#swaps.set(from, { to, text })
  }

  apply(): { code: string; shifts: Record<number, [number, number][]> } {
    const source = this.blanked()
    const places = [...new Set([...this.#before.keys(), ...this.#after.keys(), ...this.#swaps.keys()])]
    places.sort((a, b) => a - b)
    const shifts: Record<number, [number, number][]> = {}
    let code = ''
    /** The last sign of it: looking at it there would copy it all. */
    let end = ''
    let taken = 0
    let line = 1
    let generated = 1
    let user = 1
    const copy = (to: number) => {
      const text = source.slice(taken, to)
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) line++
      const last = text.lastIndexOf('\n')
      generated = last < 0 ? generated + text.length : text.length - last
      user = last < 0 ? user + text.length : text.length - last
      code += text
      end = text.slice(-1) || end
      taken = to
    }
    const put = (text: string) => {
      code += text
      end = text.slice(-1) || end
      generated += text.length
      const onLine = shifts[line] ?? []
      shifts[line] = onLine
      onLine.push([generated, user])
    }
    for (const at of places) {
      copy(at)
      const behind = this.#after.get(at)
      if (behind) put(behind)
      const front = this.#before.get(at)
      // `return-a` must not become a call of `return__neg`
      if (front) put(WORD.test(end) ? ` ${front}` : front)
      const swap = this.#swaps.get(at)
      if (swap) {
        user += swap.to - at
        taken = swap.to
        put(swap.text)
      }
    }
    copy(source.length)
    return { code, shifts }
  }

  /** The source without what was taken out, and nothing put in. */
  blanked(): string {
    const source = this.#source
    const pieces: string[] = []
    let taken = 0
    for (const { from, to } of this.#blanks.toSorted((a, b) => a.from - b.from)) {
      if (to <= taken) continue
      const start = Math.max(from, taken)
      pieces.push(source.slice(taken, start), source.slice(start, to).replace(/[^\n\r]/g, ' '))
      taken = to
    }
    let text = pieces.join('') + source.slice(taken)
    for (const [at, sign] of this.#signs) text = text.slice(0, at) + sign + text.slice(at + 1)
    return text
  }
}
