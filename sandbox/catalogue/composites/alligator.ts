import { compose, int, out } from '../compose'

export const alligator = compose({
  id: 'alligator',
  title: 'Alligator',
  summary:
    'Williams’ three Wilder averages of HL2, each as it stands drawn at this bar: known 8, 5 and 3 bars ago.',
  formula: 'jaw = RMA(HL2, 13)₋₈, teeth = RMA(HL2, 8)₋₅, lips = RMA(HL2, 5)₋₃',
  family: 'trend',
  synonyms: ['williams', 'jaw', 'teeth', 'lips', 'gator'],
  inputs: [],
  params: [int('jaw', 'Jaw', 13), int('teeth', 'Teeth', 8), int('lips', 'Lips', 5)],
  outputs: [
    out('jaw', 'Jaw'),
    out('teeth', 'Teeth'),
    out('lips', 'Lips'),
    out('spread', 'Mouth (|jaw − teeth| + |teeth − lips|)'),
  ],
  build: ({ hl2, rma, ago, abs, sub, add }, _, p) => {
    const jaw = ago(rma(hl2(), p.jaw), 8)
    const teeth = ago(rma(hl2(), p.teeth), 5)
    const lips = ago(rma(hl2(), p.lips), 3)
    return { jaw, teeth, lips, spread: add(abs(sub(jaw, teeth)), abs(sub(teeth, lips))) }
  },
})
