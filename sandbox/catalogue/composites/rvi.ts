import { compose, int, out } from '../compose'

export const rvi = compose({
  id: 'rvi',
  title: 'Relative vigor index',
  summary:
    'Ehlers: bodies against ranges, both weighted 1 2 2 1 and summed; signal is the same weighting of the line. Missing when there is no range.',
  formula: 'Σ SWMA(close − open) / Σ SWMA(high − low), signal = SWMA(rvi)',
  family: 'momentum',
  synonyms: ['vigor', 'rvgi', 'ehlers'],
  inputs: [],
  params: [int('length', 'Length', 10)],
  outputs: [out('rvi', 'RVI'), out('signal', 'Signal')],
  build: ({ op, sum, sub, div, open, high, low, close }, _, { length }) => {
    const rvi = div(
      sum(op('swma', [sub(close(), open())]), length),
      sum(op('swma', [sub(high(), low())]), length),
    )
    return { rvi, signal: op('swma', [rvi]) }
  },
})
