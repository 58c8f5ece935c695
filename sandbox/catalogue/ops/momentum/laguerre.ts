import { num, source } from '../../compose'
import { operator } from '../../define'
import { log } from '../elementary'

/** Ehlers' four-stage filter. State: 0–3 the stages, 4 whether it runs. */
export const laguerre = operator({
  id: 'laguerre',
  title: 'Laguerre RSI',
  summary:
    'Ehlers’ RSI over the four stages of a Laguerre filter, 0…100. All stages start at the first value; missing while the stages are equal.',
  formula:
    'L₀ = (1 − γ)·x + γ·L₀₋₁, Lₖ = −γ·Lₖ₋₁ + Lₖ₋₁,₋₁ + γ·Lₖ,₋₁; 100 · ups / (ups + downs) between the stages',
  family: 'momentum',
  synonyms: ['ehlers', 'lrsi'],
  inputs: [source],
  params: [num('gamma', 'Gamma', 0.7, 0, 0.99, 0.05)],
  output: 'number',
  sparse: true,
  memory: ({ gamma }) => ({
    kind: 'fading',
    first: 1,
    // four poles at gamma: the polynomial in front of γⁿ costs a few time constants more
    settled: 8 + Math.ceil((gamma as number) < 0.01 ? 4 : 30 / -log(gamma as number)),
  }),
  stateSize: () => 5,
  advance: (state, [x], out, params, from, to) => {
    const gamma = params.gamma!
    for (let i = from; i < to; i++) {
      const value = x![i]!
      if (Number.isNaN(value)) {
        out[i] = NaN
        continue
      }
      if (state[4] === 0) {
        state.fill(value, 0, 4)
        state[4] = 1
      }
      const [a, b, c, d] = state as unknown as [number, number, number, number]
      const l0 = (1 - gamma) * value + gamma * a
      const l1 = -gamma * l0 + a + gamma * b
      const l2 = -gamma * l1 + b + gamma * c
      const l3 = -gamma * l2 + c + gamma * d
      state[0] = l0
      state[1] = l1
      state[2] = l2
      state[3] = l3
      const up = Math.max(l0 - l1, 0) + Math.max(l1 - l2, 0) + Math.max(l2 - l3, 0)
      const down = Math.max(l1 - l0, 0) + Math.max(l2 - l1, 0) + Math.max(l3 - l2, 0)
      out[i] = up + down > 0 ? (100 * up) / (up + down) : NaN
    }
  },
})
