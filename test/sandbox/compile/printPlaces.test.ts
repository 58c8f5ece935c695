import { describe, expect, test } from 'vitest'
import { replayDocument } from '@/sandbox/compile/compile'
import { recordCode } from '@/sandbox/compile/formula'
import { problem } from '@/sandbox/compile/problems'
import type { TraceRecording } from '@/sandbox/compile/recording'
import { fence } from './compiling'

/** A printed graph: one statement a block, `slow` over two lines. */
const printed = (low: string) => `export default strategy({ name: 'Printed' }, ({ close, ta }) => {
const rsi = ta.rsi(close, 14)
const slow = perBar({ rsi },
  (bar, state) => ({ score: bar.rsi / 2 }))
const low = ${low}
return { filter: low, score: slow.score, columns: { rsi } }
})
`
const STATEMENTS: TraceRecording['statements'] = [
  { from: 2, to: 2, block: 'b-rsi' },
  { from: 3, to: 4, block: 'b-code' },
  { from: 5, to: 5, block: 'b-low' },
]
const compiled = (low = 'rsi < 30', problems: TraceRecording['problems'] = []) =>
  replayDocument(recordCode(fence, printed(low), {}, { statements: STATEMENTS, problems }))

describe('a printed graph', () => {
  test('is a graph, and its nodes come from its blocks', () => {
    const made = compiled()
    if (!made.ok) throw new Error('does not compile')
    expect(made.kind).toBe('graph')
    const { nodes, origins } = made.program
    const blocksOf = (op: string) =>
      nodes
        .flatMap((node, at) => (node.op === op ? origins[at]! : []))
        .map(origin => origin.kind === 'block' && origin.block)
    expect(blocksOf('rsi')).toEqual(['b-rsi'])
    expect(blocksOf('script')).toEqual(['b-code'])
    expect(blocksOf('lt')).toEqual(['b-low'])
  })

  test.each([
    ['rsi && true === close', 'input-kind'],
    ['ta.sma(rsi, 3)', 'bad-output'],
  ])('%s is a problem of its block', (low, code) => {
    const made = compiled(low)
    expect(made.ok).toBe(false)
    expect(made.problems).toMatchObject([{ code, block: 'b-low' }])
    expect(made.problems[0]).not.toHaveProperty('line')
  })

  test('a warning is one of its block too', () => {
    expect(compiled('ta.obv > 3').problems).toMatchObject([{ code: 'unsettled', block: 'b-low' }])
  })

  test('problems of printing come first; an error leaves what could be compiled for the preview', () => {
    const missing = problem('missing-input', 'Connect it.', { block: 'b-other', port: 'source' })
    const made = compiled('rsi < 30', [missing])
    expect(made.problems).toEqual([missing])
    expect(made.ok).toBe(false)
    expect(!made.ok && Object.keys(made.partial?.outputs ?? {})).toEqual(['filter', 'score'])
    const warning = problem('upstream-problem', 'It waits.', { block: 'b-other' })
    expect(compiled('rsi < 30', [warning])).toMatchObject({ ok: true, problems: [warning] })
    expect(compiled('ta.sma(rsi, 3)', [missing]).problems.map(({ code }) => code)).toEqual([
      'missing-input',
      'bad-output',
    ])
  })

  test('what stands in no block has no line of the printed text', () => {
    const source = printed('rsi < 30').replace('return {', 'return { limitPrice: close, exitLong: close,')
    const made = replayDocument(recordCode(fence, source, {}, { statements: STATEMENTS, problems: [] }))
    expect(made.problems).toMatchObject([{ code: 'bad-output' }])
    expect(made.problems[0]).not.toHaveProperty('line')
  })
})

describe('a recording from elsewhere', () => {
  const good = recordCode(fence, printed('rsi < 30'), {})
  const recording = good.ok ? JSON.parse(good.recording) : null
  const altered = (change: (trace: Record<string, unknown>) => void, outer: object = {}) => {
    const trace = JSON.parse(recording.trace)
    change(trace)
    return replayDocument({
      ok: true,
      recording: JSON.stringify({ ...recording, trace: JSON.stringify(trace), ...outer }),
    })
  }

  test('is a program when nothing was changed', () => {
    expect(altered(() => {}).ok).toBe(true)
  })

  test.each<[string, (trace: Record<string, unknown>) => void]>([
    ['reads a call that is not there', trace => Object.assign(trace, { outputs: { filter: [999, 0] } })],
    ['reads a later call', trace => Object.assign(trace, { calls: [[0, [[5, 0]], {}, 0]] })],
    ['names an entry that is not there', trace => Object.assign(trace, { calls: [[99_999, [], {}, 0]] })],
    ['names a clock that is not there', trace => Object.assign(trace, { calls: [[0, [], {}, 9]] })],
    ['names a script that is not there', trace => Object.assign(trace, { scripts: [] })],
    ['has an output of its own', trace => Object.assign(trace, { outputs: { buy: [0, 0] } })],
    ['has something more', trace => Object.assign(trace, { more: 1 })],
    [
      'has a parameter out of bounds',
      trace => Object.assign(trace, { calls: [[0, [], { length: 'x' }, 0]] }),
    ],
    ['has a symbol that is none', trace => Object.assign(trace, { clocks: [[null, '../etc']] })],
  ])('that %s is no program', (_, change) => {
    const made = altered(change)
    expect(made.ok).toBe(false)
    expect(made.problems.length).toBeGreaterThan(0)
  })

  test.each(['', 'null', '{}', '[', '{"form":"trace"}', JSON.stringify({ form: 'trace', trace: '{' })])(
    'that is %j is refused',
    text => {
      expect(replayDocument({ ok: true, recording: text })).toEqual({
        ok: false,
        problems: [
          {
            code: 'runtime',
            severity: 'error',
            message: 'The recording is broken. Compile the document again.',
          },
        ],
      })
    },
  )

  test('whose trace is none says so', () => {
    expect(altered(() => {}, { trace: '{' }).problems).toMatchObject([{ code: 'runtime' }])
  })
})
