import { compose, int, out } from '../compose'

export const stoch = compose({
  id: 'stoch',
  title: 'Stochastic',
  summary:
    'Lane’s %K and %D: where the close lies in the range of the last `length` bars, smoothed by `smoothK` (1 gives the fast one) and again by `smoothD`, both simple averages as Pine and TA-Lib STOCH. A window without range is missing.',
  formula: 'k = SMA(100·(close − lowest)/(highest − lowest), smoothK), d = SMA(k, smoothD)',
  family: 'momentum',
  synonyms: ['stochastic', 'lane', 'slow', 'fast', '%k', '%d', 'kd'],
  inputs: [],
  params: [int('length', 'Length', 14), int('smoothK', 'Smooth %K', 3), int('smoothD', 'Smooth %D', 3)],
  outputs: [out('k', '%K'), out('d', '%D')],
  build: (kit, _, { length, smoothK, smoothD }) => {
    const low = kit.lowest(kit.low(), length)
    const range = kit.sub(kit.highest(kit.high(), length), low)
    const raw = kit.div(kit.mul(100, kit.sub(kit.close(), low)), range)
    const k = kit.sma(raw, smoothK)
    return { k, d: kit.sma(k, smoothD) }
  },
})
