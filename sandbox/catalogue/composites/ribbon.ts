import { compose, int, out, source } from '../compose'

export const ribbon = compose({
  id: 'ribbon',
  title: 'EMA ribbon',
  summary:
    'Six EMAs from `fast` to `slow`, evenly spaced, read as one: `stack` is 1 when every faster one lies above the next slower, −1 when all lie below, 0 between; `width` is the gap of the outer two in percent.',
  formula: 'lengths = fast … slow in five even steps, rounded',
  family: 'average',
  synonyms: ['ma ribbon', 'guppy', 'gmma', 'stacked averages'],
  inputs: [source],
  params: [int('fast', 'Fast', 8), int('slow', 'Slow', 55)],
  outputs: [out('fast', 'Fastest'), out('slow', 'Slowest'), out('stack', 'Stack'), out('width', 'Width %')],
  build: ({ ema, gt, lt, and, where, sub, div, mul }, { source }, { fast, slow }) => {
    const lines = [0, 1, 2, 3, 4, 5].map(k => ema(source, Math.round(fast + ((slow - fast) * k) / 5)))
    const [first, ...rest] = lines as [(typeof lines)[0], ...typeof lines]
    const last = rest[4]!
    const up = rest.map((line, k) => gt(lines[k]!, line))
    const down = rest.map((line, k) => lt(lines[k]!, line))
    return {
      fast: first,
      slow: last,
      stack: where(and(up[0]!, ...up.slice(1)), 1, where(and(down[0]!, ...down.slice(1)), -1, 0)),
      width: mul(100, div(sub(first, last), last)),
    }
  },
})
