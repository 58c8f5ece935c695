import { describe, expect, test } from 'vitest'
import { catalogue } from '@/sandbox/catalogue'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { compileDocument } from '@/sandbox/compile/compile'
import { SIGNAL_OUTPUTS } from '@/sandbox/ir/program'
import { timeframeMs } from '@/sandbox/ir/timeframe'
import { planRun } from '@/sandbox/run/plan'
import { Run } from '@/sandbox/run/run'
import { tapeOf } from '@/sandbox/run/tape'
import { templates } from '@/sandbox/templates'
import { nodeFence } from '@/server/guests/nodeFence'

const BARS = 6000
const fence = await nodeFence()

describe('the gallery', () => {
  test('has at least 20 templates, sorted, each id once', () => {
    const ids = templates.map(template => template.id)
    expect(ids.length).toBeGreaterThanOrEqual(20)
    expect(ids).toEqual([...new Set(ids)].sort())
  })

  test('says what each is for', () => {
    expect(
      templates.filter(({ title, summary, tags }) => !title || !/\.$/.test(summary) || tags.length === 0),
    ).toEqual([])
  })
})

describe.each(templates.filter(({ kind }) => kind !== 'script'))('$title', ({ kind, source, title }) => {
  const compile = () => compileDocument(fence, { kind, document: source })

  test('compiles to the same program twice', () => {
    const [first, second] = [compile(), compile()]
    expect(first.ok ? [] : first.problems).toEqual([])
    expect(first.ok && second.ok && first.program.digest === second.program.digest).toBe(true)
    expect(first.ok && first.program.name).toBe(title)
  })

  test('fires now and then, not always, and every column has values', () => {
    const compiled = compile()
    if (!compiled.ok) throw new Error('does not compile')
    const timeframe = compiled.program.timeframe ?? '1h'
    const bars = (seed: number) => sampleBars({ bars: BARS, seed, stepMs: timeframeMs[timeframe] })
    const plan = planRun([compiled.program], { timeframe, catalogue })
    const other = tapeOf(bars(9))
    const run = new Run(plan, {
      tape: tapeOf(bars(5)),
      collect: true,
      tapes: clock => (clock.instrument ? other : null),
    })
    run.advance()
    const sinks = plan.merged.sinks[0]!
    const entries = sinks.filter(({ name }) => name === 'filter' || name === 'long' || name === 'short')
    expect(entries.length).toBeGreaterThan(0)
    for (const { node, name } of sinks) {
      const values = run.collected(node)
      if ((SIGNAL_OUTPUTS as readonly string[]).includes(name)) {
        const fired = values.reduce((count, value) => count + (value === 1 ? 1 : 0), 0)
        expect(fired, name).toBeGreaterThan(0)
        expect(fired, name).toBeLessThan(BARS * 0.6)
      } else
        expect(
          values.some(value => !Number.isNaN(value)),
          name,
        ).toBe(true)
    }
  })
})
