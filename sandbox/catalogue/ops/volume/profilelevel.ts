import { choice, int, num, series } from '../../compose'
import { rolling } from '../rolling'
import { LEVELS, levelOf, volumeProfile } from './profile'

/** One level of a volume profile over the window; each bar spreads its volume evenly over the rows it spans. */
export const profilelevel = rolling({
  id: 'profilelevel',
  title: 'Volume profile level',
  summary:
    'Point of control, value area high or value area low of the volume profile over the last `length` bars. A bar’s volume is spread evenly from its low to its high; the value area grows from the point of control, heavier neighbour first, until it holds `valueArea` percent. Missing without volume or range.',
  formula: 'rows = (highest − lowest) / rows wide; POC = middle of the heaviest row',
  family: 'volume',
  synonyms: ['poc', 'vah', 'val', 'vpvr', 'vpfr', 'market profile', 'value area'],
  inputs: [series('high', 'High', 'high'), series('low', 'Low', 'low'), series('volume', 'Volume', 'volume')],
  params: [
    int('length', 'Length', 100, 2, 2000),
    int('rows', 'Rows', 24, 2, 500),
    num('valueArea', 'Value area %', 70, 1, 100, 1),
    choice('part', 'Level', LEVELS),
  ],
  call: 'ta.profilelevel(length, rows, valueArea, part)',
  value: ([high, low, volume], first, last, { rows, valueArea, part }) => {
    const profile = volumeProfile(high!, low!, volume!, first, last, rows!)
    return profile ? levelOf(profile, valueArea!, part!) : NaN
  },
})
