import { compose, out, source } from '../compose'

export const runs = compose({
  id: 'runs',
  title: 'Runs',
  summary: 'How many bars in a row the source has risen, and fallen; an equal value ends both.',
  formula: 'up = max(streak, 0), down = max(−streak, 0)',
  family: 'structure',
  synonyms: ['streak', 'consecutive', 'in a row', 'move sequence', 'higher closes'],
  inputs: [source],
  params: [],
  outputs: [out('up', 'Rises in a row'), out('down', 'Falls in a row')],
  build: ({ op, max, neg }, { source }) => {
    const streak = op('streak', [source])
    return { up: max(streak, 0), down: max(neg(streak), 0) }
  },
})
