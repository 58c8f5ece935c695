import { compose, int, source, value } from '../compose'

export const connorsrsi = compose({
  id: 'connorsrsi',
  title: 'Connors RSI',
  summary:
    'Mean of a short RSI, the RSI of the streak of rises and falls, and the percent rank of the last change among `rank` before it. Rank counts changes below the last one (Connors), not ties.',
  formula: '(RSI(x, length) + RSI(streak, streakLength) + rank of ROC(1)) / 3',
  family: 'momentum',
  synonyms: ['crsi', 'connors', 'streak'],
  inputs: [source],
  params: [
    int('length', 'RSI length', 3),
    int('streakLength', 'Streak RSI', 2),
    int('rank', 'Rank length', 100),
  ],
  outputs: value('Connors RSI'),
  build: ({ op, add, div, sub, neg }, { source }, { length, streakLength, rank }) => {
    const roc = op('roc', [source], { length: 1 })
    // values at or above, turned over, leaves those below
    const place = sub(100, op('percentrank', [neg(roc)], { length: rank }))
    return {
      value: div(
        add(
          op('rsi', [source], { length }),
          op('rsi', [op('streak', [source])], { length: streakLength }),
          place,
        ),
        3,
      ),
    }
  },
})
