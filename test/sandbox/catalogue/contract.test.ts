import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Operator } from '@/sandbox/catalogue/define'
import { sampleBars, seeded } from '@/sandbox/catalogue/docs/sample'
import { catalogue, entries, families } from '@/sandbox/catalogue/index'
import type { BarColumns } from '@/sandbox/ir/bars'
import { kernelParams } from '@/sandbox/ir/params'
import { memoryOf } from '@/sandbox/run/memory'
import { planRun } from '@/sandbox/run/plan'
import { Run } from '@/sandbox/run/run'
import { tapeOf } from '@/sandbox/run/tape'
import { cut, nastyBars, withHoles } from './contract/bars'
import { CASES as ALL, type Case } from './contract/cases'

const SEED = Number(process.env.SEED ?? 20260)
const BARS = 150
/** Of the sample bars. */
const HOUR_MS = 3_600_000

// Short and long look-backs apart, so that trimming happens again and again in the short ones.
const isLong = ({ program }: Case) => (memoryOf(program, '1h', catalogue).settled ?? 0) > 80
const CASES = [...ALL.filter(one => !isLong(one)), ...ALL.filter(isLong)]
const PLANS = [CASES.filter(one => !isLong(one)), CASES.filter(isLong)].map(cases =>
  planRun(
    cases.map(({ program }) => program),
    { timeframe: '1h', catalogue },
  ),
)
const sinks = PLANS.flatMap(plan => plan.merged.sinks)

/** All outputs of all cases over the bars, by case and output. */
type Answers = readonly (readonly Float64Array[])[]

/** Opens a run of every plan and lets `drive` bring them on. */
const collect = (bars: BarColumns, chunk: number, drive: (run: Run) => void): Answers =>
  PLANS.flatMap((plan, at) => {
    const run = new Run(plan, { tape: tapeOf(bars), collect: true, chunk: at === 0 ? chunk : 400 })
    drive(run)
    return plan.merged.sinks.map(outputs => outputs.map(({ node }) => run.collected(node).slice()))
  })

const batch = (bars: BarColumns): Answers => collect(bars, 1024, run => run.advance())

/** Stops the loop over answers at the first difference of each case and names it. */
const differences = (a: Answers, b: Answers, upTo = Infinity): string[] =>
  CASES.flatMap(({ name }, at) =>
    sinks[at]!.flatMap((sink, k) => {
      const left = a[at]![k]!
      const right = b[at]![k]!
      const end = Math.min(left.length, right.length, upTo)
      for (let i = 0; i < end; i++)
        if (!Object.is(left[i], right[i])) return [`${name}.${sink.name} at ${i}: ${left[i]} and ${right[i]}`]
      return []
    }),
  )

describe.each(Object.entries(nastyBars(BARS, SEED)))(`every entry on %s (seed ${SEED})`, (_name, bars) => {
  const n = bars.time.length
  const whole = batch(bars)

  test('gives one value a bar', () => {
    expect(whole.every(outputs => outputs.every(column => column.length === n))).toBe(true)
  })

  test('gives the same however the bars are cut', () => {
    const next = seeded(SEED)
    const answers = collect(bars, 5, run => {
      while (run.bars < n) run.advance(Math.min(n, run.bars + 1 + Math.floor(next() * 9)))
    })
    expect(differences(whole, answers)).toEqual([])
  })

  test('gives live, on trimmed columns, what the batch gives; and forming bars leave no trace', () => {
    const answers = PLANS.flatMap((plan, at) => {
      const live = new Run(plan, { tape: tapeOf(bars), collect: false, chunk: at === 0 ? 3 : 400 })
      const answers = plan.merged.sinks.map(outputs => outputs.map(() => new Float64Array(n)))
      for (let i = 0; i < n; i++) {
        const close = bars.close[i]!
        if (i % 4 === 0)
          live.forming({
            time: bars.time[i]!,
            open: 3,
            high: close * 2,
            low: 1,
            close: close * 1.5,
            volume: 9,
          })
        live.advance(i + 1)
        for (const [one, outputs] of plan.merged.sinks.entries())
          for (const [k, { node }] of outputs.entries()) answers[one]![k]![i] = live.latest(node)
      }
      return answers
    })
    expect(differences(whole, answers)).toEqual([])
  })

  test('is not changed by what comes later', () => {
    const half = Math.floor(n / 2)
    expect(differences(batch(cut(bars, 0, half)), whole)).toEqual([])
  })

  test('never makes infinity of finite values', () => {
    const infinite = CASES.flatMap(({ name }, at) =>
      whole[at]!.some(column => column.some(x => x === Infinity || x === -Infinity)) ? [name] : [],
    )
    expect(infinite).toEqual([])
  })

  test('answers conditions with 0, 1 or missing', () => {
    const odd = CASES.flatMap(({ name }, at) =>
      sinks[at]!.flatMap((sink, k) =>
        sink.kind === 'bool' && whole[at]![k]!.some(x => x !== 0 && x !== 1 && !Number.isNaN(x))
          ? [`${name}.${sink.name}`]
          : [],
      ),
    )
    expect(odd).toEqual([])
  })
})

const largest = (column: Float64Array): number =>
  column.reduce((most, x) => (Number.isNaN(x) ? most : Math.max(most, Math.abs(x))), 0)

describe('memory', () => {
  const LONG = 2600
  const START = 137
  const bars = sampleBars({ bars: LONG, seed: SEED })
  const whole = batch(bars)
  const late = batch(cut(bars, START, LONG))
  const holed = batch(withHoles(bars, i => i >= 700 && i < 703))
  const memories = CASES.map(({ program }) => memoryOf(program, '1h', catalogue))
  /** Over windows of one bar a divisor may well be zero on the first one. */
  const mayDivideByZero = ({ name, program }: Case) =>
    name.endsWith('(minimum)') && program.nodes.some(node => node.op === 'div')

  /** Every output of every case with its own memory. */
  const outputs = CASES.flatMap((one: Case, at) =>
    one.program.columns.map((column, k) => ({
      name: `${one.name}.${column.name}`,
      divides: mayDivideByZero(one),
      memory: memories[at]!.nodes[column.node]!,
      whole: whole[at]![k]!,
      late: late[at]![k]!,
      holed: holed[at]![k]!,
    })),
  )

  test('no value comes before the declared first bar', () => {
    const early = outputs.filter(({ whole, memory }) => {
      const found = whole.findIndex(x => !Number.isNaN(x))
      return found >= 0 && found + 1 < memory.first
    })
    expect(early.map(({ name }) => name)).toEqual([])
  })

  test('clean data gives its first value on the declared bar', () => {
    const wrong = outputs.flatMap(({ name, whole, memory, divides }) => {
      const found = whole.findIndex(x => !Number.isNaN(x)) + 1
      return memory.punctual && !divides && found > 0 && found !== memory.first
        ? [`${name}: declared ${memory.first}, found ${found}`]
        : []
    })
    expect(wrong).toEqual([])
  })

  test('settled means settled: two runs that began on different bars agree', () => {
    const wrong = outputs.flatMap(({ name, whole, late, memory }) => {
      if (memory.settled === null) return []
      const size = Math.max(largest(whole), largest(late))
      for (let i = START + memory.settled - 1; i < LONG; i++) {
        const a = whole[i]!
        const b = late[i - START]!
        const same = memory.exact ? Object.is(a, b) : Object.is(a, b) || Math.abs(a - b) <= 1e-6 * size
        if (!same) return [`${name} at ${i} (settled after ${memory.settled}): ${a} and ${b}`]
      }
      return []
    })
    expect(wrong).toEqual([])
  })

  test('a hole in the data heals', () => {
    const wrong = outputs.flatMap(({ name, whole, holed, memory }) => {
      const healed = memory.settled === null ? 1500 : 703 + memory.settled
      let values = 0
      let missing = 0
      for (let i = healed; i < LONG; i++) {
        if (Number.isNaN(whole[i]!)) continue
        values++
        if (Number.isNaN(holed[i]!)) missing++
      }
      return missing > values / 20 ? [`${name}: ${missing} of ${values} values still missing`] : []
    })
    expect(wrong).toEqual([])
  })
})

/** Stands where a kernel has no business to read. */
const POISON = 8.765e77

interface KernelCase {
  readonly name: string
  readonly operator: Operator
  readonly params: Case['params']
}

const KERNELS: readonly KernelCase[] = ALL.flatMap(({ name, entry, params }) =>
  entry.type === 'operator' ? [{ name, operator: entry, params }] : [],
)

describe.each(KERNELS)('the kernel of $name', ({ operator, params }) => {
  const n = 260
  const next = seeded(SEED + operator.id.length)
  const bars = withHoles(sampleBars({ bars: n, seed: SEED }), i => i % 37 === 20 || (i > 120 && i < 126))
  const numbers = kernelParams(operator, params)
  const inputs = operator.inputs.map((port, at) => {
    if (port.kind === 'bool')
      return bars.close.map(x => (Number.isNaN(x) ? Number.NaN : next() < 0.2 ? 1 : 0))
    const source =
      port.fallback && 'source' in port.fallback ? port.fallback.source : at % 2 === 0 ? 'close' : 'open'
    return source in bars ? bars[source as keyof BarColumns].slice() : bars.close.slice()
  })
  // sources take what the executor lays into their first input
  if (inputs.length === 0) inputs.push(bars.close.slice())
  const size = operator.stateSize(params)
  const reach = operator.reach?.(params, HOUR_MS) ?? 0
  const fresh = (room = size) => {
    const state = new Float64Array(room)
    operator.begin?.(state, numbers)
    return state
  }
  const whole = new Float64Array(n)
  operator.advance(fresh(), inputs, whole, numbers, 0, n)

  test('reads no further back than its reach, nothing ahead, and no earlier output', () => {
    const state = fresh()
    const seen = inputs.map(() => new Float64Array(n).fill(POISON))
    const found = new Float64Array(n)
    for (let i = 0; i < n; i++) {
      for (const [k, column] of seen.entries()) {
        column[i] = inputs[k]![i]!
        if (i - reach - 1 >= 0) column[i - reach - 1] = POISON
      }
      const out = new Float64Array(n).fill(POISON)
      operator.advance(state, seen, out, numbers, i, i + 1)
      found[i] = out[i]!
      expect(out.every((x, k) => k === i || x === POISON)).toBe(true)
    }
    expect(found).toEqual(whole)
  })

  test('keeps no row numbers: every bar may come in the same row', () => {
    const state = fresh()
    const found = new Float64Array(n)
    for (let i = 0; i < n; i++) {
      const rows = inputs.map(column =>
        Float64Array.from({ length: reach + 1 }, (_, k) => column[i - reach + k] ?? Number.NaN),
      )
      const out = new Float64Array(reach + 1)
      operator.advance(state, rows, out, numbers, reach, reach + 1)
      found[i] = out[reach]!
    }
    expect(found).toEqual(whole)
  })

  test('asks for all the state it uses', () => {
    const roomy = new Float64Array(n)
    const state = fresh(size + 64)
    operator.advance(state, inputs, roomy, numbers, 0, n)
    expect(roomy).toEqual(whole)
    expect(state.subarray(size).every(x => x === 0)).toBe(true)
  })
})

test('every entry is listed once, in order of its id', () => {
  const ids = entries.map(entry => entry.id)
  expect(new Set(ids).size).toBe(ids.length)
  expect([...ids].sort()).toEqual(ids)
  expect(entries.every(entry => catalogue.entry(entry.id) === entry)).toBe(true)
})

test('every family lists its own entries, and no file of an entry is forgotten', () => {
  for (const [family, listed] of Object.entries(families))
    expect(listed.filter(entry => entry.family !== family).map(entry => entry.id)).toEqual([])
  const ids = ['composites', 'ops'].flatMap(folder =>
    readdirSync(`sandbox/catalogue/${folder}`, { recursive: true, withFileTypes: true })
      .filter(file => file.isFile())
      .flatMap(({ parentPath, name }) => {
        const text = readFileSync(`${parentPath}/${name}`, 'utf8')
        const id = name.replace(/\.ts$/, '')
        return /^export const \w+ = \w+\(/m.test(text) ? [id] : []
      }),
  )
  expect(ids.length).toBeGreaterThan(300)
  expect(ids.filter(id => !catalogue.entry(id))).toEqual([])
})
