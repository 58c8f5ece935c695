import { candles } from './candles'
import { type Chosen, compose, out, value } from './compose'
import type { ParamSpec, Series } from './define'
import type { Kit } from './kit'

/** The candle so many bars ago. */
export type CandleAt = ReturnType<typeof candles>

interface Pattern<P extends readonly ParamSpec[]> {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly formula: string
  /** Beside `candlestick`, by which all of them are found. */
  readonly synonyms: readonly string[]
  readonly params?: P
}

/** Ports, parameters and words that all candle patterns have alike. */
const shared = <P extends readonly ParamSpec[]>({ params, synonyms, ...rest }: Pattern<P>) => ({
  ...rest,
  family: 'pattern' as const,
  synonyms: ['candlestick', ...synonyms],
  inputs: [],
  params: params ?? ([] as readonly ParamSpec[] as P), // none are declared: P is empty
})

/** A candle pattern that is there on a bar or isn't. */
export const pattern = <const P extends readonly ParamSpec[] = readonly []>({
  holds,
  ...recipe
}: Pattern<P> & {
  readonly holds: (candle: CandleAt, k: Kit, params: Chosen<P>) => Series
}) =>
  compose({
    ...shared(recipe),
    outputs: value(recipe.title, 'bool'),
    build: (k, _, params) => ({ value: holds(candles(k), k, params as Chosen<P>) }),
  })

/** A candle pattern with a side. */
export const sidedPattern = <const P extends readonly ParamSpec[] = readonly []>({
  sides,
  ...recipe
}: Pattern<P> & {
  readonly sides: (
    candle: CandleAt,
    k: Kit,
    params: Chosen<P>,
  ) => { readonly bullish: Series; readonly bearish: Series }
}) =>
  compose({
    ...shared(recipe),
    outputs: [out('bullish', 'Bullish', 'bool'), out('bearish', 'Bearish', 'bool')],
    build: (k, _, params) => sides(candles(k), k, params as Chosen<P>),
  })
