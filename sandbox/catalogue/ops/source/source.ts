import { type Operator, operator } from '../../define'

/** What the executor lays into the first input of a source: the bars' own columns, and the number of each bar. */
export const SOURCES = ['open', 'high', 'low', 'close', 'volume', 'time', 'barIndex'] as const
export type SourceName = (typeof SOURCES)[number]

/** A series that comes with the bars; the kernel only hands on the column that the executor gives it. */
export const source = (
  id: SourceName,
  title: string,
  summary: string,
  synonyms: readonly string[],
): Operator =>
  operator({
    id,
    title,
    summary,
    formula: id,
    family: 'source',
    synonyms,
    inputs: [],
    params: [],
    call: id,
    output: 'number',
    memory: () => ({ kind: 'window', bars: 1 }),
    stateSize: () => 0,
    advance: (_state, [bars], out, _params, from, to) => {
      for (let i = from; i < to; i++) out[i] = bars![i]!
    },
  })
