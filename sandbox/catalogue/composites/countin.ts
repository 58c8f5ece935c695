import { compose, condition, int, value } from '../compose'

export const countin = compose({
  id: 'countin',
  title: 'Count in window',
  summary:
    'On how many of the last `length` bars the condition was true, this one included; a missing bar is skipped.',
  formula: 'Σ (cond ? 1 : 0) over length',
  family: 'time',
  synonyms: ['count', 'how many', 'frequency', 'times'],
  inputs: [condition('cond', 'Condition')],
  params: [int('length', 'Bars', 10)],
  outputs: value('Count'),
  build: ({ sum }, { cond }, { length }) => ({ value: sum(cond, length) }),
})
