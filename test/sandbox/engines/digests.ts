import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { catalogue, entries } from '@/sandbox/catalogue/index'
import { ProgramBuilder } from '@/sandbox/ir/build'
import { sha256 } from '@/sandbox/ir/sha256'
import { planRun } from '@/sandbox/run/plan'
import { Run } from '@/sandbox/run/run'
import { tapeOf } from '@/sandbox/run/tape'

/** For every entry, its program's digest and a hash over all bits it gives: what any engine has to come to. */
export const digests = (): Record<string, string> => {
  const bars = sampleBars({ bars: 700, seed: 3, tick: 0 })
  const programs = entries.map(entry => {
    const b = new ProgramBuilder(catalogue)
    const inputs = entry.inputs.map((port, at) =>
      port.kind === 'bool'
        ? b.op('gt', [b.source('close'), b.source('open')])
        : b.source(at % 2 === 1 ? 'open' : 'close'),
    )
    for (const [name, series] of Object.entries(b.apply(entry.id, inputs))) b.column(name, series)
    return b.finish({ name: entry.id, timeframe: null })
  })
  const plan = planRun(programs, { timeframe: '1h', catalogue })
  const run = new Run(plan, { tape: tapeOf(bars), collect: true })
  run.advance()
  return Object.fromEntries(
    programs.map((program, at) => {
      const columns = plan.merged.sinks[at]!.map(({ node }) => {
        // a missing value may be any of many NaNs
        const values = run.collected(node).map(x => (Number.isNaN(x) ? Number.NaN : x))
        return sha256(new Uint8Array(values.buffer))
      })
      return [program.name, [program.digest, ...columns].join(' ')]
    }),
  )
}
