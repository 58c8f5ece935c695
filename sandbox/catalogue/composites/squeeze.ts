import { compose, int, num, out } from '../compose'

export const squeeze = compose({
  id: 'squeeze',
  title: 'Squeeze',
  summary:
    'Bollinger bands inside Keltner channels (LazyBear’s form of Carter’s squeeze): `on` while they are, `fired` on the bar they come out, `momentum` the regression of price from the middle of its range. Keltner uses a simple average of true range here.',
  formula: 'on = BB inside KC; momentum = LINREG(close − ((highest + lowest)/2 + SMA)/2, length)',
  family: 'momentum',
  synonyms: ['ttm', 'bb in kc', 'carter', 'lazybear', 'squeeze momentum'],
  inputs: [],
  params: [
    int('length', 'Length', 20, 2),
    num('bbMult', 'Bollinger deviations', 2, 0.1, 20),
    num('kcMult', 'Keltner multiple', 1.5, 0.1, 20),
  ],
  outputs: [out('on', 'Squeeze on', 'bool'), out('fired', 'Released', 'bool'), out('momentum', 'Momentum')],
  build: (k, _, { length, bbMult, kcMult }) => {
    const close = k.close()
    const middle = k.sma(close, length)
    const on = k.lt(k.mul(bbMult, k.stdev(close, length)), k.mul(kcMult, k.sma(k.tr(), length)))
    const centre = k.div(k.add(k.highest(k.high(), length), k.lowest(k.low(), length)), 2)
    const drift = k.sub(close, k.div(k.add(centre, middle), 2))
    return {
      on,
      fired: k.and(k.not(on), k.ago(on, 1)),
      momentum: k.op('linreg', [drift], { length, offset: 0 }),
    }
  },
})
