import { int, source } from '../../compose'
import { extremeAge } from '../extremeAge'
import { rolling } from '../rolling'

export const lowestage = rolling({
  id: 'lowestage',
  title: 'Bars since lowest',
  summary:
    'How many bars ago the lowest of the last `length` values came; the latest of equals counts. As Pine `ta.lowestbars` without its minus sign.',
  formula: 'i − argmin(x) over the last length bars',
  family: 'structure',
  synonyms: ['lowestbars', 'bars since low', 'argmin', 'minindex'],
  inputs: [source],
  params: [int('length', 'Length', 20)],
  value: ([x], first, last) => extremeAge(x!, first, last, -1),
})
