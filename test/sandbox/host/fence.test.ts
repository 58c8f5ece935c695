import { describe, expect, it } from 'vitest'
import type { GuestLimits } from '@/sandbox/host/engine'
import { COMPILE_LIMITS } from '@/sandbox/host/limits'
import type { GuestJob, GuestRole } from '@/sandbox/host/role'
import { nodeFence } from '@/server/guests/nodeFence'

const fence = await nodeFence()

const PRELUDE = `
let kept = null
const numbers = []
globalThis.keep = value => { kept = value }
globalThis.note = n => { numbers.push(n) }
globalThis.now = () => Date.now()
globalThis.__enter = (input, columns, out, driver) => {
  if (input === 'double') for (let i = 0; i < out[0].length; i++) { __bar = i; out[0][i] = columns[0][i] * 2 }
  if (input === 'driver') return String(driver(20))
  if (input === 'call') return String(kept())
  if (input === 'count') return String(numbers.push(0))
  return typeof kept === 'string' ? kept : input
}
let __bar = null
__host.barFrom(() => __bar)
`
const role = (limits: Partial<GuestLimits> = {}, prelude = PRELUDE): GuestRole => ({
  name: 'probe',
  prelude,
  limits: { ...COMPILE_LIMITS, ...limits },
})
const PROBE = role()
const run = (source: string, job: Partial<GuestJob> = {}) => fence.run(PROBE, { input: '', source, ...job })
const errorOf = (source: string, job: Partial<GuestJob> = {}) => {
  const result = run(source, job)
  return result.ok ? null : result.error
}

describe('a guest', () => {
  it('starts from its prelude and leaves nothing to the next', () => {
    expect(run("keep('mine'); globalThis.leak = 1")).toMatchObject({ ok: true, value: { text: 'mine' } })
    expect(run('keep(String(typeof leak))')).toMatchObject({ value: { text: 'undefined' } })
    expect(fence.run(PROBE, { input: 'plain' })).toMatchObject({ value: { text: 'plain' } })
  })

  it('gets columns in and gives columns out', () => {
    const result = fence.run(PROBE, {
      input: 'double',
      columns: [Float64Array.of(1, 2.5, Number.NaN)],
      outColumns: 2,
    })
    expect(result.ok && result.value.columns).toEqual([
      Float64Array.of(2, 5, Number.NaN),
      Float64Array.of(Number.NaN, Number.NaN, Number.NaN),
    ])
  })

  it('runs the host’s driver beside the user’s code', () => {
    expect(run('', { input: 'driver', driver: '(x => x + 1)' })).toMatchObject({ value: { text: '21' } })
  })

  it('draws the same random numbers for the same seed', () => {
    const draw = (seed: number) => {
      const result = run('keep([Math.random(), Math.random()].join())', { seed })
      return result.ok ? result.value.text : null
    }
    expect(draw(1)).toBe(draw(1))
    expect(draw(1)).not.toBe(draw(2))
    expect(draw(2 ** 40)).not.toBe(draw(0))
  })

  it('has a clock that stands where the job put it', () => {
    expect(run('keep(String(now()))', { now: 1_700_000_000_000 })).toMatchObject({
      value: { text: '1700000000000' },
    })
    expect(run('keep(new Date(0).toString())')).toMatchObject({
      value: { text: expect.stringContaining('00:00:00') },
    })
  })

  it('logs capped lines, each with its bar', () => {
    const result = run("log('start', { a: 1 }, NaN); keep(() => { log('late'); return 1 })", {
      input: 'call',
    })
    expect(result.logs).toEqual([
      { bar: null, text: 'start {"a":1} NaN' },
      { bar: null, text: 'late' },
    ])
    const many = run('for (let i = 0; i < 1000; i++) log(i)').logs
    expect(many).toHaveLength(COMPILE_LIMITS.logLines + 1)
    expect(many.at(-1)!.text).toBe(`${1000 - COMPILE_LIMITS.logLines} more lines were not kept.`)
  })

  it('keeps its logs when it fails', () => {
    expect(run("log('before'); missing()").logs).toEqual([{ bar: null, text: 'before' }])
    expect(run("log('before'); for (;;);").logs).toEqual([{ bar: null, text: 'before' }])
  })

  it('may name its own things like the API, not like the language', () => {
    expect(run("const note = 'shadow'; keep(note)")).toMatchObject({ value: { text: 'shadow' } })
    expect(errorOf('const JSON = 1')).toMatchObject({ kind: 'thrown' })
  })

  it('may set names and messages on errors of its own', () => {
    expect(
      errorOf(
        'class Mine extends Error { constructor(m) { super(m); this.name = "Mine"; this.message += "!" } }\nthrow new Mine("oh")',
      ),
    ).toMatchObject({ kind: 'thrown', message: 'Mine: oh!', line: 1 })
  })
})

describe('a failure', () => {
  it.each([
    ['a parse error', 'let a = 1\nlet b = (', 'syntax', 2, 10],
    ['an unknown name', 'let a = 1\n  missing(a)', 'thrown', 2, 3],
    ['a throw', '\n\n   throw new RangeError("no")', 'thrown', 3, 10],
    ['a throw in a function', 'const f = () => {\n  null.x\n}\nf()', 'thrown', 2, 7],
    ['an error in the API', '\n note(Symbol() + "")', 'thrown', 2, 16],
    ['an endless loop', 'let i = 0\nfor (;;) Math.sin(i)', 'fuel', 2, 18],
    ['too deep a recursion', 'const f = n => f(n + 1)\nf(0)', 'stack', 1, 16],
    ['too much memory', 'const a = []\nfor (;;) a.push(new Uint8Array(1e6))', 'memory', 2, 17],
  ])('says where %s is', (_, source, kind, line, column) => {
    const error = errorOf(source)
    expect(error).toMatchObject({ kind, line })
    // The engine marks the call or the operand, to within the statement.
    expect(Math.abs(error!.column! - column)).toBeLessThanOrEqual(24)
  })

  it('is told as an empty place when the guest throws no error', () => {
    expect(errorOf('throw 42')).toEqual({
      kind: 'thrown',
      message: '42 was thrown',
      line: null,
      column: null,
    })
  })

  it('of the clock alone is a deadline', () => {
    const slow = role({ deadlineMs: 30, fuel: 5_000_000_000 })
    expect(fence.run(slow, { input: '', source: 'for (;;);' })).toMatchObject({ error: { kind: 'deadline' } })
  })

  it('is refused before it runs when the source or the input does not fit', () => {
    expect(errorOf(`/*${'x'.repeat(COMPILE_LIMITS.sourceBytes)}*/`)).toMatchObject({ kind: 'source' })
    expect(errorOf('let a\nlet \0')).toMatchObject({ kind: 'source', line: 2, column: 5 })
    const input = 'x'.repeat(COMPILE_LIMITS.inputBytes + 1)
    expect(fence.run(PROBE, { input })).toMatchObject({ error: { kind: 'source' } })
  })

  it('counts multi-byte text by its bytes', () => {
    const half = '€'.repeat(COMPILE_LIMITS.sourceBytes / 3 + 10)
    expect(errorOf(`/*${half}*/`)).toMatchObject({ kind: 'source' })
  })

  it('of a prelude is the host’s own error', () => {
    expect(() => fence.run(role({}, 'nonsense('), { input: '' })).toThrow(/prelude of probe/)
    expect(() => fence.run(role({}, 'globalThis.a = 1'), { input: '' })).toThrow(/no __enter/)
  })
})

describe('a limit', () => {
  it('stops at exactly the same step each time', () => {
    const source = 'let n = 0; for (;;) { n++; if (n % 1000 === 0) log(n) }'
    const small = role({ fuel: 2_000_000, logLines: 2_000 })
    const first = fence.run(small, { input: '', source })
    expect(fence.run(small, { input: '', source })).toEqual(first)
    expect(first.logs.length).toBeGreaterThan(10)
  })

  it('of fuel grows with the work', () => {
    const used = (n: number) => run(`for (let i = 0; i < ${n}; i++);`).fuelUsed
    const [once, twice] = [used(10_000), used(20_000)]
    expect(twice - once).toBeGreaterThan(10_000)
    expect(twice - once).toBeLessThan(200_000)
  })

  it('of a job can be less than its role’s', () => {
    expect(errorOf('for (let i = 0; i < 1e6; i++);', { fuel: 100_000 })).toMatchObject({ kind: 'fuel' })
  })

  it('of memory holds for columns too', () => {
    const columns = Array.from({ length: 60 }, () => new Float64Array(131_072))
    expect(fence.run(PROBE, { input: 'x', columns })).toMatchObject({ error: { kind: 'memory' } })
    const vast = { input: 'x', rows: 2 ** 29 + 1, outColumns: 1 }
    expect(fence.run(PROBE, vast)).toMatchObject({ error: { kind: 'memory' } })
  })
})

describe('a session', () => {
  it('keeps its state between calls, apart from other guests', () => {
    const opened = fence.open(PROBE, { source: 'let n = 0; keep(() => ++n)' })
    if (!opened.ok) throw new Error(opened.error.message)
    expect(opened.value.call('call')).toMatchObject({ value: { text: '1' } })
    expect(run("keep('other')")).toMatchObject({ value: { text: 'other' } })
    expect(opened.value.call('call')).toMatchObject({ value: { text: '2' } })
    opened.value.close()
  })

  it('has fuel for each call, not for all of them', () => {
    const opened = fence.open(PROBE, { source: 'keep(() => { for (let i = 0; i < 2e4; i++); return 1 })' })
    if (!opened.ok) throw new Error(opened.error.message)
    for (let n = 0; n < 20; n++) expect(opened.value.call('call', 400_000)).toMatchObject({ ok: true })
    expect(opened.value.call('call', 10_000)).toMatchObject({ error: { kind: 'fuel' } })
    expect(opened.value.call('call')).toMatchObject({ error: { kind: 'fuel' } })
    opened.value.close()
  })

  it('fails to open like a run fails', () => {
    expect(fence.open(PROBE, { source: 'missing()' })).toMatchObject({ ok: false, error: { kind: 'thrown' } })
  })

  it('does not run out of room in a long conversation', () => {
    const opened = fence.open(PROBE, { source: '' })
    if (!opened.ok) throw new Error(opened.error.message)
    const input = 'x'.repeat(100_000)
    for (let n = 0; n < 2_000; n++) expect(opened.value.call(input).ok).toBe(true)
    opened.value.close()
  })
})
