import { compose, int, out } from '../compose'

export const vortex = compose({
  id: 'vortex',
  title: 'Vortex',
  summary:
    'Botes and Siepman: upward and downward movement from bar to bar over the true range; the higher one leads.',
  formula: 'plus = Σ|high − low₋₁|/Σ TR, minus = Σ|low − high₋₁|/Σ TR',
  family: 'trend',
  synonyms: ['vi', 'vtx'],
  inputs: [],
  params: [int('length', 'Length', 14)],
  outputs: [out('plus', 'VI+'), out('minus', 'VI−')],
  build: ({ high, low, ago, sub, abs, sum, tr, div }, _, { length }) => {
    const range = sum(tr(), length)
    return {
      plus: div(sum(abs(sub(high(), ago(low(), 1))), length), range),
      minus: div(sum(abs(sub(low(), ago(high(), 1))), length), range),
    }
  },
})
