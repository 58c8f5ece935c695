import { compose, num, out } from '../compose'

export const zigzag = compose({
  id: 'zigzag',
  title: 'Zigzag',
  summary:
    'The last confirmed turning point, by percent reversal of highs and lows: an extreme counts once price has turned `deviation` percent away from it, and never moves afterwards. `running` is the extreme of the present leg, which still may; direction 1 up, −1 down.',
  formula: 'turn down at low ≤ extreme·(1 − deviation/100), up at high ≥ extreme·(1 + deviation/100)',
  family: 'structure',
  synonyms: ['zz', 'swing', 'reversal', 'wave'],
  inputs: [],
  params: [num('deviation', 'Deviation %', 5, 0.01, 100)],
  outputs: [out('pivot', 'Last pivot'), out('running', 'Running extreme'), out('direction', 'Direction')],
  build: ({ op, high, low }, _, { deviation }) => {
    const part = (name: string) => op('zigzagpivot', [high(), low()], { deviation, part: name })
    return { pivot: part('pivot'), running: part('running'), direction: part('direction') }
  },
})
