import { compose, int, num, out, source } from '../compose'

export const movesequences = compose({
  id: 'movesequences',
  title: 'Move sequences',
  summary:
    'Runs of consecutive rises and falls among the last `length` values: how often one of at least `minBars` steps and `minPercent` happened, their average and greatest strength in percent and the longest; and the run under way, in steps and in percent, negative when falling, 0 on an equal value. A run that began before the window counts with what lies inside it.',
  formula: 'runs of sign(x − x₋₁); strength = 100·|x_end/x_start − 1|',
  family: 'structure',
  synonyms: ['streak', 'runs', 'consecutive moves', 'pushes', 'impulses', 'sequence of moves', 'in a row'],
  inputs: [source],
  params: [
    int('length', 'Length', 100, 2, 2000),
    int('minBars', 'At least steps', 3, 1, 500),
    num('minPercent', 'At least %', 0, 0, 1000),
  ],
  outputs: [
    out('run', 'Run under way'),
    out('strength', 'Its strength %'),
    out('upCount', 'Runs up'),
    out('upAverage', 'Average strength up %'),
    out('upStrongest', 'Strongest up %'),
    out('upLongest', 'Longest up'),
    out('downCount', 'Runs down'),
    out('downAverage', 'Average strength down %'),
    out('downStrongest', 'Strongest down %'),
    out('downLongest', 'Longest down'),
  ],
  build: ({ op }, { source }, params) => {
    const figure = (direction: string, part: string) =>
      op('runstat', [source], { ...params, direction, part })
    const now = (part: string) =>
      op('runstat', [source], { length: params.length, direction: 'either', part, minBars: 1, minPercent: 0 })
    return {
      run: now('current'),
      strength: now('currentStrength'),
      upCount: figure('up', 'count'),
      upAverage: figure('up', 'averageStrength'),
      upStrongest: figure('up', 'strongest'),
      upLongest: figure('up', 'longest'),
      downCount: figure('down', 'count'),
      downAverage: figure('down', 'averageStrength'),
      downStrongest: figure('down', 'strongest'),
      downLongest: figure('down', 'longest'),
    }
  },
})
