import type { Node } from 'acorn'

/** Something the language has and a strategy may not use. */
export class Refusal extends Error {
  readonly code: string
  readonly line: number
  readonly column: number

  constructor(code: string, message: string, node: Node) {
    super(message)
    this.code = code
    this.line = node.loc!.start.line
    this.column = node.loc!.start.column + 1
  }
}
