import { int, source } from '../../compose'
import { fit } from '../fit'
import { rolling } from '../rolling'

/** Least squares over the window, with time counted 0…length−1 from its first bar. */
export const linreg = rolling({
  id: 'linreg',
  title: 'Linear regression (LSMA)',
  summary:
    'End point of the least-squares line through the last `length` values; `offset` slides that many bars back along the line. As Pine `ta.linreg` and TA-Lib LINEARREG.',
  formula: 'intercept + slope · (length − 1 − offset), fitted by least squares over the last length values',
  family: 'average',
  synonyms: ['lsma', 'least squares', 'epma', 'regression', 'endpoint'],
  inputs: [source],
  params: [int('length', 'Length', 25, 2), int('offset', 'Offset', 0, -500, 500)],
  value: ([x], first, last, { length, offset }) => {
    const { slope, mean } = fit(x!, first, last)
    return mean + slope * ((length! - 1) / 2 - offset!)
  },
})
