import { compose, int, value } from '../compose'

export const mfi = compose({
  id: 'mfi',
  title: 'Money flow index',
  summary:
    'Share of the money (HLC3 × volume) that moved on rises of HLC3, over the last `length` moves, 0…100. As Pine and TA-Lib; missing when no money moved.',
  formula: '100 · Σ rising flow / (Σ rising flow + Σ falling flow)',
  family: 'momentum',
  synonyms: ['money flow', 'volume rsi'],
  inputs: [],
  params: [int('length', 'Length', 14)],
  outputs: value('MFI'),
  build: ({ hlc3, volume, change, where, gt, lt, sum, mul, div, add }, _, { length }) => {
    const flow = mul(hlc3(), volume())
    const move = change(hlc3())
    const rising = sum(where(gt(move, 0), flow, 0), length)
    const falling = sum(where(lt(move, 0), flow, 0), length)
    return { value: div(mul(100, rising), add(rising, falling)) }
  },
})
