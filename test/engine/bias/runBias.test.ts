import { describe, expect, it } from 'vitest'
import type { Evaluate } from '@/sandbox/bias/evaluate'
import { evaluateOver } from '@/sandbox/bias/evaluate'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { compileDocument } from '@/sandbox/compile/compile'
import { runScript } from '@/sandbox/host/script/script'
import { ProgramBuilder } from '@/sandbox/ir/build'
import type { Program } from '@/sandbox/ir/program'
import { openRule } from '@/server/engine/backtest/rule'
import { settingsOf } from '@/server/engine/backtest/settings'
import { checkRun } from '@/server/engine/bias/runBias'
import { nodeFence } from '@/server/guests/nodeFence'
import { catalogue, programWith } from '../../sandbox/bias/peekers'

const fence = await nodeFence()
const SETTINGS = settingsOf({})

const over = (seed: number, bars = 600): Evaluate =>
  evaluateOver({
    bars: sampleBars({ bars, seed }),
    timeframe: '1h',
    catalogue,
    answer: async ({ code, columns }) => {
      const segments = [{ symbol: 'AAA', from: 0, to: columns[0]!.length, state: null }]
      const ran = runScript(fence, code, { columns, segments })
      if (!ran.ok) throw new Error(ran.error.message)
      return ran.value.outputs
    },
  })

function checked(
  program: Program,
  names: readonly string[],
  evaluateOf: (symbol: string, at: number) => Evaluate = (_, at) => over(at + 1),
) {
  const stages: string[] = []
  const rule = openRule(program, { timeframe: '1h', catalogue, settings: SETTINGS })!
  const symbols = names.map((symbol, at) => ({ symbol, bars: 600, evaluate: evaluateOf(symbol, at) }))
  const result = checkRun({ rule, catalogue, symbols, tell: (_, symbol) => stages.push(symbol) })
  return result.then(bias => ({ bias: bias!, stages }))
}

const compiled = (document: string, kind: 'formula' | 'script' = 'formula'): Program => {
  const result = compileDocument(fence, { kind, document })
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(' '))
  return result.program
}

describe('a rule is checked over several symbols', () => {
  it('spread over all of them, and those that were not are counted', async () => {
    const { bias, stages } = await checked(programWith('sma'), ['A', 'B', 'C', 'D', 'E', 'F', 'G'])
    expect(stages).toEqual(['A', 'D', 'G'])
    expect(bias).toMatchObject({
      symbol: 'A',
      of: 7,
      checked: [
        { symbol: 'A', prefix: 'clean', start: 'settles' },
        { symbol: 'D', prefix: 'clean', start: 'settles' },
        { symbol: 'G', prefix: 'clean', start: 'settles' },
      ],
      unchecked: ['4 other symbols were not looked at.'],
    })
  })

  it('and one that was not is told of as one', async () => {
    const { bias } = await checked(programWith('sma'), ['A', 'B', 'C', 'D'])
    expect(bias.unchecked).toEqual(['One other symbol was not looked at.'])
  })

  it('and the one on which it peeks is told first', async () => {
    const program = programWith('sma')
    const honest = over(3)
    const future: Evaluate = async (asked, stretch) => {
      const said = await honest(asked, stretch)
      return said.map(column => column.map(value => value + stretch.to))
    }
    const { bias } = await checked(program, ['A', 'B', 'C'], symbol => (symbol === 'C' ? future : over(1)))
    expect(bias.symbol).toBe('C')
    expect(bias.prefix.kind).toBe('peeks')
    expect(bias.checked.map(({ symbol }) => symbol)).toEqual(['C', 'A', 'B'])
    expect(bias.unchecked).toEqual([])
  })
})

describe('who looks at a position', () => {
  const HOLDING = /checked as it speaks while it holds none; what it says while it holds one was not/

  it('is told what was not checked, as blocks', async () => {
    const build = new ProgramBuilder(catalogue)
    const close = build.source('close')
    build.output('long', build.op('gt', [close, build.op('sma', [close], { length: 5 })]))
    build.output('exitLong', build.op('gt', [build.source('barsSinceEntry'), build.constant(4)]))
    const { bias } = await checked(build.finish({ name: 'holds', timeframe: '1h' }), ['A'])
    expect(bias.prefix.kind).toBe('clean')
    expect(bias.unchecked).toEqual([expect.stringMatching(HOLDING)])
  })

  it('and as a script', async () => {
    const { bias } = await checked(
      compiled(
        `export default script({ name: 'Out after three', timeframe: '1h' }, ({ close }) => ({ close, up: close > ago(close, 1) }),
          (bar, state, { position }) => ({ long: bar.up > 0, exitLong: position ? bar.close < position.entryPrice * 0.98 : false }))`,
        'script',
      ),
      ['A'],
    )
    expect(bias.unchecked).toEqual([expect.stringMatching(HOLDING)])
  })
})

describe('what changed with the future is named as its author knows it', () => {
  /** Adds how much is known to whatever one node says, and so to all that is made of it. */
  const leaking = (node: number): Evaluate => {
    const honest = over(2)
    return async (asked, stretch) => {
      const said = await honest(asked, stretch)
      const at = asked.columns.findIndex(({ name }) => name === `node ${node}`)
      return asked.digest.endsWith(':probe')
        ? said.map((column, of) => (of === at ? column.map(value => value + stretch.to) : column))
        : said.map(column => column.map(value => value + stretch.to))
    }
  }

  it('by the line of its formula', async () => {
    const program = compiled(`export default strategy({ name: 'Lines', timeframe: '1h' }, ({ close, ta }) => {
      const slow = ta.sma(close, 20)
      const quick =
        ta.ema(close, 5)
      return { long: quick > slow }
    })`)
    const node = program.names.find(({ name }) => name === 'quick')!.node
    const { bias } = await checked(program, ['A'], () => leaking(node))
    expect(bias.says[0]).toMatch(/^The rule looks ahead: “quick” \(.+\) at line [34] changes at bar \d+ when/)
  })

  it('by the line of its script', async () => {
    const program = compiled(
      `export default script({ name: 'Acts', timeframe: '1h' },
        ({ close, ta }) => ({ rsi: ta.rsi(close, 14) }),
        (bar, state) => {
          state.n = bar.rsi > 70 ? (state.n ?? 0) + 1 : 0
          return { filter: state.n >= 2 }
        })`,
      'script',
    )
    const node = program.nodes.findIndex(({ op }) => op === 'script')
    const { bias } = await checked(program, ['A'], () => leaking(node))
    expect(bias.says[0]).toMatch(/^The rule looks ahead: Script at line 1 changes at bar \d+ when/)
  })

  it('by its block', async () => {
    const build = new ProgramBuilder(catalogue)
    const close = build.source('close')
    const made = build.from({ kind: 'block', block: 'b7' }, () => build.op('rsi', [close], { length: 14 }))
    build.output('long', build.op('gt', [made, build.constant(50)]))
    const program = build.finish({ name: 'Blocks', timeframe: '1h' })
    const { bias } = await checked(program, ['A'], () => leaking(made.node))
    expect(bias.says[0]).toMatch(/ at block b7 changes at bar \d+ when/)
  })
})
