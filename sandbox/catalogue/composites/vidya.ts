import { compose, int, source, value } from '../compose'

export const vidya = compose({
  id: 'vidya',
  title: 'VIDYA',
  summary:
    'Chande’s variable index dynamic average: an EMA slowed by |CMO|/100, both over the given lengths (the later, CMO form, as TradingView). Starts from the source one bar before its first value.',
  formula: 'y += 2/(length + 1) · |CMO(momentum)|/100 · (x − y)',
  family: 'average',
  synonyms: ['variable index', 'chande', 'vma'],
  inputs: [source],
  params: [int('length', 'Length', 14), int('momentum', 'CMO length', 9)],
  outputs: value('VIDYA'),
  build: ({ op, abs, mul, sum, change, eq, where }, { source }, { length, momentum }) => {
    // nothing moved: no step, rather than a missing one
    const path = sum(abs(change(source)), momentum)
    const strength = where(eq(path, 0), 0, abs(op('cmo', [source], { length: momentum })))
    return { value: op('adaptive', [source, mul(strength, 2 / (length + 1) / 100)], { floor: 0 }) }
  },
})
