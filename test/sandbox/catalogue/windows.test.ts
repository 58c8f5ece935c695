import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seeded } from '@/sandbox/catalogue/docs/sample'
import { catalogue } from '@/sandbox/catalogue/index'
import { exactSum } from '@/sandbox/catalogue/ops/exactSum'
import { operatorOf } from '@/sandbox/ir/catalogue'
import { kernelParams, resolveParams } from '@/sandbox/ir/params'

const SEED = Number(process.env.SEED ?? 31)

const column = (id: string, length: number, x: Float64Array): Float64Array => {
  const operator = operatorOf(catalogue, id)
  const params = resolveParams(operator, { length })
  const out = new Float64Array(x.length)
  operator.advance(
    new Float64Array(operator.stateSize(params)),
    [x],
    out,
    kernelParams(operator, params),
    0,
    x.length,
  )
  return out
}

/** A walk in ticks, as the whole numbers of its ticks. */
const ticks = (bars: number, seed: number): number[] => {
  const next = seeded(seed)
  let price = 10_000
  return Array.from({ length: bars }, () => {
    price += Math.round((next() - 0.5) * 20)
    return price
  })
}

describe('prices in ticks', () => {
  const BARS = 200_000
  const whole = ticks(BARS, SEED)
  const prices = Float64Array.from(whole, tick => tick / 100)

  test(`give the mean of their decimals, rounded once, after any number of bars (seed ${SEED})`, () => {
    const mean = column('sma', 20, prices)
    let sum = 0
    for (let i = 0; i < BARS; i++) {
      sum += whole[i]! - (whole[i - 20] ?? 0)
      if (i >= 19 && mean[i] !== sum / 2000) throw new Error(`bar ${i}: ${mean[i]} is not ${sum}/2000`)
    }
  })

  test('keep ties ties: equal averages are equal to the bit', () => {
    const fast = column('sma', 10, prices)
    const slow = column('sma', 20, prices)
    let ties = 0
    let ten = 0
    let twenty = 0
    for (let i = 0; i < BARS; i++) {
      ten += whole[i]! - (whole[i - 10] ?? 0)
      twenty += whole[i]! - (whole[i - 20] ?? 0)
      if (i < 19) continue
      const tie = 2 * ten === twenty
      if (tie) ties++
      if ((fast[i] === slow[i]) !== tie || fast[i]! > slow[i]! !== 2 * ten > twenty)
        throw new Error(`bar ${i}`)
    }
    expect(ties).toBeGreaterThan(300)
  })

  test('may lie an ulp beside their decimal, as k · 0.01 does', () => {
    const beside = Float64Array.from(whole, tick => tick * 0.01)
    expect(column('sma', 20, beside)).toEqual(column('sma', 20, prices))
    expect(column('stdev', 20, beside)).toEqual(column('stdev', 20, prices))
    expect(column('wma', 20, beside)).toEqual(column('wma', 20, prices))
  })

  test('give the deviation of their decimals', () => {
    const deviation = column('variance', 20, prices)
    for (let i = 19; i < 5000; i++) {
      const window = whole.slice(i - 19, i + 1).map(BigInt)
      const sum = window.reduce((s, x) => s + x, 0n)
      const squares = window.reduce((s, x) => s + x * x, 0n)
      expect(deviation[i]).toBe(Number(20n * squares - sum * sum) / (400 * 10_000))
    }
  })

  test('give no deviation where nothing moves', () => {
    const still = new Float64Array(100).fill(0.1 + 0.2)
    expect(
      column('stdev', 20, still)
        .slice(19)
        .every(x => x === 0),
    ).toBe(true)
  })
})

/** Sum of doubles as a fraction of 2¹⁰⁷⁴, exactly. */
const bigSum = (values: readonly number[]): number => {
  const view = new DataView(new ArrayBuffer(8))
  let sum = 0n
  for (const value of values) {
    view.setFloat64(0, value)
    const bits = view.getBigUint64(0)
    const exponent = Number((bits >> 52n) & 0x7ffn)
    const fraction = bits & 0xfffffffffffffn
    const size = exponent === 0 ? fraction : (fraction | 0x10000000000000n) << BigInt(exponent - 1)
    sum += bits >> 63n ? -size : size
  }
  const negative = sum < 0n
  let size = negative ? -sum : sum
  // round half to even at 53 bits
  const extra = Math.max(0, size.toString(2).length - 53)
  if (extra > 0) {
    const half = 1n << BigInt(extra - 1)
    const rest = size & ((1n << BigInt(extra)) - 1n)
    size >>= BigInt(extra)
    if (rest > half || (rest === half && size & 1n)) size += 1n
  }
  const value = Number(size) * 2 ** (extra - 1074)
  return negative ? -value : value
}

const anyDouble = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }),
  fc.double({ noNaN: true, min: -1000, max: 1000 }),
  fc.integer({ min: -100_000, max: 100_000 }).map(x => x / 100),
  fc.constantFrom(0, 1e-300, 1e16, -1e16, 0.1),
)

describe(`any values (seed ${SEED})`, () => {
  test('are summed exactly and rounded once', () => {
    fc.assert(
      fc.property(fc.array(anyDouble, { minLength: 1, maxLength: 40 }), values => {
        expect(exactSum(Float64Array.from(values), 0, values.length - 1) + 0).toBe(bigSum(values) + 0)
      }),
      { seed: SEED, numRuns: 1000 },
    )
  })

  test.each(['sum', 'sma', 'wma', 'stdev', 'variance', 'highest', 'lowest'])(
    'give a %s that rests on the window alone, wherever the run began',
    id => {
      fc.assert(
        fc.property(
          fc.array(anyDouble, { minLength: 5, maxLength: 120 }),
          fc.integer({ min: 1, max: 12 }),
          fc.nat(),
          (values, length, at) => {
            const x = Float64Array.from(values)
            const begin = at % values.length
            const whole = column(id, length, x)
            const later = column(id, length, x.slice(begin))
            for (let i = begin + length - 1; i < values.length; i++)
              if (!Object.is(whole[i], later[i - begin]))
                throw new Error(`bar ${i}: ${whole[i]} and ${later[i - begin]}`)
          },
        ),
        { seed: SEED, numRuns: 400 },
      )
    },
  )

  test('are averaged over the last values, not bars, and a hole stays one bar long', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 3, arbitrary: anyDouble }, fc.constant(Number.NaN)), { maxLength: 80 }),
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom('sum', 'sma', 'wma', 'stdev', 'variance', 'highest', 'lowest', 'ema', 'rma'),
        (values, length, id) => {
          const dense = values.filter(x => !Number.isNaN(x))
          const expected = column(id, length, Float64Array.from(dense))
          const found = column(id, length, Float64Array.from(values))
          let k = 0
          for (const [i, value] of values.entries())
            expect(found[i]).toBe(Number.isNaN(value) ? Number.NaN : expected[k++])
        },
      ),
      { seed: SEED, numRuns: 600 },
    )
  })
})
