/** A document as it is written: what is compared, compiled and run. */
export interface Written {
  readonly kind: 'graph' | 'formula' | 'script'
  readonly document: string
}
