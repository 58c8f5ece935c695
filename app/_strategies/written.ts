/** A document as it is written: what is compared, compiled and run. */
export interface Written {
  readonly kind: 'graph' | 'formula' | 'script'
  readonly document: string
}

export const isSame = (one: Written, other: Written): boolean =>
  one.kind === other.kind && one.document === other.document
