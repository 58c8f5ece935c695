import { compose, num, out, source } from '../compose'

export const mama = compose({
  id: 'mama',
  title: 'MESA adaptive average',
  summary:
    'Ehlers’ MAMA, an average that follows the phase of the dominant cycle, and FAMA, which follows it at half the speed; their cross is the signal. As TA-Lib MAMA once settled.',
  formula: 'rate = clip(fast / Δphase, slow, fast); mama += rate·(x − mama), fama += ½·rate·(mama − fama)',
  family: 'average',
  synonyms: ['mesa', 'fama', 'ehlers', 'adaptive'],
  inputs: [source],
  params: [
    num('fast', 'Fast limit', 0.5, 0.01, 0.99, 0.05),
    num('slow', 'Slow limit', 0.05, 0.01, 0.99, 0.01),
  ],
  outputs: [out('mama', 'MAMA'), out('fama', 'FAMA')],
  build: ({ op }, { source }, params) => ({
    mama: op('hilbert', [source], { ...params, part: 'mama' }),
    fama: op('hilbert', [source], { ...params, part: 'fama' }),
  }),
})
