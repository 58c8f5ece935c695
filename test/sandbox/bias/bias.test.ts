import { describe, expect, it } from 'vitest'
import { checkBias } from '@/sandbox/bias/bias'
import { type Evaluate, evaluateOver } from '@/sandbox/bias/evaluate'
import { checkPrefixes } from '@/sandbox/bias/prefix'
import { checkStarts } from '@/sandbox/bias/start'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { compileDocument } from '@/sandbox/compile/compile'
import { runScript } from '@/sandbox/host/script/script'
import { ProgramBuilder } from '@/sandbox/ir/build'
import type { Program } from '@/sandbox/ir/program'
import { timeframeMs } from '@/sandbox/ir/timeframe'
import { tapeOf } from '@/sandbox/run/tape'
import { templates } from '@/sandbox/templates'
import { nodeFence } from '@/server/guests/nodeFence'
import { catalogue, programWith } from './peekers'

const BARS = 1_500
const HISTORY = sampleBars({ bars: BARS, seed: 5 })
const fence = await nodeFence()

/** Sample bars of the program's own timeframe; another symbol's are other sample bars. */
function evaluate(program: Program, bars = BARS): Evaluate {
  const timeframe = program.timeframe ?? '1h'
  const sample = (seed: number, of = timeframe) =>
    sampleBars({
      bars: Math.ceil((bars * timeframeMs[timeframe]) / timeframeMs[of]),
      seed,
      stepMs: timeframeMs[of],
    })
  return evaluateOver({
    bars: sample(5),
    timeframe,
    catalogue,
    tapes: clock => (clock.instrument ? tapeOf(sample(9, clock.timeframe ?? timeframe)) : null),
    answer: async ({ code, columns }) => {
      const length = columns[0]?.length ?? 0
      const segments = [{ symbol: 'AAA', from: 0, to: length, state: null }]
      const ran = runScript(fence, code, { columns, segments })
      if (!ran.ok) throw new Error(ran.error.message)
      return ran.value.outputs
    },
  })
}

const prefixes = (program: Program) =>
  checkPrefixes({ program, catalogue, bars: BARS, evaluate: evaluate(program) })
const starts = (program: Program, bars = BARS) =>
  checkStarts({
    program,
    catalogue,
    bars,
    timeframe: program.timeframe ?? '1h',
    evaluate: evaluate(program, bars),
  })

describe('who looks ahead is caught, and the guilty operator named', () => {
  for (const op of ['tomorrow', 'wholemean', 'formingslow'])
    it(`${op}`, async () => {
      const verdict = await prefixes(programWith(op))
      expect(verdict).toMatchObject({
        kind: 'peeks',
        culprit: {
          op,
          title: `Test ${op}`,
          names: ['made'],
          origins: [{ kind: 'code', line: 3, column: 7, name: 'made' }],
          through: null,
        },
      })
    })

  it('a value of tomorrow is missing where tomorrow is cut off', async () => {
    const program = programWith('tomorrow')
    const verdict = await checkPrefixes({
      program,
      catalogue,
      bars: BARS,
      evaluate: evaluate(program),
      cuts: [1_000],
    })
    expect(verdict).toMatchObject({
      kind: 'peeks',
      cut: 1_000,
      culprit: { bar: 999, whole: HISTORY.close[1_000], part: null },
    })
  })

  it('a run that is not the same twice has no guilty operator', async () => {
    const program = programWith('sma')
    const honest = evaluate(program)
    let runs = 0
    const verdict = await checkPrefixes({
      program,
      catalogue,
      bars: BARS,
      evaluate: async (asked, stretch) => {
        const said = await honest(asked, stretch)
        // wrong in what the program says, right when its nodes are looked at
        if (asked === program && runs++ > 0) said[1]![500] = -1
        return said
      },
    })
    expect(verdict).toMatchObject({ kind: 'peeks', bar: 500, output: 'columns.average', culprit: null })
  })

  it('looks at the last bars alone where there are many', async () => {
    const program = programWith('sma')
    const verdict = await checkPrefixes({
      program,
      catalogue,
      bars: BARS,
      evaluate: evaluate(program),
      most: 200,
    })
    expect(verdict).toMatchObject({ kind: 'clean', bars: 200 })
    if (verdict.kind === 'clean') expect(Math.min(...verdict.cuts)).toBeGreaterThan(BARS - 200)
  })

  it('has nothing to say of one bar', async () => {
    const program = programWith('sma')
    expect(await checkPrefixes({ program, catalogue, bars: 1, evaluate: evaluate(program) })).toEqual({
      kind: 'untested',
      reason: 'fewer than 2 bars',
    })
  })
})

describe('the verdict in words', () => {
  const said = async (op: string, bars = BARS) => {
    const program = programWith(op)
    const run = evaluate(program, bars)
    return (await checkBias({ symbol: 'AAA', program, catalogue, timeframe: '1h', bars, evaluate: run })).says
  }

  it('names who looks ahead, and where it stands in the document', async () => {
    const [first] = await said('tomorrow')
    expect(first).toMatch(/^The rule looks ahead: “made” \(Test tomorrow\) at line 3 changes at bar \d+ when/)
  })

  it('says what an honest rule is free of', async () => {
    expect(await said('sma')).toEqual([
      'The rule says the same whether later bars are known or not: 7 cuts within 1,500 bars, equal to the bit.',
      'After 24 bars the rule no longer shows where its history began.',
    ])
  })

  it('names who remembers longer than declared, or for ever', async () => {
    expect((await said('forgetful'))[1]).toMatch(
      /remembers longer than it says: “made” \(Test forgetful\) at line 3/,
    )
    expect((await said('cum'))[1]).toMatch(
      /never forgets where its history began, by “made” \(.+\) at line 3/,
    )
  })

  it('says what could not be checked', async () => {
    expect(await said('sma', 1)).toEqual([
      'Whether the rule looks ahead was not checked: there are fewer than 2 bars.',
      'Whether the rule forgets where its history began was not checked: there are too few bars.',
    ])
  })
})

describe('every strategy of the gallery passes', () => {
  it.each(templates.map(template => [template.id, template] as const))('%s', async (_, { kind, source }) => {
    const compiled = compileDocument(fence, { kind, document: source })
    if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join(' '))
    expect(await prefixes(compiled.program)).toMatchObject({ kind: 'clean' })
    const verdict = await starts(compiled.program, 3_000)
    expect(verdict).not.toMatchObject({ kind: 'unsettled' })
  })
})

describe('where history begins', () => {
  for (const op of ['forgetful', 'lingering'])
    it(`${op} remembers longer than it says, and is named`, async () => {
      expect(await starts(programWith(op))).toMatchObject({
        kind: 'unsettled',
        culprit: { op, names: ['made'], origins: [{ kind: 'code', line: 3 }] },
      })
    })

  it('averages settle as they say', async () => {
    expect(await starts(programWith('sma'))).toMatchObject({ kind: 'settles', settled: 24, closeCalls: 0 })
    expect(await starts(programWith('ema'))).toMatchObject({ kind: 'settles', closeCalls: 0 })
  })

  it('what never forgets is told apart, with the share of signals that hang on it', async () => {
    const build = new ProgramBuilder(catalogue)
    const close = build.source('close')
    const total = build.from({ kind: 'block', block: 'b7' }, () => build.op('cum', [close]))
    build.output('long', build.op('gt', [build.op('mod', [total, build.constant(50)]), build.constant(25)]))
    const verdict = await starts(build.finish({ name: 'endless', timeframe: '1h' }))
    expect(verdict).toMatchObject({
      kind: 'endless',
      culprits: [{ op: 'cum', origins: [{ kind: 'block', block: 'b7' }] }],
    })
    if (verdict.kind === 'endless') expect(verdict.changedShare).toBeGreaterThan(0.3)
  })

  it('a history shorter than settling says nothing', async () => {
    expect(await starts(programWith('sma'), 20)).toEqual({
      kind: 'untested',
      reason: 'history shorter than settling',
    })
  })
})
