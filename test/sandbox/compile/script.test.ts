import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { catalogue } from '@/sandbox/catalogue'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { placeInDocument } from '@/sandbox/compile/scriptCode'
import { openScript, runScript, type ScriptSegment } from '@/sandbox/host/script/script'
import type { BarColumns } from '@/sandbox/ir/bars'
import type { Program, ProgramScript } from '@/sandbox/ir/program'
import { runScripts } from '@/sandbox/run/scripts'
import { tapeOf } from '@/sandbox/run/tape'
import { templates } from '@/sandbox/templates'
import { BARS, bars, compile, fence, onBars, problemOf, programOf, valuesOf } from './compiling'

const SEED = 20_261

const PUSHES = `const HOT = 60
const isHot = (rsi: number): boolean => rsi > HOT
export default script({ name: 'Pushes', timeframe: '15m', params: { most: int(3, 1, 9) } },
  ({ close, ta }) => ({ rsi: ta.rsi(close, 5), macd: ta.macd(close, 3, 6, 2) }),
  (bar: any, state: { pushes?: number; top?: number }, { params }: any) => {
    state.pushes = isHot(bar.rsi) ? (state.pushes ?? 0) + 1 : 0
    state.top = Math.max(state.top ?? 0, bar.high)
    return {
      filter: state.pushes >= params.most,
      score: bar.macd_histogram,
      columns: { pushes: state.pushes, top: state.top, rising: bar.close > bar.open },
    }
  })`

/** The only script of a program, with its columns over the bars. */
function scriptOf(
  program: Program,
  over: BarColumns = bars,
): { code: ProgramScript; columns: readonly Float64Array[] } {
  const due = runScripts(program, { timeframe: '1h', catalogue, tape: tapeOf(over) }).next()
  if (due.done) throw new Error('no script')
  return due.value
}
const segment = (from: number, to: number, state: string | null = null, symbol = 'A'): ScriptSegment => ({
  symbol,
  from,
  to,
  state,
})
const ran = (result: ReturnType<typeof runScript>) => {
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

describe('a script', () => {
  const program = programOf(PUSHES)
  const { code, columns } = scriptOf(program)

  test('keeps its state over the bars', () => {
    const values = valuesOf(program)
    const rsi = columns[code.fields.indexOf('rsi')]!
    let pushes = 0
    let top = 0
    const expected = onBars(({ high }, at) => {
      pushes = rsi[at]! > 60 ? pushes + 1 : 0
      top = Math.max(top, high)
      return pushes
    })
    expect(values['columns.pushes']).toEqual(expected)
    expect(values.filter).toEqual(expected.map(n => (n >= 3 ? 1 : 0)))
    expect(values['columns.top']!.at(-1)).toBe(top)
    expect(values['columns.rising']).toEqual(onBars(({ close, open }) => close > open))
    expect(values.score).toEqual(Array.from(columns[code.fields.indexOf('macd_histogram')]!))
  })

  test('declares its columns once: those it names, parts by theirs, fields of the bar that it reads', () => {
    expect(code.fields).toEqual([
      'rsi',
      'macd_macd',
      'macd_signal',
      'macd_histogram',
      'open',
      'high',
      'close',
    ])
    expect(program.nodes.filter(({ op }) => op === 'rsi').map(({ params }) => params)).toEqual([
      { length: 5 },
    ])
    expect(program.names.map(({ name }) => name)).toContain('rsi')
    expect(program.timeframe).toBe('15m')
    expect(code.outputs).toEqual([
      { name: 'filter', kind: 'bool', from: 'output' },
      { name: 'score', kind: 'number', from: 'output' },
      { name: 'pushes', kind: 'number', from: 'columns' },
      { name: 'top', kind: 'number', from: 'columns' },
      { name: 'rising', kind: 'bool', from: 'columns' },
    ])
  })

  test(`gives in any pieces what it gives at once (seed ${SEED})`, () => {
    const whole = ran(runScript(fence, code, { columns, segments: [segment(0, BARS)] }))
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: BARS - 1 }), { maxLength: 6 }), cuts => {
        let state: string | null = null
        let from = 0
        for (const to of [...cuts.sort((a, b) => a - b), BARS]) {
          // each piece as a worker gets it: its own columns, the state from the database
          const piece = columns.map(column => column.slice(from, to))
          const { outputs, states } = ran(
            runScript(fence, code, { columns: piece, segments: [segment(0, to - from, state)] }),
          )
          expect(outputs).toEqual(whole.outputs.map(column => column.slice(from, to)))
          state = states[0]!
          from = to
        }
        expect(state).toBe(whole.states[0])
      }),
      { seed: SEED, numRuns: 20 },
    )
  })

  test('gives bar by bar what it gives at once', () => {
    const whole = ran(runScript(fence, code, { columns, segments: [segment(0, BARS)] }))
    let state: string | null = null
    for (let at = 0; at < 60; at++) {
      const { outputs, states } = ran(
        runScript(fence, code, {
          columns: columns.map(column => column.slice(at, at + 1)),
          segments: [segment(0, 1, state)],
        }),
      )
      expect(outputs.map(column => column[0])).toEqual(whole.outputs.map(column => column[at]))
      state = states[0]!
    }
  })

  test('gives for each of many symbols what it gives for that one alone', () => {
    const others = [3, 4, 5].map(seed => scriptOf(program, sampleBars({ bars: BARS, seed })).columns)
    const joined = columns.map((_, field) =>
      Float64Array.from(others.flatMap(columns => Array.from(columns[field]!))),
    )
    const together = ran(
      runScript(fence, code, {
        columns: joined,
        segments: others.map((_, at) => segment(at * BARS, (at + 1) * BARS, null, `S${at}`)),
      }),
    )
    others.forEach((columns, at) => {
      const alone = ran(runScript(fence, code, { columns, segments: [segment(0, BARS)] }))
      expect(together.outputs.map(column => column.slice(at * BARS, (at + 1) * BARS))).toEqual(alone.outputs)
      expect(together.states[at]).toBe(alone.states[0])
    })
  })

  test('knows the symbol it runs for', () => {
    const { code, columns } = scriptOf(
      programOf(
        "export default script({}, m => ({}), (bar, state, { symbol }) => ({ filter: symbol === 'B', score: bar.close }))",
      ),
    )
    const { outputs } = ran(
      runScript(fence, code, { columns, segments: [segment(0, 2), segment(2, 4, null, 'B')] }),
    )
    expect(Array.from(outputs[0]!.slice(0, 4))).toEqual([0, 0, 1, 1])
  })
})

describe('what a script is known by', () => {
  const digestOf = (source: string, params = {}) => programOf(source, params).scripts![0]!.digest
  const SIMPLE = 'export default script({}, m => ({}), bar => ({ filter: bar.close > 3 }))'

  test('its code and what its code needs, nothing else of the file', () => {
    expect(digestOf(`const unused = 3\n${SIMPLE.replace('{}', "{ name: 'other' }")}`)).toBe(digestOf(SIMPLE))
    expect(digestOf(SIMPLE.replace('> 3', '> 4'))).not.toBe(digestOf(SIMPLE))
    const helped = (limit: number) =>
      digestOf(
        `const limit = ${limit}\nexport default script({}, m => ({}), bar => ({ filter: bar.close > limit }))`,
      )
    expect(helped(3)).not.toBe(helped(4))
  })

  test('its parameters where it reads them', () => {
    const using =
      'export default script({ params: { a: 3 } }, m => ({}), (bar, state, { params }) => ({ filter: bar.close > params.a }))'
    const not = 'export default script({ params: { a: 3 } }, m => ({}), bar => ({ filter: bar.close > 3 }))'
    expect(digestOf(using, { a: 4 })).not.toBe(digestOf(using))
    expect(digestOf(not, { a: 4 })).toBe(digestOf(not))
  })

  test.each([
    ['nothing', 'bar => ({ filter: bar.close > 3 })', 1],
    ['a constant', 'bar => ({ filter: bar.close > LIMIT })', 1],
    ['its state', '(bar, state) => { state.n = 1; return { filter: bar.close > 3 } }', 0],
    ['parts of its state', '(bar, { n }) => ({ filter: bar.close > n })', 0],
    ['a list that it might change', 'bar => ({ filter: bar.close > LIST[0] })', 0],
  ])('remembers %s', (_, onBar, remembered) => {
    const source = `const LIMIT = 3, unused = []\nconst LIST = [1]\nexport default script({}, m => ({}), ${onBar.replace('LIMIT', '(3 as number)')})`
    expect(programOf(source).scripts![0]!.bars).toBe(remembered)
  })

  test.each([
    ['an arrow', 'bar => ({ filter: bar.close > 3 })'],
    ['a function', 'function (bar) { return { filter: bar.close > 3 } }'],
    ['a function of the file', 'onBar'],
    ['a constant of the file', 'onBarToo'],
    ['an object made before', 'bar => { const out = { filter: bar.close > 3 }; return out }'],
    ['an object filled step by step', 'bar => { const out = {}; out.filter = bar.close > 3; return out }'],
    ['a helper that returns it', 'bar => onBar(bar)'],
    ['a branch', 'bar => { if (bar.close > 3) return { filter: true }\n return { filter: false } }'],
    ['a choice', 'bar => (bar.close > 3 ? { filter: true } : { filter: false })'],
    ['just true or false', 'bar => bar.close > 3'],
    ['a spread', 'bar => ({ ...onBar(bar) })'],
    [
      'a function in a function',
      '(() => { const limit = 3; return bar => ({ filter: bar.close > limit }) })()',
    ],
  ])('%s is a script', (_, onBar) => {
    const source = `function onBar(bar) { return { filter: bar.close > 3 } }
const onBarToo = (bar) => ({ filter: bar.close > 3 })
export default script({}, m => ({}), ${onBar})`
    expect(valuesOf(programOf(source))).toEqual({ filter: onBars(({ close }) => close > 3) })
  })

  test('columns may be left out, and the script may be called a formula', () => {
    for (const source of [
      'export default script({}, bar => bar.close > 3)',
      'export default script({}, null, bar => bar.close > 3)',
    ]) {
      const compiled = compile(source)
      expect(compiled.ok && compiled.kind).toBe('script')
      expect(compiled.ok && valuesOf(compiled.program)).toEqual({ filter: onBars(({ close }) => close > 3) })
    }
  })

  test('what it does not answer is missing', () => {
    const values = valuesOf(
      programOf(
        'export default script({}, m => ({}), bar => { if (bar.close > 100) return { score: bar.close } })',
      ),
    )
    expect(values.score).toEqual(onBars(({ close }) => (close > 100 ? close : Number.NaN)))
  })
})

describe('a script inside a formula', () => {
  test('its outputs are series like others', () => {
    const program = programOf(`export default strategy({}, ({ close, open, ta }) => {
      const counted = perBar({ close, open }, (bar, state) => {
        state.n = bar.close > bar.open ? (state.n ?? 0) + 1 : 0
        return { columns: { run: state.n, long: state.n > 2 } }
      })
      const again = perBar({ run: ta.sma(counted.run, 2) }, bar => ({ score: bar.run * 10 }))
      return { filter: counted.long && close > 0, score: again.score, columns: { run: counted.run } }
    })`)
    const values = valuesOf(program)
    let run = 0
    const runs = onBars(({ close, open }) => (run = close > open ? run + 1 : 0))
    expect(values['columns.run']).toEqual(runs)
    expect(values.filter).toEqual(runs.map(n => (n > 2 ? 1 : 0)))
    expect(values.score).toEqual(
      runs.map((n, at) => (at === 0 ? Number.NaN : ((n + runs[at - 1]!) / 2) * 10)),
    )
    expect(program.scripts).toHaveLength(2)
    expect(program.names.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['counted.run', 'again.score']),
    )
  })

  test('two uses of one script are two scripts with states of their own', () => {
    const values = valuesOf(
      programOf(`export default strategy({}, ({ close, open }) => {
        const highest = (x) => perBar({ x }, (bar, state) => { state.top = Math.max(state.top ?? 0, bar.x); return { score: state.top } }).score
        return { columns: { a: highest(close), b: highest(open) } }
      })`),
    )
    expect(values['columns.a']!.at(-1)).toBe(Math.max(...bars.close))
    expect(values['columns.b']!.at(-1)).toBe(Math.max(...bars.open))
  })
})

describe('a script that looks at its position', () => {
  const SOURCE = `export default script({}, m => ({}), (bar, state, { position }) => {
    if (position) return { exitLong: bar.close > position.entryPrice * 1.02, columns: { held: position.bars } }
    state.tries = (state.tries ?? 0) + 1
    return { long: bar.close < bar.open, columns: { held: 0 } }
  })`

  test('says so, and alone may be stepped from event to event', () => {
    const { code, columns } = scriptOf(programOf(SOURCE))
    expect(code.readsPosition).toBe(true)
    expect(programOf(PUSHES).scripts![0]!.readsPosition).toBe(false)
    const opened = openScript(fence, code, { columns, symbol: 'A', state: null })
    if (!opened.ok) throw new Error(opened.error.message)
    const session = opened.value
    const step = (from: number, position: Readonly<Record<string, number>> | null) => {
      const result = session.step({ from, to: BARS, position, stopOn: ['long', 'exitLong'] })
      if (!result.ok) throw new Error(result.error.message)
      return result.value
    }
    const entry = step(0, null) - 1
    expect(entry).toBe(onBars(({ close, open }) => close < open).indexOf(1))
    const entryPrice = bars.close[entry]!
    const exit = step(entry + 1, { entryPrice, bars: 7 }) - 1
    expect(exit).toBe(bars.close.findIndex((close, at) => at > entry && close > entryPrice * 1.02))
    const state = session.state()
    expect(state.ok && JSON.parse(state.value)).toEqual({ tries: entry + 1 })
    const [exits, held] = ['exitLong', 'held'].map(name =>
      code.outputs.findIndex(output => output.name === name),
    )
    expect(session.outputs(exit, exit + 1)[exits!]![0]).toBe(1)
    expect(session.outputs(exit, exit + 1)[held!]![0]).toBe(7)
    session.close()
  })
})

describe('a script that fails', () => {
  const failing = (source: string) => {
    const program = programOf(source)
    const { code, columns } = scriptOf(program)
    const result = runScript(fence, code, { columns, segments: [segment(0, BARS)] })
    if (result.ok) throw new Error('it does not fail')
    const { line, column } = placeInDocument(code, result.error.line, result.error.column)
    return { kind: result.error.kind, message: result.error.message, line, column }
  }

  test('is placed in its author’s own lines', () => {
    expect(
      failing(`export default script({ name: 'x' },
  ({ close }) => ({ close }),
  (bar, state) => {
    const missing: any = undefined
    return { score: missing.price }
  })`),
    ).toEqual({
      kind: 'thrown',
      message: "TypeError: cannot read property 'price' of undefined",
      line: 5,
      column: 28,
    })
  })

  test('also in a helper that stands elsewhere in the file', () => {
    expect(
      failing(`// a comment

export default script({ name: 'x' }, ({ close }) => ({ close }), bar => ({ score: half(bar.close) }))

type Price = number
function half(price: Price): number {
  if (price > 0) throw new RangeError('too dear')
  return price / 2
}`),
    ).toMatchObject({ message: 'RangeError: too dear', line: 7 })
  })

  test('on the line of the call, at its own column, when it is a line of one', () => {
    expect(
      failing(
        'export default script({}, m => ({}), bar => { if (bar.close > 0) null.x\n return { score: 1 } })',
      ),
    ).toMatchObject({ line: 1, column: 70 })
  })

  test.each([
    ['a loop without end', 'bar => { for (;;); return { filter: true } }', 'fuel'],
    [
      'more memory than there is',
      '(bar, state) => { const all = []; for (;;) all.push(new Float64Array(1e6)); return { filter: true } }',
      'memory',
    ],
    ['a call without end', 'bar => { const f = () => f() + 1; return { score: f() } }', 'stack'],
    [
      'a state of more numbers than are kept',
      '(bar, state) => { state.all = new Array(300).fill(1.5); return { filter: true } }',
      'thrown',
    ],
    ['a function in its state', '(bar, state) => { state.f = () => 1; return { filter: true } }', 'thrown'],
    ['a price that is a text', 'bar => ({ score: String(bar.close) })', 'thrown'],
    ['a series of its own', 'bar => ({ score: ago(bar.close, 1) })', 'thrown'],
  ])('is stopped at %s', (_, onBar, kind) => {
    expect(failing(`export default script({}, m => ({}), ${onBar})`).kind).toBe(kind)
  })
})

describe('what the symbols of a crossing share', () => {
  const shared = (body: string) => {
    const program = programOf(`export default script({}, m => ({}), (bar, state, context) => { ${body} })`)
    const { code, columns } = scriptOf(program)
    return runScript(fence, code, { columns, segments: [segment(0, 2), segment(2, 4, null, 'B')] })
  }

  test.each([
    'const g = globalThis; g.n = (g.n ?? 0) + 1; return { score: g.n }',
    'const kept = bar; kept.n = (kept.n ?? 0) + 1; return { score: kept.n }',
    'context.n = (context.n ?? 0) + 1; return { score: context.n }',
    'context.params = 3; return { score: 1 }',
    'math.n = 1; return { score: math.n }',
    'Array.prototype.n = 1; return { score: 1 }',
  ])('can keep nothing: %s', body => {
    const result = shared(body)
    expect(result.ok ? Array.from(result.value.outputs[0]!) : result.error.kind).toBe('thrown')
  })

  test('counts bars even of a script that reads none of their fields', () => {
    const result = shared('state.n = (state.n ?? 0) + 1; return { score: state.n }')
    expect(result.ok && Array.from(result.value.outputs[0]!.slice(0, 4))).toEqual([1, 2, 1, 2])
  })
})

describe('the scripts of the gallery', () => {
  test.each(templates.filter(({ kind }) => kind === 'script'))(
    '$title compiles, fires now and then, and gives in pieces what it gives at once',
    ({ source }) => {
      const program = programOf(source)
      const long = sampleBars({ bars: 3_000, seed: 8 })
      const values = valuesOf(program, { bars: long })
      const signals = Object.entries(values).filter(([name]) =>
        /^(filter|long|short|exitLong|exitShort)$/.test(name),
      )
      expect(signals.length).toBeGreaterThan(0)
      const { code, columns } = scriptOf(program, long)
      const whole = ran(runScript(fence, code, { columns, segments: [segment(0, 3_000)] }))
      const first = ran(runScript(fence, code, { columns, segments: [segment(0, 1_700)] }))
      const rest = ran(
        runScript(fence, code, { columns, segments: [segment(1_700, 3_000, first.states[0]!)] }),
      )
      expect(rest.outputs.map(column => column.slice(1_700))).toEqual(
        whole.outputs.map(column => column.slice(1_700)),
      )
      // one that looks at its position has none here and so never leaves
      if (code.readsPosition) return
      for (const [name, column] of signals) {
        const fired = column.filter(value => value === 1).length
        expect(fired, name).toBeGreaterThan(0)
        expect(fired, name).toBeLessThan(1_800)
      }
    },
  )
})

describe('what a script may not be', () => {
  test.each([
    [
      'let n = 0\nexport default script({}, m => ({}), bar => { n++; return { score: n } })',
      '2:47 not-supported n stands outside the function and would be shared by all symbols. Keep it in state: state.n.',
    ],
    [
      'const seen = []\nexport default script({}, m => ({}), bar => { seen.push(bar.close); return { score: seen.length } })',
      '2:47 not-supported seen stands outside the function and would be shared by all symbols. Keep it in state: state.seen.',
    ],
    [
      'const box = { n: 0 }\nconst bump = () => { box.n += 1 }\nexport default script({}, m => ({}), bar => { bump(); return { score: box.n } })',
      '2:22 not-supported box stands outside the function and would be shared by all symbols. Keep it in state: state.box.',
    ],
    [
      'export default script({}, m => ({}), (() => { let n = 0; return bar => ({ score: ++n }) })())',
      '1:82 not-supported n stands outside the function and would be shared by all symbols. Keep it in state: state.n.',
    ],
    [
      'export default script({}, m => ({}), bar => ({ filter: bar.index > 3 }))',
      '1:60 not-supported A bar’s index counts from where its history happens to begin. Hand in barIndex as a column: ({ barIndex }) => ({ barIndex }).',
    ],
    [
      'export default script({}, ({ close, ta }) => ({ rsi: ta.rsi(close, 14) }), bar => ({ filter: bar.rsy > 3 }))',
      '1:98 unknown-name The bar has no rsy; did you mean rsi? It has time, open, high, low, close, volume, rsi.',
    ],
    [
      'export default script({}, ({ close }) => ({ close }), ({ close, opne }) => ({ filter: close > opne }))',
      '1:65 unknown-name The bar has no opne; did you mean open? It has time, open, high, low, close, volume.',
    ],
  ])('%s', (source, problem) => {
    expect(problemOf(source)).toBe(problem)
  })

  test('names of its own inside its functions are its own', () => {
    const source = `const LEVELS = [30, 70]
const limit = 3
const twice = (list) => { list = list.map(x => x * 2); let limit = 5; limit++; return list }
export default script({}, m => ({}), bar => { const out = []; out.push(bar.close); return { filter: out[0] > twice(LEVELS)[0] + limit } })`
    expect(problemOf(source)).toBe('0 problems')
  })
})
