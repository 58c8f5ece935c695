import { compose, value } from '../compose'

export const williamsad = compose({
  id: 'williamsad',
  title: 'Williams accumulation/distribution',
  summary:
    'Running total of how far the close is from the true low on rises and from the true high on falls. Compare slopes, not values.',
  formula: 'Σ (close − min(low, close₋₁)) on rises, (close − max(high, close₋₁)) on falls',
  family: 'volume',
  synonyms: ['wad', 'williams'],
  inputs: [],
  params: [],
  outputs: value('Williams A/D'),
  build: ({ close, high, low, ago, change, where, gt, lt, sub, min, max, cum }) => {
    const before = ago(close(), 1)
    const move = change(close())
    const up = sub(close(), min(low(), before))
    const down = sub(close(), max(high(), before))
    return { value: cum(where(gt(move, 0), up, where(lt(move, 0), down, 0))) }
  },
})
