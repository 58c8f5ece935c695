import { series } from '../../compose'
import { type Operator, operator } from '../../define'

type Told = Pick<Operator, 'id' | 'title' | 'summary' | 'formula' | 'synonyms' | 'call' | 'advance'>

/** A number of two others of the same bar, whichever comes first; missing while either is. */
export const ofTwo = (told: Told): Operator =>
  operator({
    family: 'math',
    inputs: [series('a', 'First'), series('b', 'Second')],
    params: [],
    output: 'number',
    exact: true,
    commutative: true,
    memory: () => ({ kind: 'window', bars: 1 }),
    stateSize: () => 0,
    ...told,
  })
