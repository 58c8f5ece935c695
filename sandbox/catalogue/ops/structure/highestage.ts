import { int, source } from '../../compose'
import { extremeAge } from '../extremeAge'
import { rolling } from '../rolling'

export const highestage = rolling({
  id: 'highestage',
  title: 'Bars since highest',
  summary:
    'How many bars ago the highest of the last `length` values came; the latest of equals counts. As Pine `ta.highestbars` without its minus sign.',
  formula: 'i − argmax(x) over the last length bars',
  family: 'structure',
  synonyms: ['highestbars', 'bars since high', 'argmax', 'maxindex'],
  inputs: [source],
  params: [int('length', 'Length', 20)],
  value: ([x], first, last) => extremeAge(x!, first, last, 1),
})
