import { compose, int, value } from '../compose'

export const timeofdayvolume = compose({
  id: 'timeofdayvolume',
  title: 'Relative volume at time of day',
  summary:
    'Volume over its average at the same time of the last `days` days; `bars` is the number of bars in a day (288 for 5-minute bars round the clock). Counts bars, so gaps in the data shift it.',
  formula: 'volume / mean(volume₋bars, volume₋2·bars, … days times)',
  family: 'volume',
  synonyms: ['rvol', 'time of day', 'intraday volume'],
  inputs: [],
  params: [int('bars', 'Bars a day', 24, 1, 2016), int('days', 'Days', 10, 1, 100)],
  outputs: value('Relative volume'),
  build: ({ op, volume, div }, _, { bars, days }) => ({
    value: div(volume(), op('sametimeaverage', [volume()], { period: bars, count: days })),
  }),
})
