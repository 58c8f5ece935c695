/** Something about a document its author can mend: a stable code, a place, a sentence with the remedy. */
export interface Problem<Code extends string = string> {
  readonly code: Code
  readonly message: string
  readonly severity: 'error' | 'warning'
  readonly line?: number
  readonly column?: number
  readonly block?: string
  readonly port?: string
}
