import { num } from '../compose'
import { nearestNodes } from '../nearestNodes'

export const volumevalleys = nearestNodes({
  id: 'volumevalleys',
  title: 'Low-volume nodes',
  summary:
    'The nearest low-volume nodes of the last `length` bars at or below the close and above it, and their distances in percent: prices where little changed hands. Missing where there is none.',
  formula: 'nearest local minima of the volume profile with at most depth percent of the heaviest row',
  synonyms: ['lvn', 'low volume node', 'volume gap', 'vacuum', 'thin'],
  op: 'volumevalley',
  weight: num('depth', 'At most % of the heaviest', 50, 0, 100, 1),
})
