import { compose, int, out } from '../compose'

export const adx = compose({
  id: 'adx',
  title: 'ADX / DMI',
  summary:
    'Wilder’s directional movement: strength of the trend (adx) and of either side. Movement and true range from the second bar on, all smoothed by Wilder’s average with simple-average seeds; TA-Lib seeds differently and agrees once settled. A bar with no range at all on both sides is missing.',
  formula: '±DI = 100·RMA(±DM)/RMA(TR), adx = RMA(100·|+DI − −DI|/(+DI + −DI))',
  family: 'trend',
  synonyms: ['dmi', 'directional movement', 'plus di', 'minus di', 'trend strength'],
  inputs: [],
  params: [int('length', 'Length', 14)],
  outputs: [out('adx', 'ADX'), out('plusDI', '+DI'), out('minusDI', '−DI')],
  build: (k, _, { length }) => {
    const up = k.change(k.high())
    const down = k.neg(k.change(k.low()))
    const plus = k.where(k.and(k.gt(up, down), k.gt(up, 0)), up, 0)
    const minus = k.where(k.and(k.gt(down, up), k.gt(down, 0)), down, 0)
    const range = k.rma(k.tr(), length)
    const plusDI = k.div(k.mul(100, k.rma(plus, length)), range)
    const minusDI = k.div(k.mul(100, k.rma(minus, length)), range)
    const dx = k.div(k.mul(100, k.abs(k.sub(plusDI, minusDI))), k.add(plusDI, minusDI))
    return { adx: k.rma(dx, length), plusDI, minusDI }
  },
})
