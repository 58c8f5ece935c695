/** A strategy of the gallery: a document as its author would have written it. */
export interface Template {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly tags: readonly string[]
  readonly kind: 'formula' | 'script' | 'graph'
  /** The document: code, or a graph as JSON. */
  readonly source: string
}
