import { compose, int, out } from '../compose'

export const pvo = compose({
  id: 'pvo',
  title: 'Percentage volume oscillator',
  summary: 'PPO of volume: a fast against a slow EMA of it, in percent. Missing while the slow one is zero.',
  formula: 'PPO(volume, fast, slow, signal)',
  family: 'volume',
  synonyms: ['volume oscillator', 'volume macd'],
  inputs: [],
  params: [int('fast', 'Fast', 12), int('slow', 'Slow', 26), int('signal', 'Signal', 9)],
  outputs: [out('pvo', 'PVO'), out('signal', 'Signal'), out('histogram', 'Histogram')],
  build: ({ part, volume }, _, params) => {
    const line = (output: string) => part('ppo', output, [volume()], params)
    return { pvo: line('ppo'), signal: line('signal'), histogram: line('histogram') }
  },
})
