import { compose, int, out } from '../compose'

export const aroon = compose({
  id: 'aroon',
  title: 'Aroon',
  summary:
    'How recently the highest high and lowest low of the last length + 1 bars came, 0…100; the latest of equals counts. osc is up − down. As TA-Lib.',
  formula: 'up = 100·(length − bars since highest high)/length, down likewise, osc = up − down',
  family: 'trend',
  synonyms: ['chande', 'aroon oscillator'],
  inputs: [],
  params: [int('length', 'Length', 14)],
  outputs: [out('up', 'Up'), out('down', 'Down'), out('osc', 'Oscillator')],
  build: ({ op, high, low, sub, mul }, _, { length }) => {
    const share = (age: ReturnType<typeof high>) => mul(100 / length, sub(length, age))
    const up = share(op('highestage', [high()], { length: length + 1 }))
    const down = share(op('lowestage', [low()], { length: length + 1 }))
    return { up, down, osc: sub(up, down) }
  },
})
