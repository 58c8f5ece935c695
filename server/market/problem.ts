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
