import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openScript, runScript, type ScriptCode, type ScriptRun } from '@/sandbox/host/script/script'
import { nodeFence } from '@/server/guests/nodeFence'

const fence = await nodeFence()

const code = (onBar: string, more: Partial<ScriptCode> = {}): ScriptCode => ({
  source: `script({ name: 'x', params: { n: int(3) } }, () => ({}), ${onBar})`,
  fields: ['close', 'volume'],
  outputs: [
    { name: 'filter', kind: 'bool', from: 'output' },
    { name: 'score', kind: 'number', from: 'output' },
    { name: 'pushes', kind: 'number', from: 'columns' },
  ],
  params: { n: 3 },
  ...more,
})
const wave = (rows: number, seed = 1) => {
  const close = Float64Array.from({ length: rows }, (_, i) => 100 + 10 * Math.sin(i / 3 + seed))
  return [close, close.map(x => x * 10)]
}
const whole = (columns: readonly Float64Array[], state: string | null = null): ScriptRun => ({
  columns,
  segments: [{ symbol: 'A', from: 0, to: columns[0]!.length, state }],
})
const ran = (result: ReturnType<typeof runScript>) => {
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}
const PUSHES = code(`(bar, state) => {
  state.pushes = bar.close > 105 ? (state.pushes ?? 0) + 1 : 0
  return { filter: state.pushes >= 2, score: bar.volume, columns: { pushes: state.pushes } }
}`)

describe('a script', () => {
  it('reads its columns, keeps a state and gives outputs', () => {
    const columns = wave(40)
    const { outputs, states } = ran(runScript(fence, PUSHES, whole(columns)))
    let pushes = 0
    columns[0]!.forEach((close, i) => {
      pushes = close > 105 ? pushes + 1 : 0
      expect([outputs[0]![i], outputs[1]![i], outputs[2]![i]]).toEqual([
        pushes >= 2 ? 1 : 0,
        columns[1]![i],
        pushes,
      ])
    })
    expect(states).toEqual([JSON.stringify({ pushes })])
  })

  it('gives nothing where it returns nothing', () => {
    const { outputs } = ran(
      runScript(fence, code('bar => { if (bar.index % 2) return { filter: true } }'), whole(wave(4))),
    )
    expect(outputs[0]).toEqual(Float64Array.of(Number.NaN, 1, Number.NaN, 1))
    expect(outputs[1]).toEqual(new Float64Array(4).fill(Number.NaN))
  })

  it('may return true or false for its filter', () => {
    const { outputs } = ran(runScript(fence, code('bar => bar.index > 1'), whole(wave(3))))
    expect(outputs[0]).toEqual(Float64Array.of(0, 0, 1))
  })

  it('reads fields by names it makes up, and sees its parameters', () => {
    const odd = code(
      "(bar, state, { params, symbol }) => ({ score: bar['clo' + 'se'] * params.n + symbol.length })",
    )
    const columns = wave(3)
    const { outputs } = ran(runScript(fence, odd, whole(columns)))
    expect(outputs[1]).toEqual(columns[0]!.map(close => close * 3 + 1))
  })

  it('logs with the bar it was at', () => {
    const result = runScript(
      fence,
      code('bar => { if (bar.index === 2) log("here", bar.close > 0) }'),
      whole(wave(4)),
    )
    expect(result.logs).toEqual([{ bar: 2, text: 'here true' }])
  })

  it.each([
    ['a wrong kind', '() => ({ filter: 1 })', 'TypeError: filter must be true or false, not number'],
    ['a text', '() => "yes"', 'TypeError: what a bar returns must be an object of outputs, not string'],
    [
      'a typing error',
      '() => ({ fliter: true })',
      'TypeError: "fliter" is no output; there are filter, score, columns',
    ],
    [
      'a class in the state',
      '(bar, state) => { state.m = new Map() }',
      'TypeError: state.m is an object of a class; a state holds numbers, texts, booleans, lists and plain objects',
    ],
    [
      'a function in the state',
      '(bar, state) => { state.f = [() => 1] }',
      'TypeError: state.f[0] is a function; a state holds numbers, texts, booleans, lists and plain objects',
    ],
    [
      'a shared part',
      '(bar, state) => { state.a = {}; state.b = state.a }',
      'TypeError: state.b is seen twice; a state holds numbers, texts, booleans, lists and plain objects',
    ],
    [
      'too many numbers',
      '(bar, state) => { state.all = new Array(300).fill(1.5) }',
      'RangeError: the state holds more than 256 numbers',
    ],
    [
      'series at a bar',
      '() => ago(1, 2)',
      'TypeError: ago describes a series; in a script it belongs to the function that declares the columns',
    ],
    ['no callback', '1', 'TypeError: script(settings, columns, onBar) takes a function for each bar'],
  ])('is told of %s', (_, onBar, message) => {
    expect(runScript(fence, code(onBar), whole(wave(3)))).toMatchObject({
      ok: false,
      error: { kind: 'thrown', message },
    })
  })

  it('is told of a state that is too long', () => {
    const long = code('(bar, state) => { state.text = "x".repeat(5000) }')
    expect(runScript(fence, long, whole(wave(1)))).toMatchObject({ ok: false, error: { kind: 'output' } })
  })

  it('that never ends is stopped by its share of fuel', () => {
    const result = runScript(fence, code('() => { for (;;); }'), whole(wave(10)))
    expect(result).toMatchObject({ ok: false, error: { kind: 'fuel', line: 1 } })
  })
})

describe('a hostile script', () => {
  it.each([
    ['loops when its answer is read', 'bar => ({ get filter() { for (;;); } })', 'fuel'],
    [
      'loops when a field is set',
      'bar => { Object.defineProperty(bar, "close", { set() { for (;;); } }) }',
      'fuel',
    ],
    ['freezes the bar', 'bar => { Object.freeze(bar) }', 'thrown'],
    [
      'loops when its state is stored',
      '(bar, state) => { bar.index || Object.defineProperty(state, "x", { enumerable: true, get() { for (;;); } }) }',
      'fuel',
    ],
    [
      'nests its state without end',
      '(bar, state) => { let s = state; for (let i = 0; i < 1e3; i++) s = s.a = {} }',
      'thrown',
    ],
    ['makes its state its own part', '(bar, state) => { state.me = state }', 'thrown'],
    [
      'sets a prototype in its state',
      '(bar, state) => { Object.defineProperty(state, "__proto__", { enumerable: true, value: 1 }) }',
      'thrown',
    ],
    [
      'returns an object with a million keys',
      '() => Object.fromEntries(Array.from({ length: 1e6 }, (_, i) => [i, 1]))',
      'fuel',
    ],
    ['changes its context', '(bar, state, context) => { context.params.n = 1 }', 'thrown'],
    ['calls script twice', '(script({}, () => 0, () => 0), () => 0)', 'thrown'],
    ['waits', 'async () => ({ filter: true })', 'thrown'],
  ])('that %s fails alone', (_, onBar, kind) => {
    const before = runScript(fence, PUSHES, whole(wave(30)))
    expect(runScript(fence, code(onBar), whole(wave(30)))).toMatchObject({ ok: false, error: { kind } })
    expect(runScript(fence, PUSHES, whole(wave(30)))).toEqual(before)
  })
})

describe('a script that comes back', () => {
  const TELLER = code(`(() => {
    log('once'); const born = Math.random()
    return (bar, state) => { state.n = (state.n ?? 0) + 1; log(bar.index); return { score: born, columns: { pushes: Math.random() } } }
  })()`)

  it('starts from what its source left, with the same words, numbers and cost', () => {
    const columns = wave(5)
    const first = runScript(fence, TELLER, whole(columns))
    for (let n = 0; n < 3; n++) expect(runScript(fence, TELLER, whole(columns))).toEqual(first)
    expect(first.logs).toHaveLength(6)
    expect(runScript(fence, TELLER, { ...whole(columns), seed: 9 })).not.toEqual(first)
    expect(runScript(fence, PUSHES, whole(columns)).logs).toEqual([])
    expect(runScript(fence, TELLER, whole(columns))).toEqual(first)
  })

  it('is forgotten after many others and still the same', () => {
    const columns = wave(5)
    const first = runScript(fence, TELLER, whole(columns))
    for (let n = 0; n < 40; n++) runScript(fence, code(`() => ({ score: ${n} })`), whole(columns))
    expect(runScript(fence, TELLER, whole(columns))).toEqual(first)
  })
})

describe('a script in pieces', () => {
  /** States with all that JSON has no word for. */
  const ODD = code(`(bar, state) => {
    state.seen ??= { worst: Infinity, none: undefined, zero: -0, list: [NaN, null, 'x'], flag: false }
    state.seen.worst = Math.min(state.seen.worst, bar.close)
    state.sum = (state.sum ?? NaN) + bar.close
    if (!(state.sum === state.sum)) state.sum = 0.1
    return { filter: Object.is(state.seen.zero, -0) && 'none' in state.seen && state.seen.list[0] !== state.seen.list[0],
      score: state.sum, columns: { pushes: state.seen.worst } }
  }`)

  it('equals the whole, wherever it is cut and stored between (seed 20260101)', () => {
    const columns = wave(60)
    const reference = ran(runScript(fence, ODD, whole(columns)))
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 59 }), { maxLength: 5 }), cuts => {
        const places = [0, ...cuts.sort((a, b) => a - b), 60]
        let state: string | null = null
        const outputs = [0, 1, 2].map(() => [] as number[])
        for (let n = 1; n < places.length; n++) {
          const part = columns.map(column => column.slice(places[n - 1], places[n]))
          const { states, outputs: got } = ran(runScript(fence, ODD, whole(part, state)))
          state = states[0]!
          for (const [k, column] of got.entries()) outputs[k]!.push(...column)
        }
        expect(state).toBe(reference.states[0])
        expect(outputs).toEqual(reference.outputs.map(column => [...column]))
      }),
      { seed: 20260101, numRuns: 60 },
    )
  })

  it('for a hundred symbols in one call equals each by itself', () => {
    const symbols = Array.from({ length: 100 }, (_, n) => wave(5, n))
    const columns = [0, 1].map(k => Float64Array.from(symbols.flatMap(symbol => [...symbol[k]!])))
    const segments = symbols.map((_, n) => ({
      symbol: `S${n}`,
      from: 5 * n + 3,
      to: 5 * n + 5,
      state: '{"pushes":1}',
    }))
    const batch = ran(runScript(fence, PUSHES, { columns, segments }))
    symbols.forEach((symbol, n) => {
      const alone = ran(
        runScript(fence, PUSHES, {
          columns: symbol,
          segments: [{ symbol: 'S', from: 3, to: 5, state: '{"pushes":1}' }],
        }),
      )
      expect(batch.states[n]).toBe(alone.states[0])
      expect(batch.outputs.map(column => column.slice(5 * n, 5 * n + 5))).toEqual(alone.outputs)
    })
  })
})

describe('a script that looks at its position', () => {
  const TRADER = code(
    `(bar, state, { position }) => ({
      long: !position && bar.close > 105,
      exitLong: position !== null && bar.index - position.entryBar >= 4,
    })`,
    {
      outputs: [
        { name: 'long', kind: 'bool', from: 'output' },
        { name: 'exitLong', kind: 'bool', from: 'output' },
      ],
    },
  )

  /** The caller's half: fills at the next bar, hands out the stretch in which nothing else can happen. */
  function trade(stretch: number) {
    const columns = wave(200)
    const opened = openScript(fence, TRADER, { columns, symbol: 'A', state: null })
    if (!opened.ok) throw new Error(opened.error.message)
    const script = opened.value
    const trades: [number, number][] = []
    let position: { entryBar: number } | null = null
    let at = 0
    let crossings = 0
    while (at < 200) {
      crossings++
      const stopOn = position ? ['exitLong'] : ['long']
      const stepped = script.step({ from: at, to: Math.min(200, at + stretch), position, stopOn })
      if (!stepped.ok) throw new Error(stepped.error.message)
      at = stepped.value
      const [long, exit] = script.outputs(at - 1, at)
      if (!position && long![0] === 1) position = { entryBar: at }
      else if (position && exit![0] === 1) {
        trades.push([position.entryBar, at])
        position = null
      }
    }
    script.close()
    return { trades, crossings }
  }

  it('trades the same in long stretches as bar by bar, with far fewer crossings', () => {
    const [long, single] = [trade(200), trade(1)]
    expect(long.trades).toEqual(single.trades)
    expect(long.trades.length).toBeGreaterThan(5)
    expect(single.crossings).toBe(200)
    expect(long.crossings).toBe(2 * long.trades.length + 1)
  })

  it('keeps its state in the guest and tells it when asked', () => {
    const columns = wave(10)
    const opened = openScript(fence, PUSHES, { columns, symbol: 'A', state: '{"pushes":7}' })
    if (!opened.ok) throw new Error(opened.error.message)
    expect(opened.value.state()).toMatchObject({ value: '{"pushes":7}' })
    expect(opened.value.step({ from: 0, to: 10, position: null, stopOn: [] })).toMatchObject({ value: 10 })
    expect(opened.value.state()).toMatchObject({
      value: ran(runScript(fence, PUSHES, whole(columns, '{"pushes":7}'))).states[0],
    })
    opened.value.close()
  })

  it('that fails once stays failed', () => {
    const broken = code('bar => { if (bar.index === 3) missing() }')
    const opened = openScript(fence, broken, { columns: wave(10), symbol: 'A', state: null })
    if (!opened.ok) throw new Error(opened.error.message)
    const step = (from: number, to: number) => opened.value.step({ from, to, position: null, stopOn: [] })
    expect(step(0, 3)).toMatchObject({ ok: true })
    expect(step(3, 6)).toMatchObject({ ok: false, error: { kind: 'thrown' } })
    expect(step(6, 9)).toMatchObject({ ok: false, error: { kind: 'thrown' } })
    opened.value.close()
  })
})
