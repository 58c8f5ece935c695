import type { Headline } from './headline'
import type { Split } from './split'

export type VariantId = 'costs-0' | 'costs-1' | 'costs-2' | 'costs-4' | 'one-bar-later' | 'without-best'

export interface Described {
  readonly id: VariantId
  readonly title: string
  /** How it differs from the run itself. */
  readonly about: string
}

/** The same strategy with one thing changed. */
export type Variant = Described &
  (({ readonly kind: 'ran' } & Headline) | { readonly kind: 'skipped'; readonly reason: string })

export type SplitPart =
  | ({ readonly kind: 'ran'; readonly share: number } & Split)
  | { readonly kind: 'skipped'; readonly reason: string }
