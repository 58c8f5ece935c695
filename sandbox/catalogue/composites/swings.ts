import { compose, int, out } from '../compose'

export const swings = compose({
  id: 'swings',
  title: 'Last swings',
  summary:
    'The last confirmed pivot high and low, steady until the next, their ages in bars since the turn itself, and whether the high is the newer one.',
  formula: 'high = last pivothigh(left, right), highAge = bars since confirmed + right; low likewise',
  family: 'structure',
  synonyms: ['swing high', 'swing low', 'support', 'resistance', 'last pivot', 'age'],
  inputs: [],
  params: [int('left', 'Bars before', 5, 1, 500), int('right', 'Bars after', 5, 1, 500)],
  outputs: [
    out('high', 'Swing high'),
    out('low', 'Swing low'),
    out('highAge', 'Age of the high'),
    out('lowAge', 'Age of the low'),
    out('highLast', 'High is newer', 'bool'),
  ],
  build: ({ op, not, na, add, lt }, _, params) => {
    const last = (id: string) => {
      const pivot = op(id, [], params)
      const found = not(na(pivot))
      return {
        price: op('valuewhen', [found, pivot], { n: 0 }),
        age: add(op('barssince', [found]), params.right),
      }
    }
    const top = last('pivothigh')
    const bottom = last('pivotlow')
    return {
      high: top.price,
      low: bottom.price,
      highAge: top.age,
      lowAge: bottom.age,
      highLast: lt(top.age, bottom.age),
    }
  },
})
