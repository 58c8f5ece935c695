import { num } from '../compose'
import { nearestNodes } from '../nearestNodes'

export const volumenodes = nearestNodes({
  id: 'volumenodes',
  title: 'High-volume nodes',
  summary:
    'The nearest high-volume nodes of the last `length` bars at or below the close and above it, and their distances in percent; missing where there is none.',
  formula:
    'nearest rows of the volume profile no lighter than their neighbours and at least strength percent of the heaviest',
  synonyms: ['hvn', 'high volume node', 'support', 'resistance'],
  op: 'volumenode',
  weight: num('strength', 'Strength %', 70, 1, 100, 1),
})
