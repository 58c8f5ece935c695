import { operator } from '../../define'

/**
 * The door between two clocks, put in by the builder wherever a series of another timeframe or instrument is read. The executor
 * lays its input out on the reader's bars: on each bar the value of the last bar that had closed when this one closes.
 */
export const seen = operator({
  id: 'seen',
  title: 'Seen from here',
  summary:
    'A series of another timeframe or instrument as the reader sees it: on each bar the value of its last bar that closed no later than this one. A drawing puts it in by itself wherever a block is given a Timeframe or Symbol of its own.',
  formula: 'x of the last bar with close time ≤ this close time',
  family: 'source',
  synonyms: [
    'higher timeframe',
    'other symbol',
    'request.security',
    'align',
    'mtf',
    'multi timeframe',
    'daily',
    'weekly',
    'hourly',
    '4h',
    'htf',
    'another symbol',
    'pair',
  ],
  inputs: [{ name: 'x', title: 'Series', kind: 'any' }],
  params: [],
  call: "tf('4h', m => m.close)",
  output: 'any',
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [x], out, _params, from, to) => {
    for (let i = from; i < to; i++) out[i] = x![i]!
  },
})
