import { compose, int, num, out } from '../compose'

export const volumeprofile = compose({
  id: 'volumeprofile',
  title: 'Volume profile',
  summary:
    'Point of control, value area and total volume of the last `length` closed bars: each bar spreads its volume evenly over its range. An estimate from bars, not from trades. Missing without volume or range.',
  formula: 'volume by price in equal rows; the value area grows from the heaviest row to valueArea percent',
  family: 'volume',
  synonyms: ['poc', 'vah', 'val', 'vpvr', 'market profile', 'value area'],
  inputs: [],
  params: [
    int('length', 'Length', 100, 2, 2000),
    int('rows', 'Rows', 24, 2, 500),
    num('valueArea', 'Value area %', 70, 1, 100, 1),
  ],
  outputs: [
    out('poc', 'Point of control'),
    out('vah', 'Value area high'),
    out('val', 'Value area low'),
    out('total', 'Total volume'),
  ],
  build: ({ op, high, low, volume, sum }, _, params) => {
    const level = (part: string) => op('profilelevel', [high(), low(), volume()], { ...params, part })
    return { poc: level('poc'), vah: level('vah'), val: level('val'), total: sum(volume(), params.length) }
  },
})
