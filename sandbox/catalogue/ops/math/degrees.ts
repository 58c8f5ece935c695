import { series } from '../../compose'
import { operator } from '../../define'
import { atan } from '../elementary'

/** atan has no composition; the angle of a slope is what charts ask for. */
export const degrees = operator({
  id: 'degrees',
  title: 'Angle of a slope',
  summary: 'Arc tangent in degrees, −90…90.',
  formula: 'atan(x) · 180/π',
  family: 'math',
  synonyms: ['atan', 'arctangent', 'angle'],
  inputs: [series('slope', 'Slope')],
  params: [],
  output: 'number',
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [x], out, _params, from, to) => {
    for (let i = from; i < to; i++) out[i] = (atan(x![i]!) * 180) / Math.PI
  },
})
