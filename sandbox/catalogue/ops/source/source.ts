import { type Family, type Operator, operator } from '../../define'

/** What the executor lays into the first input of a source: the bars' own columns, and the number of each bar. */
export const BAR_SOURCES = ['open', 'high', 'low', 'close', 'volume', 'time', 'barIndex'] as const
/** What the account says at the close of each bar; missing where nobody trades. */
export const POSITION_SOURCES = ['positionSide', 'entryPrice', 'barsSinceEntry'] as const

export type BarSource = (typeof BAR_SOURCES)[number]
export type PositionSource = (typeof POSITION_SOURCES)[number]

/** A series that comes with the bars; the kernel only hands on the column that the executor gives it. */
export const source = (
  id: BarSource | PositionSource,
  title: string,
  summary: string,
  synonyms: readonly string[],
  family: Family = 'source',
): Operator =>
  operator({
    id,
    title,
    summary,
    formula: id,
    family,
    synonyms,
    inputs: [],
    params: [],
    call: id,
    output: 'number',
    // a bar's number depends on where history begins
    memory: () => (id === 'barIndex' ? { kind: 'unbounded', first: 1 } : { kind: 'window', bars: 1 }),
    stateSize: () => 0,
    advance: (_state, [bars], out, _params, from, to) => {
      for (let i = from; i < to; i++) out[i] = bars![i]!
    },
  })
