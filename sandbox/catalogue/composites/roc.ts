import { compose, int, source, value } from '../compose'

export const roc = compose({
  id: 'roc',
  title: 'Rate of change',
  summary: 'Change over `length` bars in percent. Missing where the old value is zero.',
  formula: '100 · (x − x₋length) / x₋length',
  family: 'momentum',
  synonyms: ['percent change', 'return', 'performance', 'rocp'],
  inputs: [source],
  params: [int('length', 'Length', 9)],
  outputs: value('ROC %'),
  build: ({ change, ago, mul, div }, { source }, { length }) => ({
    value: div(mul(100, change(source, length)), ago(source, length)),
  }),
})
