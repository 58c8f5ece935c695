import { compose, int, value } from '../compose'

export const twiggs = compose({
  id: 'twiggs',
  title: 'Twiggs money flow',
  summary:
    'Chaikin money flow on true ranges, smoothed by Wilder’s average (Twiggs). Bars without true range count 0.',
  formula: 'RMA(volume·(2·close − tl − th)/(th − tl)) / RMA(volume)',
  family: 'volume',
  synonyms: ['tmf', 'money flow'],
  inputs: [],
  params: [int('length', 'Length', 21)],
  outputs: value('TMF'),
  build: (k, _, { length }) => {
    const before = k.ago(k.close(), 1)
    const top = k.max(k.high(), before)
    const bottom = k.min(k.low(), before)
    const range = k.sub(top, bottom)
    const place = k.div(k.sub(k.mul(2, k.close()), k.add(top, bottom)), range)
    const flow = k.mul(k.volume(), k.where(k.eq(range, 0), 0, place))
    return { value: k.div(k.rma(flow, length), k.rma(k.add(k.volume(), k.mul(0, before)), length)) }
  },
})
