/** Tells on standard error how far a long piece of work is: one line that moves on a terminal, else a line now and then. */
export class ProgressLine {
  readonly #of: number
  readonly #what: string
  readonly #moves = process.stderr.isTTY
  #told = -1

  constructor(of: number, what: string) {
    this.#of = of
    this.#what = what
  }

  tell(done: number): void {
    const percent = Math.floor((100 * done) / Math.max(1, this.#of))
    const step = this.#moves ? percent : Math.floor(percent / 10)
    if (step === this.#told) return
    this.#told = step
    const line = `${done.toLocaleString('en-US')} of ${this.#of.toLocaleString('en-US')} ${this.#what} (${percent} %)`
    process.stderr.write(this.#moves ? `\r${line}` : `${line}\n`)
  }

  end(): void {
    if (this.#moves && this.#told >= 0) process.stderr.write('\n')
  }
}
