import { compose, int, source, value } from '../compose'

export const kama = compose({
  id: 'kama',
  title: 'Kaufman adaptive moving average',
  summary:
    'EMA whose speed follows the efficiency ratio, between a fast and a slow length. Starts from the source one bar before its first value, as TA-Lib KAMA. Holds still where nothing moves.',
  formula: 'y += (er·(2/(fast+1) − 2/(slow+1)) + 2/(slow+1))² · (x − y), er over length',
  family: 'average',
  synonyms: ['kaufman', 'adaptive'],
  inputs: [source],
  params: [int('length', 'Length', 10), int('fast', 'Fast', 2), int('slow', 'Slow', 30)],
  outputs: value('KAMA'),
  build: ({ op, abs, change, sum, div, where, eq, add, mul }, { source }, { length, fast, slow }) => {
    const quick = 2 / (fast + 1)
    const calm = 2 / (slow + 1)
    const path = sum(abs(change(source)), length)
    const ratio = where(eq(path, 0), 0, div(abs(change(source, length)), path))
    const root = add(mul(ratio, quick - calm), calm)
    const slowest = Math.min(quick, calm)
    const floor = slowest * slowest
    return { value: op('adaptive', [source, mul(root, root)], { floor }) }
  },
})
