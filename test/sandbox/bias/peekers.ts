import { catalogue as real } from '@/sandbox/catalogue'
import { type CatalogueEntry, type Kernel, type Memory, operator } from '@/sandbox/catalogue/define'
import { ProgramBuilder } from '@/sandbox/ir/build'
import type { Catalogue } from '@/sandbox/ir/catalogue'
import type { Program } from '@/sandbox/ir/program'

const WINDOW: Memory = { kind: 'window', bars: 1 }

const operatorOf = (id: string, memory: Memory, stateSize: number, advance: Kernel): CatalogueEntry =>
  operator({
    id,
    title: `Test ${id}`,
    summary: 'Breaks a promise of operators.',
    formula: '?',
    family: 'math',
    inputs: [{ name: 'source', title: 'Source', kind: 'number' }],
    params: [],
    output: 'number',
    memory: () => memory,
    stateSize: () => stateSize,
    advance,
  })

/** Operators that break a promise, each in its own way. */
const BROKEN = [
  // shift(−1): tomorrow's value
  operatorOf('tomorrow', WINDOW, 0, (_, [source], out, __, from, to) => {
    for (let row = from; row < to; row++) out[row] = source![row + 1] ?? NaN
  }),
  // normalising by a mean over everything
  operatorOf('wholemean', WINDOW, 0, (_, [source], out, __, from, to) => {
    let sum = 0
    for (let row = from; row < to; row++) sum += source![row]!
    for (let row = from; row < to; row++) out[row] = source![row]! / (sum / (to - from))
  }),
  // the high of a slower bar before it has closed
  operatorOf('formingslow', WINDOW, 1, (state, [source], out, _, from, to) => {
    for (let row = from; row < to; row++) {
      const left = 4 - (state[0]!++ % 4)
      let high = -Infinity
      for (let ahead = row; ahead < Math.min(to, row + left); ahead++) high = Math.max(high, source![ahead]!)
      out[row] = high
    }
  }),
  // says that it forgets after 5 bars, and sums without end
  operatorOf('forgetful', { kind: 'window', bars: 5 }, 1, (state, [source], out, _, from, to) => {
    for (let row = from; row < to; row++) {
      state[0]! += source![row]! / 1e3
      out[row] = state[0]!
    }
  }),
  // says that it fades within 20 bars, and takes some hundreds
  operatorOf(
    'lingering',
    { kind: 'fading', first: 1, settled: 20 },
    2,
    (state, [source], out, _, from, to) => {
      for (let row = from; row < to; row++) {
        state[0] = state[1] === 0 ? source![row]! : state[0]! + (source![row]! - state[0]!) / 100
        state[1] = 1
        out[row] = state[0]!
      }
    },
  ),
]

export const catalogue: Catalogue = {
  entry: id => BROKEN.find(broken => broken.id === id) ?? real.entry(id),
  entries: [...real.entries, ...BROKEN],
}

/** Buys when the close is above an average of what one operator makes of it; that operator is line 3 of the code. */
export function programWith(op: string): Program {
  const build = new ProgramBuilder(catalogue)
  const close = build.source('close')
  const made = build.from({ kind: 'code', line: 3, column: 7, name: 'made' }, () => build.op(op, [close]))
  build.name(made, 'made')
  const average = build.op('sma', [made], { length: 5 })
  build.output('long', build.op('gt', [average, close]))
  build.column('average', average)
  return build.finish({ name: op, timeframe: '1h' })
}
