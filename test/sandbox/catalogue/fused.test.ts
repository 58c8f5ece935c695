import { describe, expect, test } from 'vitest'
import type { Build, ParamValues, Series } from '@/sandbox/catalogue/define'
import { catalogue } from '@/sandbox/catalogue/index'
import { type Kit, kit } from '@/sandbox/catalogue/kit'
import { ProgramBuilder } from '@/sandbox/ir/build'
import { memoryOf } from '@/sandbox/run/memory'
import { planRun } from '@/sandbox/run/plan'
import { Run } from '@/sandbox/run/run'
import { tapeOf } from '@/sandbox/run/tape'
import { nastyBars } from './contract/bars'

/** Entries that have one kernel for speed, and the nodes they stand for. */
const FUSED: readonly { id: string; params: ParamValues; parts: (k: Kit, b: Build) => Series }[] = [
  ...[1, 2, 14].flatMap(length => [
    {
      id: 'rsi',
      params: { length },
      parts: ({ change, rma, max, neg, mul, div, add, close }: Kit) => {
        const move = change(close())
        const gain = rma(max(move, 0), length)
        return div(mul(100, gain), add(gain, rma(max(neg(move), 0), length)))
      },
    },
    { id: 'atr', params: { length }, parts: ({ rma, tr }: Kit) => rma(tr(), length) },
  ]),
]

describe.each(FUSED)('$id $params', ({ id, params, parts }) => {
  const b = new ProgramBuilder(catalogue)
  b.column('kernel', b.op(id, [], params))
  b.column('parts', parts(kit(b), b))
  const program = b.finish({ name: id, timeframe: null })
  const plan = planRun([program], { timeframe: '1h', catalogue })

  test.each(Object.entries(nastyBars(400, 3)))('is to the bit what its parts give on %s', (_name, bars) => {
    const run = new Run(plan, { tape: tapeOf(bars), collect: true })
    run.advance()
    const [kernel, composed] = plan.merged.sinks[0]!.map(({ node }) => run.collected(node))
    expect(kernel).toEqual(composed)
  })

  test('needs the memory its parts need', () => {
    const { nodes } = memoryOf(program, '1h', catalogue)
    const [kernel, composed] = program.columns.map(({ node }) => nodes[node]!)
    expect(kernel).toEqual(composed)
  })
})
