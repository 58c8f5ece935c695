import { compose, int, out } from '../compose'

export const wavetrend = compose({
  id: 'wavetrend',
  title: 'WaveTrend',
  summary:
    'LazyBear’s oscillator of HLC3 around its EMA in units of 0.015 average distances; crosses of its two lines beyond ±60 are the usual signal.',
  formula:
    'wt1 = EMA((HLC3 − esa)/(0.015·EMA(|HLC3 − esa|)), average), esa = EMA(HLC3, channel), wt2 = SMA(wt1, 4)',
  family: 'momentum',
  synonyms: ['wt', 'lazybear', 'market cipher'],
  inputs: [],
  params: [int('channel', 'Channel length', 10), int('average', 'Average length', 21)],
  outputs: [out('wt1', 'WT 1'), out('wt2', 'WT 2')],
  build: ({ hlc3, ema, sub, abs, mul, div, sma }, _, { channel, average }) => {
    const distance = sub(hlc3(), ema(hlc3(), channel))
    const wt1 = ema(div(distance, mul(0.015, ema(abs(distance), channel))), average)
    return { wt1, wt2: sma(wt1, 4) }
  },
})
