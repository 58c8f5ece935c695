import { series } from '../../compose'
import { type Operator, operator } from '../../define'

type Told = Pick<Operator, 'id' | 'title' | 'summary' | 'formula' | 'synonyms' | 'advance'>

/** What two numbers are to each other on a bar; missing while either is. */
export const comparison = (told: Told & Pick<Operator, 'call'> & { readonly commutative?: true }): Operator =>
  operator({
    family: 'logic',
    inputs: [series('a', 'First'), series('b', 'Second')],
    params: [],
    output: 'bool',
    exact: true,
    memory: () => ({ kind: 'window', bars: 1 }),
    stateSize: () => 0,
    ...told,
  })

/** What two numbers become to each other from one bar to the next; missing while any of the four is. */
export const crossing = (told: Told & { readonly commutative?: true }): Operator =>
  operator({
    family: 'logic',
    inputs: [series('a', 'First'), series('b', 'Second')],
    params: [],
    output: 'bool',
    memory: () => ({ kind: 'window', bars: 2 }),
    stateSize: () => 0,
    reach: () => 1,
    ...told,
  })
