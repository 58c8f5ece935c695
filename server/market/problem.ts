/** Why the venue gave no answer that can be used. */
export type VenueTrouble =
  /** The venue said no to this very request: asking again changes nothing. */
  | 'refused'
  /** No answer, or one that says "later", as often as it was tried. */
  | 'unreachable'
  /** An answer that isn't what the venue documents. */
  | 'corrupt'

export class VenueProblem extends Error {
  override readonly name = 'VenueProblem'
  readonly trouble: VenueTrouble

  constructor(trouble: VenueTrouble, message: string, options?: ErrorOptions) {
    super(message, options)
    this.trouble = trouble
  }
}

/** A venue's trouble told for people: which bars could not be had, why, and what to do. */
export class NoBars extends VenueProblem {
  constructor(venue: string, symbol: string, timeframe: string, cause: VenueProblem) {
    super(
      cause.trouble,
      `${venue} gave no ${timeframe} bars of ${symbol}: ${cause.message} ${remedies[cause.trouble]}`,
      { cause },
    )
  }
}

const remedies: Readonly<Record<VenueTrouble, string>> = {
  refused: 'Choose another symbol or a later start.',
  unreachable: 'Try again in a moment; what was fetched before is kept.',
  corrupt: 'Nothing of this answer was kept. Try again; if it stays, the venue has changed its interface.',
}
